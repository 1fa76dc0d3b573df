internal import PythonBridge
package import Telemetry
internal import Threading

/// One run of one plan.
///
/// Lives on the thread that runs the plan; the GIL is held whenever one of its methods is called.
public final class PlanRun {
    /// The plan.
    public let plan: TestPlan
    /// Counts from 1 in a session.
    public let number: Int
    /// Verdicts of the steps that ran.
    package private(set) var stepVerdicts = VerdictCounts()
    private let runner: PlanRunner
    private var stepNumber = 0

    init(of plan: TestPlan, number: Int, by runner: PlanRunner) {
        self.plan = plan
        self.number = number
        self.runner = runner
    }

    /// Runs the plan from `PrePlanRun` to `PostPlanRun`, as OpenTAP does.
    func execute(holding gil: inout GIL) {
        plan.verdict = .notSet
        plan.run = self
        defer { plan.run = nil }
        let steps = runner.countEnabled(plan.children)
        runner.progress.update {
            $0.plan = number
            $0.steps = steps
            $0.step = 0
        }
        var prepared: [TestStep] = []
        if prepare(plan.children, &prepared, holding: &gil) { runChildren(of: plan, holding: &gil) }
        for step in prepared.reversed() {
            call(runner.names.postPlanRun, on: step, of: step, holding: &gil) { _, _ in }
        }
        runner.progress.update {
            $0.step = 0
            $0.stepName = ""
        }
    }

    /// Runs the enabled children in order and passes their verdicts up.
    /// - Returns: false when a break condition or a stop ended it early.
    @discardableResult
    func runChildren(of parent: TestStepParent, holding gil: inout GIL) -> Bool {
        // A step that an earlier one took away has no plan any more in which it could run.
        for step in parent.children where step.isEnabled && step.parent === parent {
            guard runner.mayContinue(holding: &gil) else {
                parent.verdict.upgrade(to: .aborted)
                return false
            }
            run(step, holding: &gil)
            parent.verdict.upgrade(to: step.verdict)
            if step.effectiveBreakConditions.contains(step.verdict) { return false }
        }
        return true
    }

    private func run(_ step: TestStep, holding gil: inout GIL) {
        step.verdict = .notSet
        stepNumber += 1
        let name = runner.name(of: step, holding: &gil)
        runner.begin(step: name, number: stepNumber)
        call(runner.names.run, on: step, of: step, holding: &gil) { (gil, step) throws(PythonError) in
            try step.run(holding: &gil)
        }
        stepVerdicts.count(step.verdict)
        runner.end()
    }

    /// Calls `PrePlanRun` of every enabled step, parents first.
    /// - Returns: false when one of them raised.
    private func prepare(_ steps: [TestStep], _ prepared: inout [TestStep], holding gil: inout GIL) -> Bool {
        for step in steps where step.isEnabled {
            step.verdict = .notSet
            prepared.append(step)
            call(runner.names.prePlanRun, on: step, of: step, holding: &gil) { _, _ in }
            plan.verdict.upgrade(to: step.verdict)
            guard step.verdict != .error, prepare(step.children, &prepared, holding: &gil) else {
                return false
            }
        }
        return true
    }

    /// Calls what a Python class overrides, or else the body; what raises becomes the verdict Error.
    private func call(
        _ method: PythonName, on host: TestStep, of step: TestStep, holding gil: inout GIL,
        orElse body: (inout GIL, TestStep) throws(PythonError) -> Void
    ) {
        // A script that forks and returns from its step gets no second run of the plan.
        defer { ForkedChild.leaveIfHere() }
        do throws(PythonError) {
            if try runner.registry.result(of: method, on: host, holding: &gil) == nil { try body(&gil, step) }
        } catch {
            if runner.isBreak(error) { return }
            step.verdict.upgrade(to: .error)
            plan.verdict.upgrade(to: .error)
            runner.failed(step, with: error, holding: &gil)
        }
    }
}
