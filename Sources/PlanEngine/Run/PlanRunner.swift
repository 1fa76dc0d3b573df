package import PythonBridge
internal import Telemetry
internal import Threading

/// Runs plans one after another on the python thread.
package final class PlanRunner {
    /// The method names that are looked up for every step.
    struct Names {
        let prePlanRun: PythonName
        let run: PythonName
        let postPlanRun: PythonName
    }

    let registry: ObjectRegistry
    let names: Names
    let progress: RunProgress
    private let control: RunControl
    private let journal: Journal
    private let monitors: [any RunMonitor]
    private var planNumber = 0

    /// Creates a runner.
    /// - Parameters:
    ///   - journal: where failures and log lines go.
    ///   - monitors: told of every run, in this order.
    package init(
        registry: ObjectRegistry, control: RunControl, progress: RunProgress, journal: Journal,
        monitors: [any RunMonitor], holding gil: inout GIL
    ) throws(PythonError) {
        self.registry = registry
        self.control = control
        self.progress = progress
        self.journal = journal
        self.monitors = monitors
        names = Names(
            prePlanRun: try PythonName("PrePlanRun", holding: &gil),
            run: try PythonName("Run", holding: &gil),
            postPlanRun: try PythonName("PostPlanRun", holding: &gil))
    }

    /// Runs a plan. Blocks until it is over; gives the GIL away only where steps do, and while paused.
    /// - Returns: the run, with the verdicts of its steps; the plan's own is in the plan.
    package func run(_ plan: TestPlan, holding gil: inout GIL) -> PlanRun {
        planNumber += 1
        let run = PlanRun(of: plan, number: planNumber, by: self)
        journal.record(.planEntered(planNumber))
        for monitor in monitors { monitor.enter(run, holding: &gil) }
        run.execute(holding: &gil)
        for monitor in monitors { monitor.leave(run, holding: &gil) }
        journal.record(.planLeft(planNumber, verdict: plan.verdict.name, figures: figures(of: run)))
        return run
    }

    private func figures(of run: PlanRun) -> PlanFigures {
        var figures = PlanFigures()
        figures.steps = run.stepVerdicts.total
        figures.heapBytes = registry.heapBytes
        figures.entries = registry.census.entries
        return figures
    }

    /// Between two steps: waits while paused.
    /// - Returns: false when the run is to end.
    func mayContinue(holding gil: inout GIL) -> Bool {
        ForkedChild.leaveIfHere()
        return control.mayContinue || gil.released { control.waitWhilePaused() }
    }

    func begin(step name: String, number: Int) {
        CrashNote.write(name)
        progress.update {
            $0.step = number
            $0.stepName = name
        }
    }

    func end() {
        CrashNote.write("")
        progress.update { $0.stepInstances += 1 }
    }

    /// What a step is called wherever it is shown, whatever a script calls it.
    func name(of step: TestStep, holding gil: inout GIL) -> String {
        Journal.label(step.name.isEmpty ? registry.className(of: step, holding: &gil) : step.name)
    }

    /// Whether an exception only says that a break condition was met.
    func isBreak(_ error: PythonError) -> Bool {
        guard case .raised(let exception) = error else { return false }
        return exception.typeName == StepBreak.exceptionName
    }

    func failed(_ step: TestStep, with error: PythonError, holding gil: inout GIL) {
        let name = name(of: step, holding: &gil)
        var text = error.summary
        if case .raised(let exception) = error { text = exception.traceback(holding: &gil) }
        journal.record(.stepFailed(step: name, error: Journal.clean(error.summary)))
        journal.log(.error, from: name, text)
    }

    func countEnabled(_ steps: [TestStep]) -> Int {
        steps.reduce(0) { $1.isEnabled ? $0 + 1 + countEnabled($1.children) : $0 }
    }
}
