public import PythonBridge

/// A test plan: steps that run one after another.
public final class TestPlan: TestStepParent {
    /// The run in progress; nil at rest.
    weak var run: PlanRun?

    /// Creates an empty plan in a group of its own.
    public override init(group: Group) {
        super.init(group: group)
    }
}
