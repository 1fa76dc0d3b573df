import Telemetry
import Threading

@testable import Soak

/// What a recorder is told by a run that a test plays, and what it says.
struct RecordedRun {
    let folder: Folder
    let snapshots = Ring<Snapshot>(capacity: 10_000)
    let events = Ring<Event>(capacity: 10_000)
    let said = Said()

    /// What the run was told, and what it was asked.
    final class Said: Sendable {
        let kinds = Locked<[Event.Kind]>([])
        let commands = Locked<[Command]>([])
    }

    static let second: Int64 = 1_000_000_000

    init() throws { folder = try Folder() }

    var run: Recorder.Run {
        Recorder.Run(
            snapshots: snapshots, events: events,
            announce: { [said] kind in said.kinds.withLock { $0.append(kind) } },
            ask: { [said] command in said.commands.withLock { $0.append(command) } })
    }

    func feed(_ batch: RecordBatch) {
        for snapshot in batch.snapshots { snapshots.append(snapshot) }
        for event in batch.events { events.append(event) }
    }

    /// Samples in a record.
    func count(_ path: String) throws -> Int {
        try RecordReader(path).read(after: .init(), most: 100_000).snapshots.count
    }
}
