internal import PythonBridge
internal import Telemetry
internal import Threading

/// One cleanup: gives queued references back, sweeps, and where that is asked for collects Python's own garbage and
/// gives memory back to the system.
struct CleanupCycle: Sendable {
    /// Nanoseconds of GIL time in one go.
    static let budget: Int64 = 500_000

    /// The same in a cycle that has lasted this many nanoseconds: twice as much with every
    /// interval that it outlasts, up to 8 ms.
    ///
    /// While Python computes, a thread gets the GIL once in a switch interval of 5 ms, and a sweep that is slower than
    /// what makes its entries never ends.
    static func budget(after duration: Int64, interval: Double) -> Int64 {
        budget << Int64(min(Double(duration) / 1e9 / interval, 4))
    }

    /// Nanoseconds between two holds of the GIL: releasing and taking it back at once hands it to nobody.
    static let gap: Int64 = 1_000_000

    let interpreter: Interpreter
    let registry: ObjectRegistry
    let livePlans: LivePlans
    /// How far a sweep goes that nobody forces.
    let reach: Sweep.Reach
    /// Told of what a sweep had to spare.
    let counter: TypeCounter

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
        // With the driver off only people and scripts sweep.
        let isAsked = request.trigger != .final || settings.driver != Driver.off.rawValue
        let sweeps = request.sweeps && mayEvict && isAsked
        let isServed = try pass(request, settings, sweeps: sweeps, into: &summary) { summary in
            summary.gilWait = Uptime.nanoseconds - request.requested
            return isWanted()
        }
        guard isServed else { return summary }
        if request.collects || settings.collects {
            let begin = Uptime.nanoseconds
            summary.collected += interpreter.withGIL { $0.collectGarbage() }
            summary.phases.collection = Uptime.nanoseconds - begin
            // What the collector freed left phantoms, and plans whose last holder was a cycle of garbage.
            _ = try pass(request, settings, sweeps: sweeps, into: &summary) { _ in true }
        }
        if settings.trims {
            let begin = Uptime.nanoseconds
            interpreter.trimHeap()
            summary.phases.trim = Uptime.nanoseconds - begin
        }
        summary.duration = Uptime.nanoseconds - begin
        return summary
    }

    /// Gives back what waits in the queue and sweeps, in bounded holds with gaps between them.
    /// - Parameter isWanted: asked in the first hold; where it says no, nothing is done.
    /// - Returns: what it said.
    private func pass(
        _ request: CleanupRequest, _ settings: Settings, sweeps: Bool, into summary: inout SweepSummary,
        isWanted: (inout SweepSummary) -> Bool
    ) throws(EvictionError) -> Bool {
        let start = Uptime.nanoseconds
        // Begins with the first hold: what it waits for the GIL is no work.
        var begun: CleanupPass?
        while true {
            let goesOn = try interpreter.withGIL { (gil) throws(EvictionError) in
                if begun == nil {
                    counter.rest(holding: &gil)
                    guard isWanted(&summary) else { return false }
                    let reach = request.isForced ? Sweep.Reach.forced : reach
                    begun = CleanupPass(
                        Sweep(of: registry, reach: reach, isThorough: request.trigger != .clock),
                        sweeps: sweeps)
                }
                let lasted = Uptime.nanoseconds - start
                return try begun?.advance(
                    budget: settings.inOneGo ? .max : Self.budget(after: lasted, interval: settings.interval),
                    holding: &gil, isAbandoned: livePlans.isAbandoned) ?? false
            }
            guard goesOn else { break }
            StopSignal.sleep(nanoseconds: Self.gap)
        }
        begun?.conclude(into: &summary)
        if let held = begun?.heldByClass { counter.note(held: held) }
        return begun != nil
    }

    /// Who holds what is abandoned. Keeps the GIL for as long as it takes to look at everything.
    func holders() -> [HolderChain] {
        interpreter.withGIL { gil in
            registry.holders(holding: &gil, isAbandoned: livePlans.isAbandoned)
                .map { HolderChain(type: $0.type, count: $0.count, chain: $0.chain) }
        }
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
