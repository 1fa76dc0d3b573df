internal import Dashboard
internal import History
internal import Soak
internal import Telemetry
internal import TerminalUI

/// What is remembered of a made-up soak, on a clock that runs as fast as it can: ten measurements a second, a plan every 2.6 s, a
/// sweep every 30 s.
public struct LongSoak {
    private var past = Past()
    private var snapshot = Snapshot()
    private var tenths = 0

    /// Creates a soak that has not begun.
    public init() {
        snapshot.heapBaselineBytes = 1_000_000
        snapshot.progress.phase = .running
    }

    /// Lets it go on.
    public mutating func go(hours: Int) {
        for _ in 0..<(hours * 36_000) {
            tenths += 1
            snapshot.moment = Moment(elapsed: Int64(tenths) * 100_000_000, unix: 0)
            snapshot.progress.stepInstances += 25
            snapshot.registry.live = tenths % 300 * 50
            snapshot.heapBytes = 1_000_000 + tenths % 300 * 7919
            if tenths % 26 == 0 {
                past.take(Event(moment: snapshot.moment, kind: .planLeft(tenths / 26, verdict: "Pass")))
                past.take(Event(moment: snapshot.moment, kind: .planEntered(tenths / 26 + 1)))
                snapshot.progress.plan = tenths / 26
            }
            if tenths % 300 == 0 {
                past.take(Event(moment: snapshot.moment, kind: .swept(SweepSummary())))
                snapshot.cleanup.sweeps += 1
            }
            past.take(snapshot)
        }
        past.leaks.judge()
    }

    /// Plans that were run so far.
    public var plans: Int { tenths / 26 }

    /// Resident bytes of the process; nil when the system does not tell.
    public static var residentBytes: Int? {
        var snapshot = Snapshot()
        ProcessProbe().measure(&snapshot)
        return snapshot.residentBytes
    }

    /// Tells a dashboard all of it, as a session tells one that is attached, and draws its first frame.
    /// - Returns: the bytes that travelled, and the rows that were drawn.
    public func attach() -> (bytes: Int, rows: Int) {
        let line = StreamLine.past(past).bytes
        guard case .past(let told) = StreamLine(bytes: line.dropLast()) else { return (line.count, 0) }
        return (line.count, Self.drawn(Self.dashboard(of: told)).text.split(separator: "\n").count)
    }

    /// Presses keys on a dashboard that knows all of it.
    /// - Parameter now: a clock in nanoseconds.
    /// - Returns: nanoseconds from each key to the frame that answers it.
    public func answers(to keys: String, now: () -> Int64) -> [Int64] {
        var dashboard = Self.dashboard(of: past)
        return keys.map { key in
            let begin = now()
            _ = dashboard.update(.key(.character(key)))
            _ = Self.drawn(dashboard)
            return now() - begin
        }
    }

    private static let size = Size(columns: 80, rows: 23)

    private static func dashboard(of past: Past) -> Dashboard {
        let theme = Theme(name: "dark", appearances: [:])
        var dashboard = Dashboard(Configuration(workload: "soak", themes: [theme]))
        _ = dashboard.update(.resized(size))
        _ = dashboard.update(.recalled(past))
        return dashboard
    }

    private static func drawn(_ dashboard: Dashboard) -> Canvas {
        var canvas = Canvas(size: size)
        DashboardView(dashboard).draw(into: &canvas, in: canvas.bounds)
        return canvas
    }
}
