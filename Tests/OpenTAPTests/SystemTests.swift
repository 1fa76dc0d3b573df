import PythonSupport
import Testing

@Suite("The System module") @PythonThread
struct SystemTests {
    @Test(
        "number types make and recognise plain Python numbers",
        arguments: [
            ("Int32(5), Int32('7'), Int32()", "(5, 7, 0)"),
            ("Double(1), Double('2.5'), Double()", "(1.0, 2.5, 0.0)"),
            ("Byte(255), SByte(-128), UInt16(65535)", "(255, -128, 65535)"),
            ("isinstance(5, Int32), isinstance(5.0, Int32)", "(True, False)"),
            ("isinstance(True, Int32), isinstance(True, Double)", "(False, False)"),
            ("isinstance(5, Double), isinstance('5', Double)", "(True, False)"),
            ("type(Int64(5)) is int, type(Single(5)) is float", "(True, True)"),
            ("String is str, Boolean is bool, Object is object", "(True, True, True)"),
            ("Int32.__name__, Int32.__module__", "('Int32', 'System')"),
        ])
    func numbers(expression: String, expected: String) throws {
        let station = try Station()
        try station.script.run("from System import *")
        #expect(try station.script.text(expression) == expected)
    }

    @Test(
        "a number beyond its type raises OverflowError",
        arguments: [
            ("Byte", "256"), ("SByte", "-129"), ("Int16", "2**15"), ("UInt16", "-1"), ("Int32", "-2**31 - 1"),
            ("UInt32", "2**32"),
            ("Int64", "2**63"), ("UInt64", "-1"),
        ])
    func overflow(type: String, value: String) throws {
        let station = try Station()
        try station.script.run("from System import *")
        #expect(station.script.error("\(type)(\(value))")?.hasPrefix("OverflowError: ") == true)
    }
}
