import PythonSupport
import Telemetry
import Testing

@testable import PlanEngine

@Suite("Errors in a plan run") @PythonThread
struct PlanRunErrorTests {
    @Test("a step that raises gets the verdict Error, and its traceback is in the log")
    func raises() throws {
        let lab = try Lab()
        try lab.script.run(
            """
            class Failing(Step):
                def Run(self): return {}['gain']
            plan = make(Failing('amplifier'))
            """)
        let run = try lab.run("plan")
        #expect(
            try lab.script.text("plan.Verdict.name, plan.ChildTestSteps[0].Verdict.name")
                == "('Error', 'Error')")
        #expect(run.stepVerdicts[.error] == 1)
        #expect(lab.failures == ["KeyError: 'gain'"])
        let line = try #require(lab.log.last)
        #expect(line.level == .error && line.source == "amplifier")
        #expect(
            line.text.hasPrefix("Traceback (most recent call last):\n")
                && line.text.hasSuffix("\nKeyError: 'gain'"))
    }

    @Test(
        "whatever a step raises, the run goes to its end",
        arguments: [
            "raise SystemExit(3)", "raise KeyboardInterrupt", "raise GeneratorExit",
            "def f(): f()\n        f()", "assert False",
            "raise ValueError('\\udc80\\x1b[31m')",
            "raise type('Odd', (Exception,), {'__str__': lambda self: 1 / 0})",
            "raise ExceptionGroup('g', [ValueError()])", "self.Verdict = 5", "self.UpgradeVerdict('Pass')",
            "self.missing",
        ])
    func anything(statement: String) throws {
        let lab = try Lab()
        try lab.script.run(
            "class Failing(Step):\n    def Run(self):\n        \(statement)\nplan = make(Failing('a'), Step('b'))"
        )
        try lab.run("plan")
        #expect(try lab.script.text("plan.Verdict.name, trail[-1]") == "('Error', 'post a')")
        #expect(lab.failures.count == 1)
        #expect(
            lab.log.allSatisfy { line in line.text.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 32 }
            })
    }

    @Test("after an error the steps that follow do not run, by default")
    func breaks() throws {
        let lab = try Lab()
        try lab.script.run(
            "class Failing(Step):\n    def Run(self): 1 / 0\nplan = make(Failing('a'), Step('b'))")
        try lab.run("plan")
        #expect(try lab.script.text("'run b' in trail, 'post b' in trail") == "(False, True)")
    }

    @Test("a PrePlanRun that raises stops the run before its first step; what was prepared is cleaned up")
    func prepare() throws {
        let lab = try Lab()
        try lab.script.run(
            """
            class Failing(Step):
                def PrePlanRun(self): 1 / 0
            plan = make(Step('a', Step('b')), Failing('c', Step('d')), Step('e'))
            """)
        try lab.run("plan")
        #expect(try lab.script.text("', '.join(trail)") == "pre a, pre b, post c, post b, post a")
        #expect(try lab.script.text("plan.Verdict.name") == "Error")
    }

    @Test("a PostPlanRun that raises does not keep the others from theirs")
    func cleanup() throws {
        let lab = try Lab()
        try lab.script.run(
            """
            class Failing(Step):
                def PostPlanRun(self): 1 / 0
            plan = make(Step('a'), Failing('b'), Step('c'))
            """)
        try lab.run("plan")
        #expect(
            try lab.script.text("[t for t in trail if 'post' in t], plan.Verdict.name")
                == "(['post c', 'post a'], 'Error')")
    }

    @Test(
        "a break condition ends the run of the siblings",
        arguments: [
            ("BreakCondition.BreakOnFail", "Fail", true), ("BreakCondition.BreakOnFail", "Error", false),
            ("BreakCondition.BreakOnError", "Error", true), ("BreakCondition.BreakOnError", "Fail", false),
            ("BreakCondition.BreakOnInconclusive", "Inconclusive", true),
            ("BreakCondition.BreakOnPass", "Pass", true),
            ("BreakCondition.BreakOnPass | BreakCondition.BreakOnFail", "Fail", true),
            ("BreakCondition.Inherit", "Error", true), ("BreakCondition.Inherit", "Fail", false),
            ("BreakCondition(0)", "Error", false),
        ])
    func conditions(condition: String, verdict: String, breaks: Bool) throws {
        let lab = try Lab()
        try lab.script.run(
            "plan = make(Saying(Verdict.\(verdict), 'a'), Step('b')); plan.BreakConditions = \(condition)")
        try lab.run("plan")
        #expect(try lab.script.text("'run b' in trail") == (breaks ? "False" : "True"))
    }

    @Test("a step's own break conditions take the place of its parent's")
    func inherited() throws {
        let lab = try Lab()
        try lab.script.run(
            """
            tolerant = Saying(Verdict.Error, 'a'); tolerant.BreakConditions = BreakCondition(0)
            strict = Saying(Verdict.Fail, 'b'); strict.BreakConditions = BreakCondition.BreakOnFail
            plan = make(Step('outer', tolerant, strict, Step('c')), Step('d'))
            """)
        try lab.run("plan")
        #expect(try lab.script.text("[t for t in trail if 'run' in t]") == "['run outer', 'run a', 'run b']")
        #expect(
            try lab.script.text("plan.Verdict.name, plan.ChildTestSteps[0].Verdict.name")
                == "('Error', 'Error')")
    }

    @Test("a break passes through the parent's Run as an exception that it may catch")
    func caught() throws {
        let lab = try Lab()
        try lab.script.run(
            """
            class Careful(Step):
                def Run(self):
                    try: self.RunChildSteps()
                    except TestStepBreakException as error: trail.append(str(error))
                    finally: trail.append("finally")
            plan = make(Careful('a', Saying(Verdict.Error, 'b'), Step('c')), Step('d'))
            """)
        try lab.run("plan")
        #expect(try lab.script.text("trail[4:7]") == "['run b', 'the child steps were cut short', 'finally']")
        #expect(lab.failures.isEmpty)
    }

    @Test("a break that nobody catches is no failure of its own")
    func uncaught() throws {
        let lab = try Lab()
        try lab.script.run("plan = make(Step('a', Saying(Verdict.Error, 'b')))")
        try lab.run("plan")
        #expect(lab.failures.isEmpty)
        #expect(try lab.script.text("plan.ChildTestSteps[0].Verdict.name") == "Error")
    }

    @Test(
        "settings that make no sense are refused",
        arguments: [
            ("BreakConditions = 32", "TypeError: BreakConditions must be an OpenTap.BreakCondition"),
            ("BreakConditions = 'x'", "TypeError: BreakConditions must be an OpenTap.BreakCondition"),
            ("BreakConditions = True", "TypeError: BreakConditions must be an OpenTap.BreakCondition"),
            ("Verdict = 11", "TypeError: a verdict must be a member of OpenTap.Verdict"),
            ("Verdict = None", "TypeError: a verdict must be a member of OpenTap.Verdict"),
            ("Parent = None", "TypeError: Parent is read-only"),
            ("log = None", "TypeError: log is read-only"),
            ("ChildTestSteps = []", "TypeError: ChildTestSteps is read-only"),
        ])
    func refused(assignment: String, expected: String) throws {
        let lab = try Lab()
        #expect(lab.script.error("step = Step(); step.\(assignment)") == expected)
    }
}

extension Lab {
    /// Exceptions of steps, in one line each.
    var failures: [String] {
        events.compactMap { if case .stepFailed(_, let error) = $0 { error } else { nil } }
    }
}
