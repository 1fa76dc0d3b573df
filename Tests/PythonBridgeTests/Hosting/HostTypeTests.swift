import PythonBridge
import PythonSupport
import Testing

@Suite("HostType") @PythonThread
struct HostTypeTests {
    @Test(
        "Python calls methods and reads properties of a host object",
        arguments: [
            ("Part().add(2, 3)", "5"), ("Part().add(2)", "2"), ("Part().number", "7"), ("Part().name", ""),
            ("Worker().add(1, 2)", "3"), ("Part.add(Worker(), 1)", "1"), ("Crate().count", "0"),
            ("Part.__doc__", "Python derives from it."),
            ("Part.number.__doc__", "A number that only Swift sets."),
            ("Part.__name__, Part.__module__", "('Part', 'sample')"),
            ("repr(Part.add)", "<method sample.Part.add>"),
            ("issubclass(Part, Node), issubclass(Part, Crate)", "(True, False)"),
            ("[].append(Part().add) or callable(Part().add)", "True"),
        ])
    func works(expression: String, expected: String) throws {
        let bench = try Bench()
        #expect(try bench.script.text(expression) == expected)
    }

    @Test("a property that Python sets arrives in the host object")
    func setter() throws {
        let bench = try Bench()
        try bench.script.run("part = Worker(); part.name = 'first'")
        #expect(try bench.host("part").name == "first")
        #expect(try bench.script.text("part.name") == "first")
    }

    @Test(
        "a call that does not fit raises TypeError and says why",
        arguments: [
            ("Part().add()", "TypeError: add takes 1 to 2 arguments, not 0"),
            ("Part().add(1, 2, 3)", "TypeError: add takes 1 to 2 arguments, not 3"),
            ("Part().same()", "TypeError: same takes 1 argument, not 0"),
            ("Part().work(1)", "TypeError: work takes 0 arguments, not 1"),
            ("Part().add(first=1)", "TypeError: add takes no keyword arguments"),
            ("Part().add('1')", "TypeError: argument 1 must be an int"),
            ("Part().add(True)", "TypeError: argument 1 must be an int"),
            ("Part().add(1, 2.0)", "TypeError: argument 2 must be an int"),
            ("Part().refuse(5)", "TypeError: argument 1 must be a str"),
            ("Crate().add(5)", "TypeError: argument 1 must be a Part"),
            ("Crate().add(Crate())", "TypeError: argument 1 must be a Part"),
            ("Part.add()", "TypeError: add needs a sample.Part to be called on"),
            ("Part.add(5, 1)", "TypeError: add needs a sample.Part to be called on"),
            ("Part.add(Crate(), 1)", "TypeError: add needs a sample.Part to be called on"),
            ("Part().number = 5", "TypeError: number is read-only"),
            ("del Part().name", "TypeError: name cannot be deleted"),
            ("Gauge()", "TypeError: sample.Gauge cannot be created from Python"),
            ("type('G', (Gauge,), {})()", "TypeError: G cannot be created from Python"),
            (
                "object.__new__(Part)",
                "TypeError: object.__new__(sample.Part) is not safe, use sample.Part.__new__()"
            ),
        ])
    func typeErrors(statement: String, expected: String) throws {
        let bench = try Bench()
        #expect(bench.script.error(statement) == expected)
    }

    @Test("a failed call makes no entry that outlives it")
    func nothingLeft() throws {
        let bench = try Bench(.prompt)
        for statement in ["Part().add('1')", "Crate().add(Crate())", "Gauge()", "Part().refuse('value')"] {
            _ = bench.script.error(statement)
        }
        #expect(bench.recount.entries == 0)
        #expect(bench.tally.alive == 0)
    }

    @Test("a function of the module takes its arguments by position or by name")
    func functions() throws {
        let echo = HostMember.function("echo", "Its arguments.", parameters: ["a", "b"]) { gil, arguments in
            .list([arguments.value(0, holding: &gil), arguments.value(1, holding: &gil)])
        }
        let bench = try Bench(functions: [echo])
        let script = bench.script
        #expect(try script.text("echo()") == "[None, None]")
        #expect(try script.text("echo(1, 'x')") == "[1, 'x']")
        #expect(try script.text("echo(b=2)") == "[None, 2]")
        #expect(try script.text("echo(1, b=2)") == "[1, 2]")
        #expect(script.error("echo(1, 2, 3)") == "TypeError: echo takes at most 2 arguments, not 3")
        #expect(script.error("echo(1, a=2)") == "TypeError: echo got an unexpected argument 'a'")
        #expect(script.error("echo(c=2)") == "TypeError: echo got an unexpected argument 'c'")
    }

    @Test("a host object that no description mentions appears as its nearest described superclass")
    func undescribed() throws {
        let bench = try Bench()
        let special = SpecialPart(group: .free, tally: bench.tally)
        try bench.expose(special, as: "special")
        #expect(try bench.script.text("type(special) is Part, special.number") == "(True, 7)")
    }

    @Test("a host object of a class without any description is refused")
    func stranger() throws {
        let bench = try Bench()
        let stranger = Stranger(group: .global)
        #expect {
            try bench.expose(stranger, as: "stranger")
        } throws: { error in
            (error as? PythonError)?.summary == "TypeError: Stranger is not a hosted type"
        }
    }
}
