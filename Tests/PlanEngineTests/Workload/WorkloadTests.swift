import PythonBridge
import PythonSupport
import Testing

@testable import PlanEngine

@Suite("Workload") @PythonThread
struct WorkloadTests {
    @Test("a file with step classes gives plans with instances of each concrete one that it defines itself")
    func classes() throws {
        let lab = try Lab()
        let workload = try lab.workload(
            """
            from phantop import *
            import abc
            class First(TestStep):
                def Run(self): pass
            class NoRun(TestStep): pass
            class Abstract(TestStep, abc.ABC):
                @abc.abstractmethod
                def Measure(self): ...
                def Run(self): self.Measure()
            class Second(Abstract):
                def Measure(self): pass
            class NoStep:
                def Run(self): pass
            """)
        let plan = try lab.makePlan(workload, steps: 2).get()
        let names = plan.children.map { step in
            lab.interpreter.withGIL { lab.registry.className(of: step, holding: &$0) }
        }
        #expect(names == ["First", "First", "Second", "Second"])
        #expect(plan.name == "bench.py")
        #expect(plan.children.allSatisfy { $0.group == plan.group })
    }

    @Test("a file with plan() gives what it returns, each time anew")
    func function() throws {
        let lab = try Lab()
        let workload = try lab.workload(
            """
            from phantop import *
            def plan():
                made = TestPlan(); made.Name = "mine"
                made.ChildTestSteps.Add(TestStep())
                return made
            """)
        let (first, second) = try (
            lab.makePlan(workload, steps: 9).get(), lab.makePlan(workload, steps: 9).get()
        )
        #expect((first.name, first.children.count) == ("mine", 1))
        #expect(first !== second && first.group != second.group)
    }

    @Test("the folder of a file is where it imports from, and __file__ names it")
    func folder() throws {
        let lab = try Lab()
        let workload = try lab.workload(
            "from phantop import *\nimport phantop_test_neighbour\nimport os\n"
                + "class S(TestStep):\n    def Run(self): pass\n    there = os.path.exists(__file__)\nassert S.there\n",
            beside: ["phantop_test_neighbour.py": "value = 1"])
        #expect(try lab.makePlan(workload, steps: 1).get().children.count == 1)
    }

    @Test(
        "a file that cannot be used is refused with file, line and reason, in one line",
        arguments: [
            ("def broken(:\n    pass", ":1: SyntaxError: "), ("x = 1\n\n  y = 2", ":3: IndentationError: "),
            ("x = 1\nundefined", ":2: NameError: name 'undefined' is not defined"),
            ("import no_such_module_here", ":1: ModuleNotFoundError: No module named 'no_such_module_here'"),
            ("def f(): 1 / 0\n\nf()", ":1: ZeroDivisionError: division by zero"),
            ("import sys\nsys.exit(3)", ":2: SystemExit: 3"),
            ("raise KeyboardInterrupt", ":1: KeyboardInterrupt"),
            ("raise ValueError('one\\ntwo')", ":1: ValueError: one"),
            ("raise ValueError('\\x1b[31m\\udc80')", ":1: ValueError: ·[31m\\udc80"),
            ("x = 1", " defines no step: "),
            ("from phantop import *\nclass S(TestStep): pass", " defines no step: "),
            ("x = '\0'", ": ValueError: source code string cannot contain null bytes"),
            ("plan = 5", " defines no step: "),
            ("# -*- coding: nonsense -*-", ":0: SyntaxError: "),
        ])
    func unusable(source: String, expected: String) throws {
        let lab = try Lab()
        let reason = try lab.objection(to: source)
        #expect(reason.contains("/bench.py" + expected))
        #expect(!reason.contains("\n"))
    }

    @Test("bytes that are no UTF-8 are refused, not guessed at")
    func encoding() throws {
        let lab = try Lab()
        let reason = try lab.objection(to: [0x78, 0x20, 0x3D, 0x20, 0x27, 0xFF, 0x27])
        #expect(reason.contains("bench.py:1: SyntaxError: "))
    }

    @Test("a file that is not there is named")
    func missing() throws {
        let lab = try Lab()
        let reason = Lab.summary(of: lab.load("/nowhere/bench.py"))
        #expect(reason.hasPrefix("/nowhere/bench.py: FileNotFoundError: "))
    }

    @Test(
        "a plan that cannot be made says why",
        arguments: [
            ("def plan(): return None", "/bench.py: TypeError: plan() must return a TestPlan"),
            ("def plan(): return TestStep()", "/bench.py: TypeError: plan() must return a TestPlan"),
            ("def plan(x): pass", "TypeError: plan() missing 1 required positional argument: 'x'"),
            ("def plan():\n    1 / 0", "/bench.py:3: ZeroDivisionError: division by zero"),
            (
                "class S(TestStep):\n    def __init__(self, x): pass\n    def Run(self): pass",
                "TypeError: S.__init__() missing 1 required"
            ),
            (
                "class S(TestStep):\n    def __new__(cls): return 5\n    def Run(self): pass",
                "TypeError: calling a step class did not make a step"
            ),
        ])
    func noPlan(source: String, expected: String) throws {
        let lab = try Lab()
        let workload = try lab.workload("from phantop import *\n" + source)
        let reason = Lab.summary(of: lab.makePlan(workload, steps: 1))
        #expect(reason.contains(expected))
    }

    @Test("a file named like a module of the library does not take its place")
    func libraryName() throws {
        let lab = try Lab()
        _ = try lab.workload(
            "from phantop import *\nclass S(TestStep):\n    def Run(self): pass", named: "json.py")
        try lab.script.run("import json")
        #expect(try lab.script.text("json.loads('[1]')") == "[1]")
    }

    @Test("a workload is a file, or a scenario that exists")
    func sources() throws {
        #expect(try WorkloadSource("folder/bench.py").name == "bench.py")
        #expect(try WorkloadSource("scenario:churn").name == "scenario:churn")
        #expect(throws: WorkloadError.self) { try WorkloadSource("scenario:nothing") }
        #expect(Set(Scenario.all.map(\.name)).count == Scenario.all.count)
        #expect(Scenario.all.allSatisfy { $0.summary.hasSuffix(".") })
    }
}
