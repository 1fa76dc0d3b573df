public import PythonBridge

/// What has child steps: a plan or a step.
///
/// Only parent → child is strong. A child knows its parent weakly, and its group is the plan's.
open class TestStepParent: HostObject {
    /// Shown in logs and on screen; empty means the name of the class.
    public var name = ""
    /// How the last run ended; upgraded while one is in progress.
    public var verdict = Verdict.notSet
    /// Which verdicts of a child end the run of the others.
    public var breakConditions = BreakConditions.inherit
    /// Where it is a child; nil for plans and for steps that have not joined one.
    public internal(set) weak var parent: TestStepParent?
    /// The child steps, in the order in which they run.
    public private(set) var children: [TestStep] = []
    /// The list that Python sees; made when it is first asked for.
    private var list: TestStepList?

    /// Deepest nesting of steps; climbing further means a cycle.
    static let depthLimit = 64

    /// The list that Python sees.
    var childTestSteps: TestStepList {
        if let list { return list }
        let made = TestStepList(of: self)
        list = made
        return made
    }

    /// Adds a step as a child, at the end or at a position, and takes it away from where it was.
    /// - Throws: `PythonError.value` when the step is this object or one of its ancestors.
    public func insert(
        _ step: TestStep, at index: Int? = nil, holding gil: inout GIL
    ) throws(PythonError) {
        var ancestor: TestStepParent? = self
        var depth = 0
        while let current = ancestor, depth <= Self.depthLimit {
            if current === step {
                throw .value("a step cannot become a child of itself or of its own children")
            }
            ancestor = current.parent
            depth += 1
        }
        guard depth + step.height <= Self.depthLimit + 1 else {
            throw .value("steps can be nested \(Self.depthLimit) deep at most")
        }
        step.parent?.remove(step, holding: &gil)
        children.insert(step, at: min(max(index ?? children.count, 0), children.count))
        step.parent = self
        step.join(group, holding: &gil)
    }

    /// Takes a child away; it belongs to no plan afterwards.
    public func remove(_ step: TestStep, holding gil: inout GIL) {
        guard let index = children.firstIndex(where: { $0 === step }) else { return }
        children.remove(at: index)
        step.parent = nil
        step.join(.free, holding: &gil)
    }

    /// The plan that this belongs to, found by climbing parents.
    public var plan: TestPlan? {
        var node: TestStepParent? = self
        for _ in 0...Self.depthLimit {
            if let plan = node as? TestPlan { return plan }
            node = node?.parent
        }
        return nil
    }

    /// This and the generations below; bounded, because nothing deeper can be put together.
    private var height: Int { 1 + (children.lazy.map(\.height).max() ?? 0) }

    /// Moves this and everything below into a group.
    func join(_ group: Group, holding gil: inout GIL) {
        setGroup(group, holding: &gil)
        list?.setGroup(group, holding: &gil)
        for child in children { child.join(group, holding: &gil) }
    }

    /// The conditions in force, after asking the parents.
    var effectiveBreakConditions: BreakConditions {
        var node: TestStepParent? = self
        for _ in 0...Self.depthLimit {
            guard let current = node else { break }
            if !current.breakConditions.contains(.inherit) { return current.breakConditions }
            node = current.parent
        }
        // OpenTAP's engine default.
        return .onError
    }
}
