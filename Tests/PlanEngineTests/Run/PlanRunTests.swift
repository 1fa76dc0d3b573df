import PythonSupport
import Telemetry
import Testing

@testable import PlanEngine

@Suite("PlanRun") @PythonThread
struct PlanRunTests {
    @Test("PrePlanRun goes down the tree, then every Run, then PostPlanRun the other way round")
    func order() throws {
        let lab = try Lab()
        try lab.script.run("plan = make(Step('a', Step('b'), Step('c')), Step('d'))")
        try lab.run("plan")
        #expect(
            try lab.script.text("', '.join(trail)")
                == "pre a, pre b, pre c, pre d, run a, run b, run c, run d, post d, post c, post b, post a")
    }

    @Test("a disabled step is left out with all that is below it")
    func disabled() throws {
        let lab = try Lab()
        try lab.script.run(
            "inner = Step('b'); step = Step('a', inner); plan = make(step, Step('c')); step.Enabled = False")
        let run = try lab.run("plan")
        #expect(try lab.script.text("', '.join(trail)") == "pre c, run c, post c")
        #expect(run.stepVerdicts.total == 1)
        try lab.script.run("step.Enabled = 1; trail.clear()")
        try lab.run("plan")
        #expect(try lab.script.text("trail[:3], step.Enabled") == "(['pre a', 'pre b', 'pre c'], True)")
    }

    @Test(
        "a verdict travels up to the plan, worse ones over better ones",
        arguments: [
            ("Saying(Verdict.Pass)", "Pass"),
            ("Saying(Verdict.Pass), Saying(Verdict.Inconclusive)", "Inconclusive"),
            ("Saying(Verdict.Inconclusive), Saying(Verdict.Pass)", "Inconclusive"), ("Step()", "NotSet"),
            ("", "NotSet"),
            ("Step('', Saying(Verdict.Fail), Saying(Verdict.Pass)), Step()", "Fail"),
            ("Step('', Step('', Step('', Saying(Verdict.Pass))))", "Pass"),
        ])
    func verdicts(steps: String, expected: String) throws {
        let lab = try Lab()
        try lab.script.run("plan = make(\(steps))")
        try lab.run("plan")
        #expect(try lab.script.text("plan.Verdict.name") == expected)
    }

    @Test("a new run begins with verdicts that are not set")
    func again() throws {
        let lab = try Lab()
        try lab.script.run("step = Saying(Verdict.Fail); plan = make(step)")
        try lab.run("plan")
        try lab.script.run("step.says = Verdict.NotSet")
        let run = try lab.run("plan")
        #expect(
            try lab.script.text("plan.Verdict, step.Verdict") == "(<Verdict.NotSet: 0>, <Verdict.NotSet: 0>)")
        #expect(run.number == 2)
    }

    @Test("every verdict of a step is counted once")
    func counts() throws {
        let lab = try Lab()
        try lab.script.run(
            "plan = make(Saying(Verdict.Pass), Step('', Saying(Verdict.Fail)), Saying(Verdict.Pass), Step())")
        let verdicts = try lab.run("plan").stepVerdicts
        #expect((verdicts[.pass], verdicts[.fail], verdicts[.notSet], verdicts.total) == (2, 2, 1, 5))
        #expect(lab.progress.current.stepInstances == 5)
    }

    @Test("children run only when their parent asks for them")
    func withoutChildren() throws {
        let lab = try Lab()
        try lab.script.run(
            "step = Step('a', Step('b')); step.Run = lambda: trail.append('alone'); plan = make(step)")
        try lab.run("plan")
        #expect(try lab.script.text("[entry for entry in trail if 'p' not in entry]") == "['alone']")
    }

    @Test("a parent may run its children several times")
    func repeated() throws {
        let lab = try Lab()
        try lab.script.run(
            """
            class Loop(Step):
                def Run(self):
                    for _ in range(3): self.RunChildSteps()
            plan = make(Loop('a', Step('b')))
            """)
        let run = try lab.run("plan")
        #expect(try lab.script.text("trail.count('run b'), trail.count('pre b')") == "(3, 1)")
        #expect(run.stepVerdicts.total == 4)
    }

    @Test("RunChildSteps outside a run is refused")
    func outside() throws {
        let lab = try Lab()
        try lab.script.run("step = Step('a', Step('b')); plan = make(step)")
        #expect(lab.script.error("step.RunChildSteps()") == "RuntimeError: the step's plan is not running")
        #expect(lab.script.error("Step().RunChildSteps()") == "RuntimeError: the step's plan is not running")
        try lab.run("plan")
        #expect(lab.script.error("step.RunChildSteps()") == "RuntimeError: the step's plan is not running")
    }

    @Test("a step that runs its own parent's children ends in an error, not in the end of the stack")
    func recursion() throws {
        let lab = try Lab()
        try lab.script.run(
            """
            class Up(Step):
                def Run(self): self.Parent.RunChildSteps()
            plan = make(Step('a', Up('b')))
            """)
        try lab.run("plan")
        #expect(try lab.script.text("plan.Verdict.name") == "Error")
        #expect(lab.failures.first?.hasPrefix("RecursionError") == true)
    }

    @Test(
        "steps that change the plan while it runs do no harm",
        arguments: [
            "self.Parent.ChildTestSteps.Clear()", "self.Parent.ChildTestSteps.Add(Step('new'))",
            "self.Parent.ChildTestSteps.Remove(self)", "self.Enabled = False", "make(self)",
            "self.ChildTestSteps.Clear()",
        ])
    func changing(statement: String) throws {
        let lab = try Lab()
        try lab.script.run(
            """
            class Changing(Step):
                def Run(self):
                    \(statement)
                    self.UpgradeVerdict(Verdict.Pass)
            plan = make(Step('a'), Changing('b', Step('inner')), Step('c'))
            """)
        try lab.run("plan")
        #expect(try lab.script.text("plan.Verdict.name, 'run a' in trail") == "('Pass', True)")
        try lab.run("plan")
        try lab.sweep()
    }

    @Test("the runner's progress names plan and step while they run, and nothing afterwards")
    func progress() throws {
        let lab = try Lab()
        let recorder = RowRecorder(lab.progress)
        lab.context.listeners = [recorder]
        try lab.script.run(
            """
            class Telling(TestStep):
                def Run(self): self.PublishResult("t", ["n"], [1])
            named = Telling(); named.Name = "named"
            plan = make(named, Step("other"), Telling())
            """)
        try lab.run("plan")
        #expect(recorder.moments.map(\.stepName) == ["named", "Telling"])
        #expect(recorder.moments.map(\.step) == [1, 3])
        #expect(recorder.moments.allSatisfy { $0.plan == 1 && $0.steps == 3 })
        let after = lab.progress.current
        #expect((after.stepName, after.step, after.stepInstances) == ("", 0, 3))
    }
}
