import Foundation
import FoundationXML
import Soak
import Testing

@Suite("exported records", .paced) struct ExportTests {
    private let folder: Folder

    init() throws { folder = try Folder() }

    private func record(_ workload: String = "scenario:churn", _ arguments: [String] = []) async throws {
        let outcome = try await Program.run(
            ["run", workload, "--headless", "--plans", "20", "--interval", "0.2", "--record", "record"]
                + arguments, in: folder)
        #expect(outcome.code == 0)
    }

    private func export(_ arguments: [String]) async throws -> String {
        let outcome = try await Program.run(["export", "record"] + arguments, in: folder)
        #expect(outcome.code == 0 && outcome.errors == "", "\(outcome.errors)")
        return outcome.output
    }

    private func refusal(_ arguments: [String]) async throws -> String {
        let outcome = try await Program.run(["export"] + arguments, in: folder)
        #expect(outcome.code == 2 && outcome.output == "", "\(arguments)")
        #expect(outcome.errors.split(separator: "\n").count == 1, "\(outcome.errors)")
        return outcome.errors
    }

    @Test("rows and lines of a record are as many as it has samples")
    func rows() async throws {
        try await record()
        let batch = try RecordReader(folder("record")).read(after: .init(), most: 1 << 20)
        let rows = try await export(["--format", "csv"]).components(separatedBy: "\r\n")
        #expect(rows.count == batch.snapshots.count + 2)
        _ = try await export(["--output", "lines.jsonl"])
        let lines = try #require(folder.read("lines.jsonl")).split(separator: "\n")
        #expect(lines.count == 1 + batch.snapshots.count + batch.events.count)
        #expect(lines.first?.hasPrefix("{\"session\":{\"version\":1,") == true)
        for line in lines { _ = try JSONSerialization.jsonObject(with: Data(line.utf8)) }
    }

    @Test("promtool makes blocks of the metrics")
    func metrics() async throws {
        try await record()
        _ = try await export(["--format", "openmetrics", "--output", "metrics"])
        let outcome = try await Program.run(
            ["tsdb", "create-blocks-from", "openmetrics", "metrics", "blocks"], of: "promtool", in: folder,
            environment: PrometheusTests.environment)
        #expect(outcome.code == 0 && outcome.output.contains("NUM SERIES"), "\(outcome.errors)")
    }

    @Test("graphs and page are well formed, and a name from a script stays a name")
    func pictures() async throws {
        try folder.write(
            """
            from opentap import *
            class Evil(TestStep):
                def Run(self):
                    self.log.Warning("<script>alert(1)</script>")
            Evil.__name__ = Evil.__qualname__ = "<script>alert(2)</script>"
            """, to: "evil.py")
        try await record("evil.py")
        for (format, element) in [("svg", "svg"), ("html", "html")] {
            let text = try await export(["--format", format, "--series", "registry,heap"])
            #expect(text.contains("evil.py") && !text.contains("<script"))
            #expect(format == "svg" || text.contains("&lt;script&gt;alert(1)"))
            let parser = XMLParser(data: Data(text.utf8))
            #expect(
                parser.parse() && text.contains("<" + element), "\(String(describing: parser.parserError))")
        }
    }

    @Test("a page of a short run that nobody asked anything knows the classes, and who holds them")
    func answers() async throws {
        try await record("scenario:held")
        let text = try await export(["--format", "html"])
        #expect(text.contains("counted at 0:0") && !text.contains("The classes were not counted."))
        #expect(text.contains("module held . CACHE [list] → Remembered"))
    }

    @Test("a record that is still being written is exported as far as it is")
    func growing() async throws {
        let program = try Program(
            [
                "run", "scenario:churn", "--headless", "--plans", "0", "--interval", "1", "--record",
                "record",
            ], in: folder)
        try await Patience.wait(for: "two exports of different length", evidence: { program.errors }) {
            // There may be no record yet.
            let first = try await Program.run(["export", "record", "-o", "a.csv"], in: folder)
            let second = try await Program.run(["export", "record", "-o", "b.csv"], in: folder)
            guard first.code == 0, second.code == 0, let a = folder.read("a.csv"),
                let b = folder.read("b.csv")
            else { return nil as Bool? }
            return b.count > a.count && b.hasPrefix(a) ? true : nil
        }
        program.signal(15)
        #expect(try await program.outcome().code == 143)
    }

    private func begun() throws -> Bool {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).contains { $0.hasPrefix("a.jsonl.") }
    }

    @Test("an export that is interrupted leaves nothing half done", arguments: [SIGINT, SIGTERM, SIGHUP])
    func interrupted(signal: Int32) async throws {
        // As fast as it goes: so many events take a while to be written.
        try await record("scenario:churn", ["--plans", "0", "--duration", "3"])
        // It may be done before the signal comes; then once more.
        try await Patience.wait(for: "an export that is interrupted") {
            let program = try Program(["export", "record", "-o", "a.jsonl"], in: folder)
            for _ in 0..<1_000 where try !begun() { try await Task.sleep(for: .milliseconds(1)) }
            program.signal(signal)
            let code = try await program.outcome().code
            #expect(code == 0 || code == 128 + signal)
            if code == 0 { try FileManager.default.removeItem(atPath: folder("a.jsonl")) }
            return code == 0 ? nil : ()
        }
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(!names.contains { $0.hasPrefix("a.jsonl") })
    }

    @Test("whatever cannot be exported is said in one line, and nothing is left half done")
    func refused() async throws {
        try await record()
        try folder.write("precious", to: "a.csv")
        try Data("SQLite format 3\u{0}".utf8 + Array(repeating: 7, count: 5000)).write(
            to: URL(fileURLWithPath: folder("damaged")))
        try folder.write("", to: "empty")
        #expect(try await refusal(["damaged", "-o", "a.csv"]).contains("damaged"))
        #expect(try await refusal(["empty", "-o", "a.csv"]).contains("empty is no record of a run"))
        #expect(try await refusal(["nothing", "-o", "a.csv"]).contains("nothing: no such file"))
        #expect(try await refusal([".", "-o", "a.csv"]).contains(". is a folder"))
        #expect(try await refusal(["record"]).contains("--format"))
        #expect(try await refusal(["record", "--format", "pdf"]).contains("pdf"))
        #expect(try await refusal(["record", "-o", "a.csv", "--from", "noon"]).contains("--from noon"))
        #expect(
            try await refusal(["record", "-o", "a.csv", "--from", "9d"]).contains(
                "--from 9d is after the end"))
        #expect(try await refusal(["record", "-o", "a.csv", "--from", "3", "--to", "2"]).contains("--to 2"))
        #expect(try await refusal(["record", "-o", "a.csv", "--series", "x"]).contains("--series x"))
        #expect(try await refusal(["record", "-o", "a.csv", "--series", ","]).contains("names nothing"))
        #expect(try await refusal(["record", "-o", "no/a.csv"]).contains("no/a.csv"))
        #expect(
            try await refusal(["record", "--format", "csv", "-o", "./record"]).contains("the record itself"))
        #expect(folder.read("a.csv") == "precious")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(!names.contains { $0.hasPrefix("a.csv.") })
    }
}
