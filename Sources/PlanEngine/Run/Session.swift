package import PythonBridge
package import Telemetry
package import Threading

/// What is to be run, and how.
package struct SessionOptions: Sendable {
    /// Where the plans come from.
    package var workload: WorkloadSource
    /// How many plans; 0 means until stopped.
    package var plans: Int
    /// Instances of each step class in a plan.
    package var steps: Int
    /// Seconds after which no new plan begins; nil for no limit.
    package var duration: Double?
    /// Plans begun in a second at most; nil for as fast as they go.
    package var rate: Double?
    /// The switches to begin with.
    package var settings: Settings
    /// How far a sweep goes that nobody forces.
    package var reach: Sweep.Reach
    /// Which Python.
    package var interpreter: InterpreterConfiguration
    /// Whether Python stays up after the last plan until `Command.stop`, for a person to look.
    package var staysUp: Bool

    /// Creates options.
    package init(
        workload: WorkloadSource, plans: Int, steps: Int, duration: Double?, rate: Double?,
        settings: Settings,
        reach: Sweep.Reach = .unheld, interpreter: InterpreterConfiguration, staysUp: Bool
    ) {
        self.workload = workload
        self.plans = plans
        self.steps = steps
        self.duration = duration
        self.rate = rate
        self.settings = settings
        self.reach = reach
        self.interpreter = interpreter
        self.staysUp = staysUp
    }
}

/// A run of many plans, from the start of Python to its end, as other threads see it.
package final class Session: Sendable {
    /// How a session ended.
    package enum Outcome: Sendable {
        /// It ran; the report, and what the registry still holds, by type.
        case done(RunReport, leftovers: [String: Int])
        /// It could not run: one line that says why.
        case unusable(String)
        /// The sweep thread did not get the GIL in time: Python was not finalised.
        case stuck(RunReport)

        /// Whether it could not run.
        package var isUnusable: Bool { if case .unusable = self { true } else { false } }
    }

    /// The session's time.
    package let clock: SessionClock
    /// What the sampler measures, for one or more readers.
    package let snapshots: Ring<Snapshot>
    /// What happens, for one or more readers.
    package let events: Ring<Event>
    /// The last words of a session that is still running, for a report when Python does not stop.
    package let draft: ReportDraft
    let options: SessionOptions
    let control = RunControl()
    let progress = RunProgress()
    let journal: Journal
    let threads = ThreadQuestion()
    private let initialSettings: Locked<Settings>
    private let engine = Locked<Engine?>(nil)

    /// The parts that exist while Python runs.
    struct Engine: Sendable {
        let interpreter: Interpreter
        let registry: ObjectRegistry
        let monitor: MemoryMonitor
    }

    /// Prepares a session; nothing runs yet.
    /// - Parameter attention: raised after every event, for a reader that sleeps.
    package init(_ options: SessionOptions, clock: SessionClock, attention: StopSignal? = nil) {
        self.options = options
        self.clock = clock
        snapshots = Ring(capacity: 4096)
        events = Ring(capacity: 4096, attention: attention)
        journal = Journal(clock: clock, into: events)
        draft = ReportDraft(workload: options.workload.name)
        // A run that ends before Python is up has had a preset, too.
        draft.setPreset(options.settings.presetName)
        initialSettings = Locked(options.settings)
        progress.update {
            $0.workload = options.workload.name
            $0.plans = options.plans
        }
    }

    /// What runs, as on the command line. Any thread.
    package var workload: String { options.workload.name }

    /// The switches in force. Any thread.
    package var settings: Settings {
        engine.withLock { $0?.monitor }?.current ?? initialSettings.withLock { $0 }
    }

    /// Name of the step that is running; empty between steps. Any thread.
    package var lastStepName: String { progress.current.stepName }

    /// The parts that exist while Python runs; nil before and after. Any thread.
    var current: Engine? { engine.withLock { $0 } }

    /// Writes a log line. Any thread.
    package func log(_ level: LogLine.Level, from source: String, _ text: String) {
        journal.log(level, from: source, text)
    }

    /// Tells of something that happened to whoever watches. Any thread.
    package func announce(_ kind: Event.Kind) { journal.record(kind) }

    /// Whether the last plan is over and the report is complete. Any thread.
    package var isFinished: Bool { progress.current.phase == .finished }
    /// The report as it stands: for when Python does not stop and cannot finish it. Any thread.
    package var unfinishedReport: RunReport {
        if !isFinished, let engine = current {
            let settings = engine.monitor.current
            draft.setPreset(settings.presetName)
            draft.update(engine.registry, engine.monitor.tally.current, at: clock.now.elapsed)
        }
        var report = draft.current
        // Those of the plan that was left behind have run as well, whatever their verdicts.
        report.stepInstances = max(report.stepInstances, progress.current.stepInstances)
        return report
    }

    /// Carries out what a person asked for. Any thread; never waits for the GIL.
    /// - Parameter viewer: who asked from elsewhere; nil for whoever sits at the run's own screen.
    package func perform(_ command: Command, by viewer: String? = nil) {
        if let viewer, command.words != nil { journal.record(.asked(command, by: Journal.label(viewer))) }
        switch command {
        case .setInterval(let seconds):
            change({ $0.setInterval(seconds) }, orBefore: { $0.interval = seconds })
        case .setPreset(let preset):
            change({ $0.apply(preset) }, orBefore: { $0 = Settings(preset, interval: $0.interval) })
        case .set(let change): self.change({ $0.set(change) }, orBefore: { $0.set(change) })
        case .evict: request { $0.evict(forced: false) }
        case .evictHeld: request { $0.evict(forced: true) }
        case .collect: request { $0.collect() }
        case .findHolders: request { $0.findHolders() }
        case .note(let text): journal.record(.noted(Journal.clean(text)))
        case .countTypes: current?.monitor.countTypes()
        case .countObjects: current?.monitor.countObjects()
        case .listThreads: listThreads()
        case .pause: control.pause()
        case .resume: control.resume()
        case .stop, .abandon: control.stop()
        }
    }

    /// Begins no plan after the one that runs. Any thread.
    package func endAfterPlan() { control.endAfterPlan() }

    /// The sampler reads the kernel's part, because that may take a while; Python's part waits for the GIL.
    private func listThreads() {
        threads.ask()
        current?.monitor.findFrames()
    }

    private func change(_ change: (MemoryMonitor) -> Void, orBefore early: (inout Settings) -> Void) {
        if let monitor = engine.withLock({ $0?.monitor }) {
            change(monitor)
        } else {
            let settings = initialSettings.withLock { settings in
                early(&settings)
                return settings
            }
            journal.record(.settingsChanged(settings))
        }
    }

    private func request(_ ask: (MemoryMonitor) -> Void) {
        guard let monitor = engine.withLock({ $0?.monitor }) else {
            journal.record(.sweepRefused("Python is still starting"))
            return
        }
        ask(monitor)
    }

    /// From now on requests go to the engine.
    func publish(_ engine: Engine) {
        self.engine.withLock { $0 = engine }
        // What was changed while the monitor was being made.
        let settings = initialSettings.withLock { $0 }
        if settings != engine.monitor.current { engine.monitor.replace(settings) }
    }
}
