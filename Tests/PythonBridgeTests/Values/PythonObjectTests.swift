import PythonBridge
import PythonSupport
import Testing
import Threading

@Suite("PythonObject") @PythonThread
struct PythonObjectTests {
    @Test("attributes are read and set by name")
    func attributes() throws {
        let bench = try Bench()
        try bench.script.run("class Holder: pass\nholder = Holder()")
        let holder = try bench.script.object("holder")
        let text = try bench.interpreter.withGIL { (gil) throws(PythonError) in
            try holder.setAttribute("gain", to: .double(2.5), holding: &gil)
            return try holder.attribute("gain", holding: &gil).text(holding: &gil)
        }
        #expect(text == "2.5")
        #expect(try bench.script.text("holder.gain") == "2.5")
    }

    @Test(
        "what Python raises in an access comes out as an error",
        arguments: [
            ("int", "missing", "AttributeError: type object 'int' has no attribute 'missing'"),
            (
                "type('P', (), {'missing': property(lambda self: 1 / 0)})()", "missing",
                "ZeroDivisionError: division by zero"
            ),
        ])
    func attributeErrors(expression: String, name: String, expected: String) throws {
        let bench = try Bench()
        let object = try bench.script.object(expression)
        let summary = bench.interpreter.withGIL { gil in
            do throws(PythonError) {
                return try object.attribute(name, holding: &gil).text(holding: &gil)
            } catch {
                return error.summary
            }
        }
        #expect(summary == expected)
    }

    @Test(
        "elements come from any iterable, in order",
        arguments: [("[1, 2]", "1 2"), ("'ab'", "a b"), ("(n * n for n in range(3))", "0 1 4"), ("{}", "")])
    func elements(expression: String, expected: String) throws {
        let bench = try Bench()
        let object = try bench.script.object(expression)
        let texts = try bench.interpreter.withGIL { (gil) throws(PythonError) in
            var texts: [String] = []
            for element in try object.elements(holding: &gil) {
                texts.append(try element.text(holding: &gil))
            }
            return texts
        }
        #expect(texts.joined(separator: " ") == expected)
    }

    @Test(
        "an iteration that raises, even at its end, throws",
        arguments: ["5", "(1 / n for n in (1, 0))", "map(None, [1])"])
    func failingElements(expression: String) throws {
        let bench = try Bench()
        let object = try bench.script.object(expression)
        #expect(throws: PythonError.self) {
            try bench.interpreter.withGIL { (gil) throws(PythonError) in
                _ = try object.elements(holding: &gil)
            }
        }
    }

    @Test(
        "truth is Python's",
        arguments: [("[]", false), ("[0]", true), ("0.0", false), ("None", false), ("object()", true)])
    func truth(expression: String, expected: Bool) throws {
        let bench = try Bench()
        let object = try bench.script.object(expression)
        #expect(
            try bench.interpreter.withGIL { (gil) throws(PythonError) in try object.truth(holding: &gil) }
                == expected)
    }

    @Test("a truth that raises throws")
    func failingTruth() throws {
        let bench = try Bench()
        let object = try bench.script.object("type('Odd', (), {'__bool__': lambda self: 1 / 0})()")
        #expect(throws: PythonError.self) {
            try bench.interpreter.withGIL { (gil) throws(PythonError) in _ = try object.truth(holding: &gil) }
        }
    }

    @Test("two references to one object are the same, two equal objects are not")
    func identity() throws {
        let bench = try Bench()
        try bench.script.run("one = [1]; other = [1]")
        let (first, again, other) = try (
            bench.script.object("one"), bench.script.object("one"), bench.script.object("other")
        )
        #expect(first.isSame(as: again))
        #expect(!first.isSame(as: other))
    }

    @Test("a class is one, an instance is none")
    func classes() throws {
        let bench = try Bench()
        let (type, instance) = try (bench.script.object("Worker"), bench.script.object("5"))
        #expect(bench.interpreter.withGIL { type.isClass(holding: &$0) })
        #expect(!bench.interpreter.withGIL { instance.isClass(holding: &$0) })
    }

    @Test("an object let go on another thread waits in the queue and dies in the next drain")
    func releasedElsewhere() throws {
        let bench = try Bench()
        try bench.script.run("class Mortal: pass\nmortal = Mortal(); witness = weakref.ref(mortal)")
        let box = Box(try bench.script.object("mortal"))
        try bench.script.run("del mortal")
        bench.drain()
        let thread = DedicatedThread(name: "elsewhere") { box.empty() }
        #expect(thread.join(nanoseconds: 20_000_000_000))
        #expect(bench.interpreter.queuedReleases == 1)
        let answer = try bench.script.object("witness() is not None")
        let isAlive = try bench.interpreter.withGIL { (gil) throws(PythonError) in
            try answer.truth(holding: &gil)
        }
        #expect(isAlive)
        bench.drain()
        #expect(try bench.script.text("witness()") == "None")
    }
}
