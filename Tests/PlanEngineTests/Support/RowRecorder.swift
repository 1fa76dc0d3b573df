import PlanEngine
import Telemetry
internal import Threading

/// Keeps published rows, and where the run was when each came.
final class RowRecorder: ResultListener {
    private let progress: RunProgress
    private let received = Locked<[(row: ResultRow, progress: Progress)]>([])

    init(_ progress: RunProgress) {
        self.progress = progress
    }

    func publish(_ row: ResultRow) {
        let now = progress.current
        received.withLock { $0.append((row, now)) }
    }

    var rows: [ResultRow] { received.withLock { $0.map(\.row) } }
    var moments: [Progress] { received.withLock { $0.map(\.progress) } }
}
