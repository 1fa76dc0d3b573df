internal import PythonBridge
internal import Telemetry
internal import Threading

/// One way through the queue and then the registry, in as many holds of the GIL as the budget asks for.
///
/// The sweep's first batch belongs to the hold in which the queue is empty: a Python that computes gives the GIL away once
/// in a switch interval, and who asked for a sweep is not to wait for several of them.
struct CleanupPass: ~Copyable {
    private let sweeps: Bool
    private var sweep: Sweep
    private let begin: Int64
    /// When the queue was empty; nil until then.
    private var drained: Int64?
    private var longestHold: Int64 = 0

    /// Prepares a pass, which begins now.
    /// - Parameter sweeps: whether it sweeps after giving back what waited.
    init(_ sweep: consuming Sweep, sweeps: Bool) {
        self.sweep = sweep
        self.sweeps = sweeps
        begin = Uptime.nanoseconds
    }

    /// Works until the pass is done or the budget in nanoseconds is used up, one batch in any case.
    /// - Returns: whether there is more to do.
    mutating func advance(
        budget: Int64, holding gil: inout GIL, isAbandoned: (Group) -> Bool
    ) throws(EvictionError) -> Bool {
        let begin = Uptime.nanoseconds
        defer { longestHold = max(longestHold, Uptime.nanoseconds - begin) }
        if drained == nil {
            if gil.drain(budget: budget) { return true }
            drained = Uptime.nanoseconds
        }
        guard sweeps else { return false }
        return try sweep.advance(
            budget: max(0, budget - (Uptime.nanoseconds - begin)), holding: &gil, isAbandoned: isAbandoned)
    }

    /// What the sweep had to spare, by class; nil when there was none.
    var heldByClass: [String: Int]? { sweeps ? sweep.report.heldByClass : nil }

    /// Adds what the pass did. Once, when it is done.
    func conclude(into summary: inout SweepSummary) {
        let (drained, end) = (drained ?? begin, Uptime.nanoseconds)
        summary.phases.drain += drained - begin
        guard sweeps else { return }
        summary.phases.sweep += end - drained
        summary.add(sweep.report)
        summary.longestGILHold = max(summary.longestGILHold, longestHold)
    }
}
