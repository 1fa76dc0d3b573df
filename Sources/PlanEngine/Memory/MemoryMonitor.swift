public import PythonBridge
internal import Synchronization
package import Telemetry
internal import Threading

/// Drives the sweep: knows which plans are live, owns the clock and the thread, and carries the switches.
///
/// The clock is armed by the first run and goes on across runs, so that plans shorter than the interval cannot
/// starve it.
public final class MemoryMonitor: RunMonitor, ComponentSettings {
    /// What the sweeps of this session did.
    public let tally = SweepTally()
    private let switches: Mutex<Settings>
    private let registry: ObjectRegistry
    private let livePlans = LivePlans()
    private let journal: Journal
    private let driver: SweepDriver

    /// Nanoseconds that stopping waits for the thread.
    private static let patience: Int64 = 5_000_000_000

    /// Creates the monitor and starts its thread.
    package init(
        interpreter: Interpreter, registry: ObjectRegistry, settings: Settings, journal: Journal
    ) {
        let tally = tally
        self.registry = registry
        self.journal = journal
        switches = Mutex(settings)
        driver = SweepDriver(
            cycle: CleanupCycle(interpreter: interpreter, registry: registry, livePlans: livePlans),
            interval: settings.interval,
            report: { summary in
                tally.add(summary)
                journal.record(.swept(summary))
            },
            refuse: { journal.record(.sweepRefused($0)) })
        driver.start()
    }

    // MARK: Runs

    public func enter(_ run: PlanRun, holding gil: inout GIL) {
        livePlans.claim(run.plan.group)
        if current.driver == Driver.thread.rawValue { driver.arm() }
    }

    public func leave(_ run: PlanRun, holding gil: inout GIL) {
        livePlans.giveUp(run.plan.group)
        gil.drain()
    }

    /// A plan's own entries leave with it under `prompt`; call it when the plan itself was let go.
    package func planWasReleased(holding gil: inout GIL) {
        guard registry.policy.eviction == .prompt else { return }
        _ = try? sweep(.planExit, holding: &gil)  // Refused only inside a sweep, which does the same work.
    }

    // MARK: Sweeps

    /// Asks the thread for a sweep. Any thread; never waits for it.
    package func evict() { driver.request(.manual) }

    /// Sweeps on the calling thread, in one hold of the GIL.
    /// - Throws: `EvictionError` when eviction is off or this thread is inside a sweep.
    @discardableResult
    package func sweep(
        _ trigger: SweepSummary.Trigger, holding gil: inout GIL
    ) throws(EvictionError) -> SweepSummary {
        let begin = Uptime.nanoseconds
        var summary = SweepSummary()
        summary.trigger = trigger
        summary.add(try registry.evictAbandoned(holding: &gil, livePlans.isAbandoned))
        return finish(summary, since: begin)
    }

    private func finish(_ summary: SweepSummary, since begin: Int64) -> SweepSummary {
        var summary = summary
        summary.duration = Uptime.nanoseconds - begin
        tally.add(summary)
        journal.record(.swept(summary))
        return summary
    }

    /// Sweeps on the calling thread what a Python predicate calls abandoned.
    /// - Throws: `EvictionError` as `sweep` does; what the predicate raises comes back as a failure.
    func sweep(
        where predicate: PythonObject, holding gil: inout GIL
    ) throws(EvictionError) -> Result<SweepSummary, PythonError> {
        let begin = Uptime.nanoseconds
        var summary = SweepSummary()
        summary.trigger = .script
        switch try registry.evict(where: predicate, holding: &gil) {
        case .failure(let error): return .failure(error)
        case .success(let report): summary.add(report)
        }
        return .success(finish(summary, since: begin))
    }

    /// After the last run: stops the clock, and lets the thread clean up once more, collection included.
    ///
    /// Blocks until that is done, without the GIL.
    package func finalCycle(holding gil: inout GIL) {
        driver.disarm()
        gil.released { driver.perform(.final, within: Self.patience) }
    }

    /// Ends the thread. Blocks up to 5 s, without the GIL.
    /// - Returns: false when it was still waiting for the GIL then.
    package func finish(holding gil: inout GIL) -> Bool {
        gil.released { driver.finish(within: Self.patience) }
    }

    /// When the clock strikes next, on `Uptime`; nil while it is not armed. Any thread.
    package var nextTick: Int64? { driver.nextTick }

    /// Whether a sweep was asked for and has not ended. Any thread.
    package var isSweepPending: Bool { driver.isBusy }

    // MARK: Switches

    /// The switches in force. Any thread.
    package var current: Settings { switches.withLock { $0 } }

    /// Sets every switch as a preset says. Any thread; never waits for the GIL.
    package func apply(_ preset: Preset) {
        change { settings in
            let interval = settings.interval
            settings = Settings(LifetimeSettings(preset), preset: preset)
            settings.interval = interval
        }
    }

    /// Changes the interval, which must be in `Settings.intervalRange`. Any thread; effective in the middle of a wait.
    package func setInterval(_ seconds: Double) {
        change { $0.interval = seconds }
    }

    private func change(_ change: (inout Settings) -> Void) {
        let settings = switches.withLock { settings in
            change(&settings)
            return settings
        }
        registry.policy = settings.policy
        driver.interval = settings.interval
        if settings.driver == Driver.off.rawValue {
            driver.disarm()
        } else if livePlans.count > 0 {
            driver.arm()
        }
        journal.record(.settingsChanged(settings))
    }

    // MARK: ComponentSettings

    public var displayName: String { "Python Memory Monitor" }

    public var settings: [ComponentSetting] {
        [
            ComponentSetting(
                name: "CleanupIntervalSeconds", displayName: "Cleanup Interval (s)", range: Settings.intervalRange,
                get: { [self] in current.interval }, set: { [self] in setInterval($0) })
        ]
    }
}

extension Settings {
    /// The settings that say these switches.
    package init(_ lifetime: LifetimeSettings, preset: Preset) {
        self.init()
        self.preset = preset
        isModified = lifetime != LifetimeSettings(preset)
        eviction = lifetime.policy.eviction.rawValue
        owner = lifetime.policy.owner.rawValue
        driver = lifetime.driver.rawValue
    }

    /// The registry's part of the switches.
    var policy: LifetimePolicy {
        LifetimePolicy(eviction: .init(rawValue: eviction) ?? .sweep, owner: .init(rawValue: owner) ?? .host)
    }
}
