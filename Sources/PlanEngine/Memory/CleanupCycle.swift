internal import PythonBridge
internal import Telemetry
internal import Threading

/// One cleanup: gives queued references back, sweeps, and where that is asked for collects Python's own garbage and
/// gives memory back to the system.
struct CleanupCycle: Sendable {
    /// Nanoseconds of GIL time in one go.
    static let budget: Int64 = 500_000
    /// Nanoseconds between two holds of the GIL: releasing and taking it back at once hands it to nobody.
    static let gap: Int64 = 1_000_000

    let interpreter: Interpreter
    let registry: ObjectRegistry
    let livePlans: LivePlans
    /// How far a sweep goes that nobody forces.
    let reach: Sweep.Reach

    /// Runs on a thread that does not hold the GIL, in bounded holds with gaps between them. Blocks until done.
    ///
    /// Collection and trimming are not bounded: Python's collector keeps the GIL for as long as it takes.
    /// - Throws: `EvictionError.never` when a person asks for a sweep that the policy forbids.
    /// - Parameter isWanted: asked when the GIL has been had; where it says no, nothing is done.
    func run(
        _ request: CleanupRequest, _ settings: Settings, isWanted: () -> Bool
    ) throws(EvictionError) -> SweepSummary {
        let mayEvict = registry.policy.eviction != .never
        // The end of a run is nobody's request: where nothing may be evicted it only collects.
        if request.sweeps, !mayEvict, request.trigger != .final { throw .never }
        var summary = SweepSummary()
        summary.trigger = request.trigger
        summary.isForced = request.isForced
        let begin = Uptime.nanoseconds
        summary.gilWait = interpreter.withGIL { _ in Uptime.nanoseconds - request.requested }
        guard isWanted() else { return summary }
        time(&summary.phases.drain) { drain(inOneGo: settings.inOneGo) }
        // With the driver off only people and scripts sweep.
        let isAsked = request.trigger != .final || settings.driver != Driver.off.rawValue
        let sweeps = request.sweeps && mayEvict && isAsked
        if sweeps { try sweep(request, settings, into: &summary) }
        if request.collects || settings.collects {
            time(&summary.phases.collection) {
                summary.collected += interpreter.withGIL { $0.collectGarbage() }
            }
            time(&summary.phases.drain) { drain(inOneGo: settings.inOneGo) }
            // What the collector freed left phantoms, and plans whose last holder was a cycle of garbage.
            if sweeps { try sweep(request, settings, into: &summary) }
        }
        if settings.trims { time(&summary.phases.trim) { interpreter.trimHeap() } }
        summary.duration = Uptime.nanoseconds - begin
        return summary
    }

    /// Who holds what is abandoned. Keeps the GIL for as long as it takes to look at everything.
    func holders() -> [HolderChain] {
        interpreter.withGIL { gil in
            registry.holders(holding: &gil, isAbandoned: livePlans.isAbandoned)
                .map { HolderChain(type: $0.type, count: $0.count, chain: $0.chain) }
        }
    }

    private func sweep(
        _ request: CleanupRequest, _ settings: Settings, into summary: inout SweepSummary
    ) throws(EvictionError) {
        let begin = Uptime.nanoseconds
        var sweep = Sweep(
            of: registry, reach: request.isForced ? .forced : reach, isThorough: request.trigger != .clock)
        while true {
            let goesOn = try interpreter.withGIL { (gil) throws(EvictionError) in
                try sweep.advance(
                    budget: settings.inOneGo ? .max : Self.budget, holding: &gil,
                    isAbandoned: livePlans.isAbandoned)
            }
            guard goesOn else { break }
            StopSignal.sleep(nanoseconds: Self.gap)
        }
        summary.add(sweep.report)
        summary.phases.sweep += Uptime.nanoseconds - begin
    }

    private func drain(inOneGo: Bool) {
        while interpreter.withGIL({ $0.drain(budget: inOneGo ? .max : Self.budget) }) {
            StopSignal.sleep(nanoseconds: Self.gap)
        }
    }

    private func time(_ phase: inout Int64, _ body: () -> Void) {
        let begin = Uptime.nanoseconds
        body()
        phase += Uptime.nanoseconds - begin
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
        undecided = report.undecided
        longestGILHold = max(longestGILHold, report.longestHold)
    }
}
