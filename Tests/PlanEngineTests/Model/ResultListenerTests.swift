import PythonSupport
import Telemetry
import Testing

@testable import PlanEngine

@Suite("PublishResult") @PythonThread
struct ResultListenerTests {
    @Test("a row arrives with its values as numbers and text")
    func row() throws {
        let lab = try Lab()
        let recorder = RowRecorder(lab.progress)
        lab.context.listeners = [recorder]
        try lab.script.run("Step().PublishResult('t', ['a', 'b', 'c', 'd', 'e'], [1, 2.5, True, 'x', None])")
        try lab.script.run(
            "Step().PublishResult('empty', (), iter([])); Step().PublishResult(5, 'ab', [10**30, '\\udc80'])")
        #expect(
            recorder.rows == [
                ResultRow(
                    table: "t", columns: ["a", "b", "c", "d", "e"],
                    values: [.number(1), .number(2.5), .number(1), .text("x"), .text("None")]),
                ResultRow(table: "empty", columns: [], values: []),
                ResultRow(
                    table: "5", columns: ["a", "b"],
                    values: [.text("1" + String(repeating: "0", count: 30)), .text("\\udc80")]),
            ])
    }

    @Test(
        "what is no row is refused",
        arguments: [
            ("'t', ['a'], [1, 2]", "ValueError: PublishResult got 1 column names and 2 values"),
            ("'t', ['a', 'b'], []", "ValueError: PublishResult got 2 column names and 0 values"),
            ("'t', 5, [1]", "TypeError: 'int' object is not iterable"),
            ("'t', ['a']", "TypeError: PublishResult takes 3 arguments, not 2"),
        ])
    func refused(arguments: String, expected: String) throws {
        let lab = try Lab()
        let recorder = RowRecorder(lab.progress)
        lab.context.listeners = [recorder]
        #expect(lab.script.error("Step().PublishResult(\(arguments))") == expected)
        #expect(recorder.rows.isEmpty)
    }

    @Test("a listener in Python gets every row; when it raises, the step goes on")
    func python() throws {
        let lab = try Lab()
        try lab.script.run(
            """
            rows = []
            add_result_listener(lambda table, columns, values: rows.append((table, columns, values)))
            add_result_listener(lambda *arguments: 1 / 0)
            Step().PublishResult("t", ["a", "b"], [1, "x"])
            """)
        #expect(try lab.script.text("rows") == "[('t', ['a', 'b'], [1.0, 'x'])]")
        #expect(lab.log.map(\.text) == ["ZeroDivisionError: division by zero"])
    }
}
