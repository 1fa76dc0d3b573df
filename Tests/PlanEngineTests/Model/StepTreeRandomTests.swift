import PythonBridge
import PythonSupport
import TestSupport
import Testing

@testable import PlanEngine

/// `PHANTOP_SEED` repeats a run, `PHANTOP_OPERATIONS` sets its length.
@Suite("Trees of steps") @PythonThread
struct StepTreeRandomTests {
    @Test("the group of a step is always that of the plan that a climb finds", arguments: RandomRun.seeds(4))
    func random(seed: UInt64) throws {
        let lab = try Lab()
        var random = SplitMix(seed: seed)
        let plans = (0..<4).map { _ in lab.context.makePlan() }
        let steps = (0..<40).map { _ in TestStep() }
        let parents: [TestStepParent] = plans + steps
        // Half of the objects are known to Python and have a column.
        for parent in parents where Bool.random(using: &random) { try lab.keep(parent) }
        for _ in 0..<RandomRun.operations(400) {
            guard let step = steps.randomElement(using: &random),
                let target = parents.randomElement(using: &random)
            else { return }
            let position = Bool.random(using: &random) ? nil : Int.random(in: -1...5, using: &random)
            lab.interpreter.withGIL { gil in
                switch Int.random(in: 0..<8, using: &random) {
                case 0: target.remove(step, holding: &gil)
                case 1: step.parent?.remove(step, holding: &gil)
                default: try? target.insert(step, at: position, holding: &gil)  // Ancestors are refused.
                }
            }
            for step in steps { try #require(lab.isConsistent(step)) }
        }
    }
}

extension Lab {
    /// Shows an object to Python, which keeps it.
    fileprivate func keep(_ host: HostObject) throws(PythonError) {
        try script.assign("kept_\(ObjectIdentifier(host).hashValue)", .host(host, registry))
    }

    /// Whether parent, children, group and column of a step agree.
    fileprivate func isConsistent(_ step: TestStep) -> Bool {
        var node: TestStepParent? = step
        var climbs = 0
        while let parent = node?.parent, climbs <= 64 { (node, climbs) = (parent, climbs + 1) }
        let expected = (node as? TestPlan)?.group ?? .free
        let siblings = step.parent?.children.filter { $0 === step }.count ?? 0
        return climbs <= 64 && step.group == expected && (column(of: step) ?? expected) == expected
            && siblings == (step.parent == nil ? 0 : 1) && step.children.allSatisfy { $0.parent === step }
            && (step.plan === node || step.plan == nil && !(node is TestPlan))
    }
}
