internal import PythonBridge

/// The list of child steps that Python sees as `ChildTestSteps`.
final class TestStepList: HostObject {
    /// Whose children they are. Weak: the owner owns this list.
    private(set) weak var owner: TestStepParent?

    init(of owner: TestStepParent) {
        self.owner = owner
        super.init(group: owner.group)
    }
}
