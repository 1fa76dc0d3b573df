import PythonSupport
import Telemetry
import Testing

@testable import PlanEngine
@testable import PythonBridge

@Suite("TestStepParent") @PythonThread
struct TestStepParentTests {
    @Test("a step added to a plan is its child and in its group")
    func add() throws {
        let lab = try Lab()
        try lab.script.run("step = Step('a', Step('b')); plan = make(step)")
        #expect(
            try lab.script.text(
                "step.Parent is plan, plan.ChildTestSteps.Count, plan.ChildTestSteps[0] is step")
                == "(True, 1, True)")
        let (plan, inner): (TestPlan, TestStep) = try (lab.host("plan"), lab.host("step.ChildTestSteps[0]"))
        #expect(inner.group == plan.group)
        #expect(lab.column(of: inner) == plan.group)
        #expect(inner.plan === plan)
    }

    @Test("a step that moves to another plan leaves the first, and changes its group with all below it")
    func moves() throws {
        let lab = try Lab()
        try lab.script.run("inner = Step('b'); step = Step('a', inner); first = make(step); second = make()")
        try lab.script.run("second.ChildTestSteps.Add(step)")
        #expect(
            try lab.script.text(
                "len(first.ChildTestSteps), len(second.ChildTestSteps), step.Parent is second")
                == "(0, 1, True)")
        let (plan, inner): (TestPlan, TestStep) = try (lab.host("second"), lab.host("inner"))
        #expect(lab.column(of: inner) == plan.group)
    }

    @Test("a step that is taken away belongs to no plan", arguments: ["Remove(step)", "Clear()"])
    func removed(call: String) throws {
        let lab = try Lab()
        try lab.script.run(
            "inner = Step('b'); step = Step('a', inner); plan = make(step); plan.ChildTestSteps.\(call)")
        #expect(
            try lab.script.text("step.Parent, len(plan.ChildTestSteps), inner.Parent is step")
                == "(None, 0, True)")
        let inner: TestStep = try lab.host("inner")
        #expect(lab.column(of: inner) == .free)
        #expect(inner.plan == nil)
    }

    @Test(
        "a step cannot become a child of itself or of what is below it",
        arguments: ["a.ChildTestSteps.Add(a)", "c.ChildTestSteps.Add(a)", "b.ChildTestSteps.Insert(0, a)"])
    func ancestors(statement: String) throws {
        let lab = try Lab()
        try lab.script.run("c = Step('c'); b = Step('b', c); a = Step('a', b); plan = make(a)")
        #expect(
            lab.script.error(statement)
                == "ValueError: a step cannot become a child of itself or of its own children")
        #expect(
            try lab.script.text("a.Parent is plan, b.Parent is a, c.Parent is b, len(a.ChildTestSteps)")
                == "(True, True, True, 1)")
    }

    @Test(
        "steps nest 64 deep and no deeper, whichever way they are put together",
        arguments: ["top down", "bottom up", "halves"])
    func depth(way: String) throws {
        let lab = try Lab()
        try lab.script.run(
            """
            def chain(length):
                steps = [Step(str(n)) for n in range(length)]
                for outer, inner in zip(steps, steps[1:]): outer.ChildTestSteps.Add(inner)
                return steps
            def chain_up(length):
                steps = [Step(str(n)) for n in range(length)]
                for outer, inner in reversed(list(zip(steps, steps[1:]))): outer.ChildTestSteps.Add(inner)
                return steps
            def halves(length):
                first, second = chain(length // 2), chain(length - length // 2)
                first[-1].ChildTestSteps.Add(second[0])
                return first + second
            build = {"top down": chain, "bottom up": chain_up, "halves": halves}["\(way)"]
            """)
        try lab.script.run("steps = build(64); plan = make(steps[0])")
        let (plan, last): (TestPlan, TestStep) = try (lab.host("plan"), lab.host("steps[-1]"))
        #expect(last.plan === plan)
        #expect(lab.column(of: last) == plan.group)
        let error = "ValueError: steps can be nested 64 deep at most"
        #expect(lab.script.error("steps[-1].ChildTestSteps.Add(Step())") == error)
        #expect(lab.script.error("make(build(65)[0])") == error)
        #expect(lab.script.error("build(200)") == error)
    }

    @Test("a place in the same list is taken by inserting again")
    func reorder() throws {
        let lab = try Lab()
        try lab.script.run("a, b, c = Step('a'), Step('b'), Step('c'); plan = make(a, b, c)")
        try lab.script.run("plan.ChildTestSteps.Insert(0, c)")
        #expect(try lab.script.text("[step.Name for step in plan.ChildTestSteps]") == "['c', 'a', 'b']")
        try lab.script.run("plan.ChildTestSteps.Add(c)")
        #expect(try lab.script.text("[step.Name for step in plan.ChildTestSteps]") == "['a', 'b', 'c']")
        let (plan, moved): (TestPlan, TestStep) = try (lab.host("plan"), lab.host("c"))
        #expect(lab.column(of: moved) == plan.group)
    }

    @Test("the children live as long as their parent, and no longer")
    func lifetime() throws {
        let lab = try Lab(.prompt)
        let before = lab.registry.census.hostsCreated - lab.registry.census.hostsDeinitialised
        try lab.script.run("plan = make(Step('a', Step('b', Step('c')))); gc.collect()")
        #expect(try lab.script.text("plan.ChildTestSteps[0].ChildTestSteps[0].ChildTestSteps[0].Name") == "c")
        try lab.script.run("del plan")
        try lab.sweep()
        #expect(lab.registry.census.hostsCreated - lab.registry.census.hostsDeinitialised == before)
        #expect(lab.registry.census.entries == 0)
    }
}

extension Lab {
    /// What the registry's column says about a host object; nil without an entry.
    func column(of host: HostObject) -> Group? {
        interpreter.withGIL { [registry] gil in
            registry.state.open(&gil) { state in
                state.table.contains(host.handle) ? state.table.group(of: host.handle.slot) : nil
            }
        }
    }
}
