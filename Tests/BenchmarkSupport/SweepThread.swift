internal import PlanEngine
public import PythonBridge
internal import Telemetry
internal import Threading

/// The engine's sweep thread over any registry, as a person has it: it is asked, and does its work elsewhere.
public final class SweepThread {
    private let monitor: MemoryMonitor
    private let events: Ring<Event>
    private let attention = StopSignal()
    private var cursor = 0

    /// Starts the thread; its clock does not run.
    public init(interpreter: Interpreter, registry: ObjectRegistry) {
        events = Ring(capacity: 64, attention: attention)
        monitor = MemoryMonitor(
            interpreter: interpreter, registry: registry,
            settings: Settings(.sweep, interval: Settings.intervalRange.upperBound),
            journal: Journal(clock: SessionClock(), into: events))
    }

    /// Asks for a sweep, as the key `e` does. Returns at once.
    public func request() { monitor.evict(forced: false) }

    /// Waits until the sweep that was asked for is done. Blocks; call it without the GIL.
    /// - Returns: what it did: entries weakened, entries held, and its longest hold of the GIL in nanoseconds.
    public func waitUntilDone() -> (weakened: Int, held: Int, longestHold: Int64) {
        while true {
            let batch = events.read(from: cursor)
            cursor = batch.cursor
            for event in batch.elements {
                guard case .swept(let summary) = event.kind else { continue }
                return (summary.weakened, summary.held, summary.longestGILHold)
            }
            attention.wait(nanoseconds: nil)
        }
    }

    /// Ends the thread.
    public func finish(holding gil: inout GIL) { _ = monitor.finish(holding: &gil) }
}
