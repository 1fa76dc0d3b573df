import PythonSupport
import Testing

@testable import PythonBridge

@Suite("PythonValue") @PythonThread
struct PythonValueTests {
    @Test(
        "a Python object arrives as the plain value it is",
        arguments: [
            ("None", "none"), ("True", "bool(true)"), ("False", "bool(false)"), ("1", "int(1)"),
            ("0", "int(0)"),
            ("-1", "int(-1)"), ("2**63 - 1", "int(9223372036854775807)"),
            ("-2**63", "int(-9223372036854775808)"),
            ("2**63", "object"), ("-2**63 - 1", "object"), ("10**400", "object"), ("1.5", "double(1.5)"),
            ("-0.0", "double(-0.0)"), ("float('inf')", "double(inf)"), ("float('nan')", "double(nan)"),
            ("'text'", "string(\"text\")"), ("''", "string(\"\")"), ("'ä€😀'", "string(\"ä€😀\")"),
            ("'a\\0b'", "string(\"a\\0b\")"), ("b'bytes'", "object"), ("[1]", "object"), ("(1,)", "object"),
            ("1j", "object"), ("int", "object"), ("type('I', (int,), {})(5)", "int(5)"),
            ("type('F', (float,), {})(2.5)", "double(2.5)"), ("type('S', (str,), {})('s')", "string(\"s\")"),
        ])
    func fromPython(expression: String, expected: String) throws {
        let bench = try Bench()
        let object = try bench.script.object(expression)
        #expect(bench.interpreter.withGIL { Self.describe(object.value(holding: &$0)) } == expected)
    }

    @Test(
        "what is asked of a value leaves no exception behind",
        arguments: ["2**63", "'\\udc80'", "-1", "object()", "Odd()"])
    func clean(expression: String) throws {
        let bench = try Bench()
        try bench.script.run(
            "class Odd(int):\n    def __index__(self): raise KeyError\n    __int__ = __index__")
        let object = try bench.script.object(expression)
        let list = try bench.script.object("[1, 2]")
        let summary = bench.interpreter.withGIL { gil in
            _ = object.value(holding: &gil)
            do throws(PythonError) {
                // An exception left set would surface at the end of the iteration (PyErr_Occurred).
                return "\(try list.elements(holding: &gil).count) elements"
            } catch {
                return error.summary
            }
        }
        #expect(summary == "2 elements")
    }

    @Test(
        "text that UTF-8 cannot say arrives whole, with escapes",
        arguments: [
            ("'\\udc80'", "\\udc80"), ("'a\\ud800b'", "a\\ud800b"), ("'\\ud83d\\ude00'", "\\ud83d\\ude00"),
            ("'\\udc80' + 'ä'", "\\udc80ä"), ("'\\udc80\\0after'", "\\udc80\0after"),
        ])
    func surrogates(expression: String, expected: String) throws {
        let bench = try Bench()
        let object = try bench.script.object(expression)
        #expect(
            bench.interpreter.withGIL { Self.describe(object.value(holding: &$0)) }
                == Self.describe(.string(expected)))
        #expect(try bench.script.text(expression) == expected)
    }

    @Test(
        "a Swift value arrives in Python as what it is",
        arguments: [
            ("none", "None", "NoneType"), ("true", "True", "bool"), ("int", "-5", "int"),
            ("minimum", "-9223372036854775808", "int"), ("double", "0.1", "float"), ("nan", "nan", "float"),
            ("text", "'ä\\x00€'", "str"), ("empty", "''", "str"), ("list", "[1, [None, 'x'], True]", "list"),
            ("emptyList", "[]", "list"),
        ])
    func toPython(name: String, representation: String, type: String) throws {
        let bench = try Bench()
        try bench.script.assign("value", Self.values[name] ?? .none)
        #expect(try bench.script.text("repr(value)") == representation)
        #expect(try bench.script.text("type(value).__name__") == type)
    }

    @Test("a list with an element that cannot be shown fails as a whole")
    func failingList() throws {
        let bench = try Bench()
        let stranger = Stranger(group: .global)
        #expect(throws: PythonError.self) {
            try bench.script.assign("list", .list([.int(1), .host(stranger, bench.registry)]))
        }
        #expect(bench.script.error("list.append") == nil)
    }

    private static let values: [String: PythonValue] = [
        "none": .none, "true": .bool(true), "int": .int(-5), "minimum": .int(.min), "double": .double(0.1),
        "nan": .double(.nan), "text": .string("ä\0€"), "empty": .string(""), "emptyList": .list([]),
        "list": .list([.int(1), .list([.none, .string("x")]), .bool(true)]),
    ]

    private static func describe(_ value: PythonValue) -> String {
        switch value {
        case .none: "none"
        case .bool(let value): "bool(\(value))"
        case .int(let value): "int(\(value))"
        case .double(let value): "double(\(value))"
        case .string(let value): "string(\(value.debugDescription))"
        case .object: "object"
        case .host, .list: "no value from Python"
        }
    }
}
