internal import PythonBridge
internal import Telemetry
internal import Threading

/// The report of a run while it is being written, readable on any thread.
///
/// Kept up to date after every plan, so that there is one even when Python does not stop.
package final class ReportDraft: Sendable {
    private struct State {
        var report = RunReport()
        var began: Int64 = 0
    }

    private let state = Locked(State())

    init(workload: String) {
        state.withLock { $0.report.workload = workload }
    }

    /// The report so far. Any thread.
    package var current: RunReport { state.withLock(\.report) }

    /// Bytes at the baseline; nil before there is one. Any thread.
    var baselineBytes: Int? {
        state.withLock { $0.began == 0 ? nil : $0.report.heap.startBytes }
    }

    /// The workload is loaded and no plan has run.
    func begin(_ registry: ObjectRegistry, at elapsed: Int64) {
        let (threads, resident) = Self.process()
        state.withLock { state in
            state.began = max(elapsed, 1)
            state.report.resident.startBytes = resident
            state.report.registry.start = registry.census.entries
            state.report.heap.startBytes = registry.heapBytes
            state.report.threads.start = threads
            state.report.threads.peak = threads
        }
        update(registry, SweepTally.Totals(), at: elapsed)
    }

    /// A plan has ended.
    func count(_ run: PlanRun) {
        let verdict = run.plan.verdict
        state.withLock { state in
            state.report.plans += 1
            state.report.verdicts.count(verdict)
            state.report.stepVerdicts.add(run.stepVerdicts)
            state.report.stepInstances = state.report.stepVerdicts.total
        }
    }

    /// A plan could not even be made: an error, as a plan whose steps raise is.
    func countUnmadePlan() {
        state.withLock { $0.report.verdicts.count(.error) }
    }

    /// A snapshot from the sampler.
    func sawThreads(_ threads: Int?) {
        state.withLock { $0.report.threads.peak = max($0.report.threads.peak, threads ?? 0) }
    }

    /// Brings everything up to date that describes this moment.
    func update(_ registry: ObjectRegistry, _ totals: SweepTally.Totals, at elapsed: Int64? = nil) {
        let census = registry.census
        let (threads, resident) = Self.process()
        state.withLock { state in
            state.report.resident.endBytes = resident
            state.report.resident.growthBytes = resident - state.report.resident.startBytes
            state.report.identity = .init(losses: census.identityLosses, staleLookups: census.staleLookups)
            if let elapsed {
                state.report.durationSeconds =
                    (Double(elapsed - state.began) / 1e9).rounded(toDecimals: 6)
            }
            state.report.registry.end = census.entries
            state.report.registry.peak = census.peak
            state.report.registry.phantomsEnd = census.phantoms
            let heapBytes = registry.heapBytes
            let growth = heapBytes - state.report.heap.startBytes
            state.report.heap.endBytes = heapBytes
            state.report.heap.growthBytes = growth
            let steps = state.report.stepInstances
            state.report.heap.bytesPerStep =
                steps > 0 ? (Double(growth) / Double(steps)).rounded(toDecimals: 3) : 0
            state.report.threads.end = threads
            state.report.threads.peak = max(state.report.threads.peak, threads)
            state.report.hosts = .init(created: census.hostsCreated, deinitialised: census.hostsDeinitialised)
            state.report.sweeps = .init(
                count: totals.count, phantoms: totals.phantoms, weakened: totals.weakened, held: totals.held,
                longestGILHoldMs: (Double(totals.longestGILHold) / 1e6).rounded(toDecimals: 6))
        }
    }

    func setPreset(_ preset: String) {
        state.withLock { $0.report.preset = preset }
    }

    func setHolders(_ holders: [HolderChain]) {
        state.withLock { state in
            state.report.holders = holders.map { .init(type: $0.type, count: $0.count, chain: $0.chain) }
        }
    }

    private static func process() -> (threads: Int, resident: Int) {
        var snapshot = Snapshot()
        ProcessProbe().measure(&snapshot)
        return (snapshot.threads ?? 0, snapshot.residentBytes ?? 0)
    }
}
