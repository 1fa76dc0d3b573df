package import PythonBridge
internal import Threading

/// Plans, steps and what belongs to them, described for Python.
package enum PlanTypes {
    /// The hosted types, bases first.
    package static func all(in context: PlanContext) -> [HostType] {
        [parent(context), plan(context), step(context), list(), traceSource(context)]
    }

    private static func parent(_ context: PlanContext) -> HostType {
        HostType(
            TestStepParent.self, name: "OpenTap.TestStepParent",
            documentation: "What has child steps: a test plan or a test step.",
            members: [
                .property(
                    "Verdict", "How the last run ended.", of: TestStepParent.self,
                    get: { _, node in context.value(of: node.verdict) },
                    set: { (gil, node, value) throws(PythonError) in
                        node.verdict = try verdict(value, holding: &gil)
                    }),
                .property(
                    "BreakConditions", "Which verdicts of a child end the run of the others.",
                    of: TestStepParent.self,
                    get: { _, node in .int(node.breakConditions.rawValue) },
                    set: { (gil, node, value) throws(PythonError) in
                        guard case .int(let number) = value.value(holding: &gil), (0...31).contains(number)
                        else {
                            throw .type("BreakConditions must be an OpenTap.BreakCondition")
                        }
                        node.breakConditions = BreakConditions(rawValue: number)
                    }),
                .property(
                    "ChildTestSteps", "The child steps.", of: TestStepParent.self,
                    get: { _, node in node.registry.map { .host(node.childTestSteps, $0) } ?? .none }),
                .property(
                    "Parent", "The plan or step that this is a child of, or None.", of: TestStepParent.self,
                    get: { _, node in
                        guard let parent = node.parent, let registry = node.registry else { return .none }
                        return .host(parent, registry)
                    }),
                .method(
                    "UpgradeVerdict", "Sets the verdict if that is worse than the present one.",
                    of: TestStepParent.self, arity: 1...1
                ) { (gil, node, arguments) throws(PythonError) in
                    guard let value = arguments.object(0, holding: &gil) else { return .none }
                    node.verdict.upgrade(to: try verdict(value, holding: &gil))
                    return .none
                },
            ])
    }

    private static func plan(_ context: PlanContext) -> HostType {
        HostType(
            TestPlan.self, name: "OpenTap.TestPlan", documentation: "Test steps that run one after another.",
            isRoot: true, make: { _ in context.makePlan() },
            members: [
                .property(
                    "Name", "Name of the plan.", of: TestPlan.self,
                    get: { _, plan in .string(plan.name) },
                    set: { (gil, plan, value) throws(PythonError) in plan.name = try value.text(holding: &gil)
                    })
            ])
    }

    private static func step(_ context: PlanContext) -> HostType {
        HostType(
            TestStep.self, name: "OpenTap.TestStep",
            documentation: "One step of a test plan. Derive from it and override Run.",
            make: { _ in TestStep() },
            members: [
                .property(
                    "Name", "Name of the step; by default that of its class.", of: TestStep.self,
                    get: { gil, step in .string(displayName(of: step, holding: &gil)) },
                    set: { (gil, step, value) throws(PythonError) in step.name = try value.text(holding: &gil)
                    }),
                .property(
                    "Enabled", "Whether the step runs.", of: TestStep.self,
                    get: { _, step in .bool(step.isEnabled) },
                    set: { (gil, step, value) throws(PythonError) in
                        step.isEnabled = try value.truth(holding: &gil)
                    }),
                .property(
                    "log", "Where log lines go: Debug, Info, Warning, Error.", of: TestStep.self,
                    get: { gil, step in
                        guard let registry = step.registry else { return .none }
                        return .host(step.log(named: displayName(of: step, holding: &gil)), registry)
                    }),
                emptyMethod("PrePlanRun", "Called before the first step of the plan runs."),
                emptyMethod("Run", "What the step does. Override it."),
                emptyMethod("PostPlanRun", "Called after the last step of the plan has run."),
                .method(
                    "RunChildSteps", "Runs the child steps and passes their verdicts up.", of: TestStep.self,
                    arity: 0...0
                ) { (gil, step, _) throws(PythonError) in
                    guard let run = step.plan?.run else { throw .refused("the step's plan is not running") }
                    // Python's own limit comes first, unless a script has raised it.
                    if CallStack.isShort { throw .refused("steps run each other without end") }
                    if run.runChildren(of: step, holding: &gil) { return .none }
                    throw try context.stepBreak(holding: &gil)
                },
                .method(
                    "PublishResult", "Publishes one row: table name, column names, values.",
                    of: TestStep.self, arity: 3...3
                ) { (gil, _, arguments) throws(PythonError) in
                    let row = try ResultRow(arguments, holding: &gil)
                    context.publish(row, holding: &gil)
                    return .none
                },
            ])
    }

    private static func emptyMethod(_ name: String, _ documentation: String) -> HostMember {
        .method(name, documentation, of: TestStep.self, arity: 0...0) { _, _, _ in .none }
    }

    private static func displayName(of step: TestStep, holding gil: inout GIL) -> String {
        step.name.isEmpty ? step.registry?.className(of: step, holding: &gil) ?? "" : step.name
    }

    private static func verdict(_ value: PythonObject, holding gil: inout GIL) throws(PythonError) -> Verdict
    {
        guard case .int(let number) = value.value(holding: &gil), let verdict = Verdict(rawValue: number)
        else {
            throw .type("a verdict must be a member of OpenTap.Verdict")
        }
        return verdict
    }
}
