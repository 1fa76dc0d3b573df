import PythonSupport
import Testing

@Suite("ChildTestSteps") @PythonThread
struct TestStepListTests {
    @Test(
        "reads like a Python list",
        arguments: [
            ("len(steps)", "3"), ("steps.Count", "3"), ("steps[0] is a", "True"), ("steps[-1] is c", "True"),
            ("[step.Name for step in steps]", "['a', 'b', 'c']"), ("b in steps", "True"),
            ("Step() in steps", "False"),
            ("list(reversed(steps))[0] is c", "True"), ("bool(steps)", "True"),
            ("bool(a.ChildTestSteps)", "False"),
            ("steps.Remove(b), len(steps)", "(True, 2)"), ("steps.Remove(Step()), len(steps)", "(False, 3)"),
            ("steps.Clear(), len(steps)", "(None, 0)"), ("plan.ChildTestSteps is steps", "True"),
            ("steps.Insert(3, Step('d')), steps[3].Name", "(None, 'd')"),
        ])
    func list(expression: String, expected: String) throws {
        let lab = try Lab()
        try lab.script.run(
            "a, b, c = Step('a'), Step('b'), Step('c'); plan = make(a, b, c); steps = plan.ChildTestSteps")
        #expect(try lab.script.text(expression) == expected)
    }

    @Test(
        "says what is wrong",
        arguments: [
            ("steps[1]", "IndexError: no step at position 1"),
            ("steps[-2]", "IndexError: no step at position -2"),
            ("steps['x']", "TypeError: argument 1 must be an int"),
            ("steps[0:1]", "TypeError: argument 1 must be an int"),
            ("steps.Add(5)", "TypeError: argument 1 must be a TestStep"),
            ("steps.Add(plan)", "TypeError: argument 1 must be a TestStep"),
            ("steps.Add()", "TypeError: Add takes 1 argument, not 0"),
            ("steps.Insert(2, Step())", "ValueError: no such position: 2"),
            ("steps.Insert(-1, Step())", "ValueError: no such position: -1"),
            ("steps.Remove('a')", "TypeError: argument 1 must be a TestStep"),
            ("TestStepList()", "TypeError: OpenTap.TestStepList cannot be created from Python"),
            (
                "steps[0] = Step()",
                "TypeError: 'OpenTap.TestStepList' object does not support item assignment"
            ),
        ])
    func errors(statement: String, expected: String) throws {
        let lab = try Lab()
        try lab.script.run("plan = make(Step('a')); steps = plan.ChildTestSteps")
        #expect(lab.script.error(statement) == expected)
        #expect(try lab.script.text("len(steps)") == "1")
    }

    @Test("a list that outlives its plan raises ReferenceError")
    func outlived() throws {
        let lab = try Lab()
        try lab.script.run("steps = make(Step('a')).ChildTestSteps")
        try lab.sweep()
        for statement in ["steps.Count", "len(steps)", "steps[0]", "steps.Add(Step())", "steps.Clear()"] {
            #expect(lab.script.error(statement) == "ReferenceError: the plan or step of this list is gone")
        }
    }

    @Test("steps may be added and removed while the list is walked")
    func changing() throws {
        let lab = try Lab()
        try lab.script.run("plan = make(*[Step(str(n)) for n in range(6)]); steps = plan.ChildTestSteps")
        try lab.script.run("for step in steps:\n    steps.Remove(step)")
        #expect(try lab.script.text("[step.Name for step in steps]") == "['1', '3', '5']")
    }
}
