import PythonSupport
import Testing

@testable import PythonBridge

@Suite("PythonError") @PythonThread
struct PythonErrorTests {
    @Test(
        "what Swift throws becomes the exception that fits, and comes back as the same",
        arguments: [
            ("type", "TypeError: wrong kind"), ("value", "ValueError: wrong value"),
            ("index", "IndexError: no such place"), ("reference", "ReferenceError: gone"),
            ("refused", "RuntimeError: not now"),
        ])
    func fromSwift(name: String, summary: String) throws {
        let bench = try Bench()
        try bench.script.run(
            """
            try:
                Part().refuse("\(name)")
            except Exception as error:
                seen = f"{type(error).__name__}: {error}"
            """)
        #expect(try bench.script.text("seen") == summary)
        #expect(bench.script.error("Part().refuse('\(name)')") == summary)
    }

    @Test(
        "a Python exception is said in one line",
        arguments: [
            ("{}['gain']", "KeyError: 'gain'"), ("raise ValueError", "ValueError"),
            ("raise ValueError('one\\ntwo')", "ValueError: one"),
            ("raise ValueError('\\n\\ntwo')", "ValueError: two"),
            ("raise ValueError('\\udc80')", "ValueError: \\udc80"),
            ("raise ValueError('ä €')", "ValueError: ä €"),
            ("import sys; sys.exit(3)", "SystemExit: 3"), ("raise KeyboardInterrupt", "KeyboardInterrupt"),
            (
                "raise ExceptionGroup('two', [ValueError(1), KeyError(2)])",
                "ExceptionGroup: two (2 sub-exceptions)"
            ),
            ("class Odd(Exception):\n    def __str__(self): raise KeyError('no')\nraise Odd()", "Odd"),
            ("class Odd(Exception):\n    def __str__(self): return 5\nraise Odd()", "Odd"),
            ("class Odd(Exception):\n    def __init__(self, a, b): pass\nraise Odd", "TypeError: "),
            ("raise 5", "TypeError: exceptions must derive from BaseException"),
        ])
    func summary(statement: String, expected: String) throws {
        let bench = try Bench()
        let error = try #require(bench.script.error(statement))
        // A constructor's own complaint ends in words of CPython's.
        #expect(expected.hasSuffix(": ") ? error.hasPrefix(expected) : error == expected)
    }

    @Test("an exception that passes through Swift keeps its identity and its traceback")
    func through() throws {
        let bench = try Bench()
        try bench.script.run(
            """
            import traceback
            original = KeyError("gain")
            def innermost(): raise original
            try:
                Part().call(innermost)
            except KeyError as caught:
                same = caught is original
                functions = [frame.name for frame in traceback.extract_tb(caught.__traceback__)]
            """)
        #expect(try bench.script.text("same") == "True")
        #expect(try bench.script.text("functions") == "['<module>', 'innermost']")
    }

    @Test("an exception raised while another is handled keeps it as its context")
    func context() throws {
        let bench = try Bench()
        try bench.script.run(
            """
            try:
                try:
                    1 / 0
                except ZeroDivisionError:
                    Part().refuse("value")
            except ValueError as error:
                context = type(error.__context__).__name__
            """)
        #expect(try bench.script.text("context") == "ZeroDivisionError")
    }

    @Test("a traceback reads as Python prints it")
    func traceback() throws {
        let bench = try Bench()
        try bench.script.run("def fails():\n    return {}['gain']")
        let text = try traceback(of: "fails()", in: bench)
        #expect(text.hasPrefix("Traceback (most recent call last):\n"))
        #expect(text.contains(", line 2, in fails\n"))
        #expect(text.hasSuffix("\nKeyError: 'gain'\n"))
    }

    @Test("where Python's own traceback module is broken the summary stands in")
    func brokenTraceback() throws {
        let bench = try Bench()
        try bench.script.run(
            "import sys, traceback; real = sys.modules['traceback']; sys.modules['traceback'] = None")
        let text = try traceback(of: "1 / 0", in: bench)
        try bench.script.run("sys.modules['traceback'] = real")
        #expect(text == "ZeroDivisionError: division by zero")
    }

    @Test("an exception made in Swift is one of its Python class")
    func made() throws {
        let bench = try Bench()
        try bench.script.run("class Refusal(Exception): pass")
        let type = try bench.script.object("Refusal")
        let error = try bench.interpreter.withGIL { (gil) throws(PythonError) in
            try gil.exception(type, "not today")
        }
        #expect(error.summary == "Refusal: not today")
    }

    @Test("an object that is no exception is not taken for one")
    func noException() throws {
        let bench = try Bench()
        let (object, type) = try (bench.script.object("'KeyError'"), bench.script.object("KeyError"))
        #expect(bench.interpreter.withGIL { object.exception(holding: &$0) == nil })
        #expect(bench.interpreter.withGIL { type.exception(holding: &$0) == nil })
    }

    private func traceback(of statement: String, in bench: Bench) throws -> String {
        do throws(PythonError) {
            try bench.script.run(statement)
            return ""
        } catch {
            guard case .raised(let exception) = error else { return "" }
            return bench.interpreter.withGIL { exception.traceback(holding: &$0) }
        }
    }
}
