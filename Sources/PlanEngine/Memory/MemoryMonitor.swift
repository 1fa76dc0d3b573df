public import PythonBridge
package import Telemetry
internal import Threading

/// Drives the cleanup: knows which plans are live, owns the clock and the thread, and takes the switches.
///
/// The clock is armed by the first run and goes on across runs, so that plans shorter than the interval cannot
/// starve it.
public final class MemoryMonitor: RunMonitor {
    /// What the cleanup of this session did.
    public let tally = SweepTally()
    private let registry: ObjectRegistry
    private let cleanup: Cleanup
    private let driver: SweepDriver

    /// Nanoseconds that stopping waits for the thread.
    private static let patience: Int64 = 5_000_000_000

    /// Creates the monitor and starts its thread.
    package init(
        interpreter: Interpreter, registry: ObjectRegistry, settings: Settings, reach: Sweep.Reach = .unheld,
        journal: Journal
    ) {
        self.registry = registry
        let cleanup = Cleanup(
            interpreter: interpreter, registry: registry, settings: settings, reach: reach, journal: journal,
            tally: tally)
        self.cleanup = cleanup
        driver = SweepDriver(interval: settings.interval) { cleanup.serve($0) }
        driver.start()
    }

    // MARK: Runs

    /// The plan is live, and the clock runs from the first one on.
    public func enter(_ run: PlanRun, holding gil: inout GIL) {
        cleanup.livePlans.claim(run.plan.group)
        if current.driver != Driver.off.rawValue { driver.arm() }
    }

    /// The plan is live no longer, unless somebody else claims it.
    public func leave(_ run: PlanRun, holding gil: inout GIL) {
        cleanup.livePlans.giveUp(run.plan.group)
        gil.drain()
    }

    /// A plan's own entries leave with it under `prompt`; call it when the plan itself was let go.
    package func planWasReleased(holding gil: inout GIL) {
        guard registry.policy.eviction == .prompt else { return }
        _ = try? sweep(.planExit, holding: &gil)  // Refused only inside a sweep, which does the same work.
    }

    /// Whether the system had a thread for it to give.
    package var hasStarted: Bool { driver.hasStarted }

    // MARK: Requests

    /// Asks the thread for a sweep. Any thread; never waits for it.
    /// - Parameter forced: whether to take what Python holds, too.
    package func evict(forced: Bool) {
        var request = CleanupRequest(.manual, requested: Uptime.nanoseconds)
        request.isForced = forced
        driver.request(request)
    }

    /// Asks the thread for Python's own collector. Any thread; never waits for it.
    package func collect() { driver.request(CleanupRequest(.collection, requested: Uptime.nanoseconds)) }

    /// Asks the thread who holds what is abandoned; the answer is an event. Any thread; never waits for it.
    package func findHolders() {
        driver.request(CleanupRequest(.holders, requested: Uptime.nanoseconds))
    }

    /// Asks the thread for the entries by class; the answer is an event. Any thread; never waits for it.
    package func countTypes() { driver.request(CleanupRequest(.types, requested: Uptime.nanoseconds)) }

    /// Asks the thread where Python code stands; the answer is an event. Any thread; never waits for it.
    package func findFrames() { driver.request(CleanupRequest(.frames, requested: Uptime.nanoseconds)) }

    /// Asks the thread for all objects of Python by class; the answer is an event. Any thread; never waits for it.
    package func countObjects() { driver.request(CleanupRequest(.objects, requested: Uptime.nanoseconds)) }

    /// Who holds what is abandoned, as an event as well. Blocks for the GIL, which the caller must not hold.
    package func holders() -> [HolderChain] { cleanup.findHolders() }

    /// Counts the entries by class; the answer is an event. Blocks for the GIL, which the caller must not hold.
    package func takeCensus() { cleanup.takeCensus() }

    /// Sweeps on the calling thread, in one hold of the GIL.
    /// - Throws: `EvictionError` when eviction is off or this thread is inside a sweep.
    @discardableResult
    package func sweep(
        _ trigger: SweepSummary.Trigger, holding gil: inout GIL
    ) throws(EvictionError) -> SweepSummary {
        try cleanup.sweep(trigger, holding: &gil)
    }

    /// Sweeps on the calling thread what a Python predicate calls abandoned.
    /// - Throws: `EvictionError` as `sweep` does; what the predicate raises comes back as a failure.
    func sweep(
        where predicate: PythonObject, holding gil: inout GIL
    ) throws(EvictionError) -> Result<SweepSummary, PythonError> {
        try cleanup.sweep(where: predicate, holding: &gil)
    }

    /// After the last run: stops the clock, and lets the thread clean up once more, collection included.
    ///
    /// Blocks until that is done, without the GIL.
    package func finalCycle(holding gil: inout GIL) {
        driver.disarm()
        gil.released {
            driver.perform(CleanupRequest(.final, requested: Uptime.nanoseconds), within: Self.patience)
        }
    }

    /// Ends the thread, and what a pool still has to do. Blocks up to 5 s, without the GIL.
    /// - Returns: false when something was still waiting for the GIL then.
    package func finish(holding gil: inout GIL) -> Bool {
        gil.released { driver.finish(within: Self.patience) && cleanup.finish(within: Self.patience) }
    }

    // MARK: State

    /// When the clock strikes next, on `Uptime`; nil while it is not armed. Any thread.
    package var nextTick: Int64? { driver.nextTick }

    /// Whether a cycle was asked for and has not ended. Any thread.
    package var isSweepPending: Bool { driver.isBusy }

    /// What cleaning up costs and how it keeps up. Any thread.
    package var metrics: CleanupMetrics {
        var metrics = tally.metrics
        metrics.sweeps = tally.current.count
        metrics.mergedRequests = driver.mergedRequests
        metrics.poolBacklog = cleanup.poolBacklog
        metrics.identityLosses = registry.census.identityLosses
        metrics.staleLookups = registry.census.staleLookups
        return metrics
    }

    // MARK: Switches

    /// The switches in force. Any thread.
    package var current: Settings { cleanup.settings }

    /// Sets every switch as a preset says. Any thread; never waits for the GIL.
    package func apply(_ preset: Preset) {
        change { $0 = Settings(preset, interval: $0.interval) }
    }

    /// Sets everything at once. Any thread; never waits for the GIL.
    func replace(_ settings: Settings) {
        change { $0 = settings }
    }

    /// Sets one switch. Any thread; never waits for the GIL.
    package func set(_ change: Switch) {
        self.change { $0.set(change) }
    }

    /// Changes the interval, which must be in `Settings.intervalRange`. Any thread; effective in the middle of a wait.
    package func setInterval(_ seconds: Double) {
        change { $0.interval = seconds }
    }

    private func change(_ change: (inout Settings) -> Void) {
        let settings = cleanup.change(change)
        driver.setInterval(settings.interval)
        if settings.driver == Driver.off.rawValue {
            driver.disarm()
        } else if cleanup.livePlans.count > 0 {
            driver.arm()
        }
    }
}
