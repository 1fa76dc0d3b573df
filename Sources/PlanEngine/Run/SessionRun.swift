package import PythonBridge
internal import Telemetry
internal import Threading

extension Session {
    /// Starts Python on the calling thread, runs everything, and finalises Python. Blocks until then.
    /// - Parameters:
    ///   - prepare: loads the modules that workloads import; runs under the GIL before the workload.
    ///   - settle: called under the GIL when nothing more will happen and everything is still there, before Python ends: what
    ///     is measured then is what the report says. Must not wait for the GIL.
    package func run(
        prepare: (inout GIL) throws(PythonError) -> Void, settle: @escaping () -> Void = {}
    ) -> Outcome {
        threads.noteRunningPlans()
        do throws(InterpreterError) {
            return try Interpreter.run(options.interpreter) { interpreter, gil in
                SessionRun(session: self, interpreter: interpreter, settle: settle)
                    .outcome(prepare, holding: &gil)
            }
        } catch {
            return fail(error.summary)
        }
    }

    fileprivate func fail(_ reason: String) -> Outcome {
        journal.record(.failed(reason))
        return .unusable(reason)
    }
}

/// A session's life on the python thread.
private struct SessionRun {
    let session: Session
    let interpreter: Interpreter
    let settle: () -> Void

    func outcome(
        _ prepare: (inout GIL) throws(PythonError) -> Void, holding gil: inout GIL
    ) -> Session.Outcome {
        let context = PlanContext(journal: session.journal)
        let registry: ObjectRegistry
        let workload: Workload
        do throws(PythonError) {
            registry = try makeModule(context, holding: &gil)
            try prepare(&gil)
        } catch {
            return session.fail("phantop's Python modules do not load: \(error.summary)")
        }
        do throws(WorkloadError) {
            workload = try Workload(
                session.options.workload, registry: registry, context: context, holding: &gil)
        } catch {
            return session.fail(error.summary)
        }
        return run(workload, context, registry, holding: &gil)
    }

    private func makeModule(
        _ context: PlanContext, holding gil: inout GIL
    ) throws(PythonError) -> ObjectRegistry {
        try context.loadEnumerations(holding: &gil)
        return try HostModule.create(
            "phantop", types: PlanTypes.all(in: context), functions: ScriptFunctions.all(in: context),
            policy: session.settings.policy, in: interpreter, holding: &gil)
    }

    private func run(
        _ workload: Workload, _ context: PlanContext, _ registry: ObjectRegistry, holding gil: inout GIL
    ) -> Session.Outcome {
        let monitor = MemoryMonitor(
            interpreter: interpreter, registry: registry, settings: session.settings,
            reach: session.options.reach, journal: session.journal)
        guard monitor.hasStarted else { return session.fail(DedicatedThread.scarcity) }
        context.monitor = monitor
        defer { context.monitor = nil }
        session.publish(.init(interpreter: interpreter, registry: registry, monitor: monitor))
        // What loading left behind is not the plans' doing.
        gil.collectGarbage()
        gil.drain()
        session.draft.begin(registry, at: session.clock.now.elapsed)
        session.progress.update { $0.phase = .running }
        let failure = runPlans(workload, registry, monitor, holding: &gil)
        let isUnusable = failure != nil && session.draft.current.plans == 0
        if failure != nil {
            session.draft.countUnmadePlan()
            showVerdicts()
        }
        let ended = session.clock.now.elapsed
        monitor.finalCycle(holding: &gil)
        gil.released {
            monitor.takeCensus()
            if registry.policy.eviction != .never { session.draft.setHolders(monitor.holders()) }
        }
        finishReport(registry, monitor, ended: ended)
        conclude(failure)
        if session.options.staysUp, !isUnusable { gil.released { session.control.waitForStop() } }
        settle()
        let isStopped = monitor.finish(holding: &gil)
        guard isStopped else { return .stuck(session.draft.current) }
        let leftovers = Dictionary(
            registry.entriesByType(holding: &gil).map { (Journal.label($0), $1) }, uniquingKeysWith: +)
        if let failure, isUnusable { return .unusable(failure) }
        return .done(session.draft.current, leftovers: leftovers)
    }

    /// Waits between two plans, and says until when.
    private func rest(_ nanoseconds: Int64, holding gil: inout GIL) {
        guard nanoseconds > 0 else { return }
        let next = session.clock.elapsed(at: Uptime.nanoseconds + nanoseconds)
        session.progress.update { $0.nextPlan = next }
        gil.released { session.control.sleep(nanoseconds: nanoseconds) }
        session.progress.update { $0.nextPlan = nil }
    }

    /// - Returns: why no further plan could be made; nil when all ran or the run was stopped.
    private func runPlans(
        _ workload: Workload, _ registry: ObjectRegistry, _ monitor: MemoryMonitor, holding gil: inout GIL
    ) -> String? {
        let options = session.options
        var wait = PlanWait(rate: options.rate, duration: options.duration, begin: Uptime.nanoseconds)
        do throws(PythonError) {
            let runner = try PlanRunner(
                registry: registry, control: session.control, progress: session.progress,
                journal: session.journal,
                monitors: [monitor], holding: &gil)
            var number = 0
            while options.plans == 0 || number < options.plans {
                if number > 0 { rest(wait.next(at: Uptime.nanoseconds), holding: &gil) }
                guard !session.control.isLastPlan, runner.mayContinue(holding: &gil),
                    !wait.isOver(at: Uptime.nanoseconds)
                else { return nil }
                do throws(WorkloadError) {
                    try runPlan(workload, runner, holding: &gil)
                } catch {
                    return error.summary
                }
                monitor.planWasReleased(holding: &gil)
                session.draft.update(registry, monitor.tally.current, at: session.clock.now.elapsed)
                number += 1
            }
            return nil
        } catch {
            return error.summary
        }
    }

    /// Makes and runs one plan, and lets it go.
    private func runPlan(
        _ workload: Workload, _ runner: PlanRunner, holding gil: inout GIL
    ) throws(WorkloadError) {
        let plan = try workload.makePlan(steps: session.options.steps, holding: &gil)
        session.draft.count(runner.run(plan, holding: &gil))
        showVerdicts()
    }

    private func showVerdicts() {
        let verdicts = session.draft.current.verdicts
        session.progress.update { $0.planVerdicts = verdicts }
    }

    private func finishReport(_ registry: ObjectRegistry, _ monitor: MemoryMonitor, ended: Int64) {
        let settings = monitor.current
        session.draft.setPreset(settings.presetName)
        session.draft.update(registry, monitor.tally.current, at: ended)
    }

    /// `50 plans, 2500 steps`.
    private static func words(_ report: RunReport) -> String {
        let (plans, steps) = (report.plans, report.stepInstances)
        return "\(plans) plan\(plans == 1 ? "" : "s"), \(steps) step\(steps == 1 ? "" : "s")"
    }

    private func conclude(_ failure: String?) {
        session.progress.update { $0.phase = .finished }
        let report = session.draft.current
        if let failure {
            session.journal.record(.failed(failure))
        } else {
            session.journal.record(.finished(Self.words(report)))
        }
    }
}
