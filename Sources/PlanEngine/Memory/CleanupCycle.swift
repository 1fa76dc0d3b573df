internal import PythonBridge
internal import Telemetry
internal import Threading

/// One cleanup: drains, sweeps, and collects Python's own garbage where that is asked for.
struct CleanupCycle {
    /// Nanoseconds of GIL time in one go.
    static let budget: Int64 = 500_000
    /// Nanoseconds between two holds of the GIL: releasing and taking it back at once hands it to nobody.
    static let gap: Int64 = 1_000_000

    let interpreter: Interpreter
    let registry: ObjectRegistry
    let livePlans: LivePlans

    /// Runs on a thread that does not hold the GIL, in bounded holds with gaps between them. Blocks until done.
    /// - Parameters:
    ///   - requested: when it was asked for, on `Uptime`.
    ///   - collects: whether Python's collector runs too; it holds the GIL for as long as it takes.
    func run(
        _ trigger: SweepSummary.Trigger, requested: Int64, collects: Bool
    ) throws(EvictionError) -> SweepSummary {
        var summary = SweepSummary()
        summary.trigger = trigger
        let begin = Uptime.nanoseconds
        summary.gilWait = interpreter.withGIL { _ in Uptime.nanoseconds - requested }
        // A final cycle is nobody's request: where nothing may be evicted it only collects.
        let mayEvict = registry.policy.eviction != .never
        if mayEvict || !collects { try sweep(into: &summary) }
        if collects {
            interpreter.withGIL { gil in
                gil.collectGarbage()
                gil.drain()
            }
            if mayEvict { try sweep(into: &summary) }
        }
        summary.duration = Uptime.nanoseconds - begin
        return summary
    }

    private func sweep(into summary: inout SweepSummary) throws(EvictionError) {
        var sweep = Sweep(of: registry)
        let pause = StopSignal()
        while true {
            let goesOn = try interpreter.withGIL { (gil) throws(EvictionError) in
                try sweep.advance(budget: Self.budget, holding: &gil, isAbandoned: livePlans.isAbandoned)
            }
            guard goesOn else { break }
            pause.wait(nanoseconds: Self.gap)
        }
        summary.add(sweep.report)
    }
}

extension SweepSummary {
    /// Adds what one sweep did.
    mutating func add(_ report: SweepReport) {
        examined = max(examined, report.examined)
        phantoms += report.phantoms
        weakened += report.weakened
        freed += report.freed
        held = report.held
        longestGILHold = max(longestGILHold, report.longestHold)
    }
}
