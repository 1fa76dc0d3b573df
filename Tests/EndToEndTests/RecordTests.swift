import Foundation
import class GRDB.DatabaseQueue
import struct GRDB.Configuration
import Soak
import Telemetry
import Testing

@Suite("the record of a run", .paced) struct RecordTests {
    private let folder: Folder

    init() throws { folder = try Folder() }

    private static let endless = [
        "run", "scenario:churn", "--headless", "--plans", "0", "--interval", "1", "--record", "record",
    ]

    /// How many samples are in the record by now.
    private func samples() -> Int {
        // There may be none yet.
        (try? RecordReader(folder("record")).read(after: .init(), most: 1 << 20).snapshots.count) ?? 0
    }

    private func isWhole(_ path: String) throws -> Bool {
        try DatabaseQueue(path: path).read { try String.fetchOne($0, sql: "PRAGMA integrity_check") } == "ok"
    }

    /// As many times as `PHANTOP_KILLS` says.
    private static var kills: Int {
        ProcessInfo.processInfo.environment["PHANTOP_KILLS"].flatMap { Int($0) } ?? 3
    }

    @Test("a run that is killed at any moment leaves a record that can be read")
    func killed() async throws {
        for number in 0..<Self.kills {
            let program = try Program(Self.endless, in: folder)
            try await Patience.wait(for: "the first samples", evidence: { program.errors }) {
                samples() > 0 ? true : nil
            }
            try await Task.sleep(for: .milliseconds(.random(in: 0...1500)))
            let killed = Int64(Date().timeIntervalSince1970 * 1e9)
            program.signal(9)
            #expect(try await program.outcome().code == 137)
            let reader = try RecordReader(folder("record"))
            #expect(!reader.facts.isBeingWritten && reader.facts[.ended] == nil)
            let batch = try reader.read(after: .init(), most: 1 << 20)
            let missing = killed - (batch.snapshots.last?.moment.unix ?? 0)
            // A second is promised; whoever else runs here may keep the recorder from its work.
            #expect(missing < 3_000_000_000)
            if Self.kills > 3 { print("kill", number, "missing ms", missing / 1_000_000) }
            #expect(try isWhole(folder("record")))
            for file in ["record", "record-wal", "record-shm"] {
                try? FileManager.default.removeItem(atPath: folder(file))
            }
        }
    }

    @Test(
        "a record that cannot grow is said to pause, the run goes on, and so does the record when there is room"
    )
    func full() async throws {
        let program = try Program(
            ["-c", "ulimit -S -f 400; exec \"$0\" \"$@\"", Program.phantop] + Self.endless + [
                // So slow that nothing is lost while it pauses.
                "--report", "r", "--rate", "100",
            ],
            of: "/bin/sh", in: folder)
        try await Patience.wait(for: "a pause", evidence: { program.errors }) {
            program.errors.contains("record: recording pauses: ") ? true : nil
        }
        let raised = try await Program.run(
            ["--pid", "\(program.number)", "--fsize=unlimited"], of: "/usr/bin/prlimit", in: folder)
        #expect(raised.code == 0, "\(raised.errors)")
        try await Patience.wait(for: "the end of the pause", evidence: { program.errors }) {
            program.errors.contains("record: recording goes on, nothing is lost") ? true : nil
        }
        program.signal(2)
        let outcome = try await program.outcome()
        #expect(outcome.code == 130, "\(outcome.errors)")
        #expect(outcome.errors.contains("recorded in record"))
        let batch = try RecordReader(folder("record")).read(after: .init(), most: 1 << 20)
        let gaps = zip(batch.snapshots, batch.snapshots.dropFirst()).map {
            $1.moment.elapsed - $0.moment.elapsed
        }
        #expect(try isWhole(folder("record")) && gaps.allSatisfy { $0 < 2_000_000_000 })
        #expect(folder.read("r")?.contains("\"record\" : \"record\"") == true)
    }

    @Test("a file that is there is refused before anything runs, and left as it is")
    func taken() async throws {
        try folder.write("precious", to: "record")
        let outcome = try await Program.run(Self.endless, in: folder)
        #expect(outcome.code == 2)
        #expect(
            outcome.errors == "phantop: --record record exists already; choose another name for the record\n")
        #expect(folder.read("record") == "precious")
    }

    @Test("two runs do not write to one file")
    func twice() async throws {
        let first = try Program(Self.endless, in: folder)
        try await Patience.wait(for: "the first samples", evidence: { first.errors }) {
            samples() > 0 ? true : nil
        }
        let second = try await Program.run(Self.endless, in: folder)
        #expect(second.code == 2 && second.errors.contains("process \(first.number)"))
        first.signal(15)
        #expect(try await first.outcome().code == 143)
        #expect(try isWhole(folder("record")))
    }

    @Test("where nothing has run, no record is left")
    func discarded() async throws {
        let outcome = try await Program.run(Self.endless + ["--report", "no/r"], in: folder)
        #expect(outcome.code == 2 && folder.read("record") == nil)
        #expect(Sessions(folder: folder).isClean(after: []))
    }
}

@Suite("records side by side", .paced) struct RecordComparisonTests {
    private let folder: Folder

    init() throws { folder = try Folder() }

    private func record(_ name: String, _ arguments: [String]) async throws {
        let outcome = try await Program.run(
            [
                "run", "scenario:churn", "--headless", "--plans", "20", "--rate", "40", "--record", name,
            ] + arguments, in: folder
        )
        #expect(outcome.code == 0)
    }

    private func refusal(_ arguments: [String]) async throws -> String {
        let outcome = try await Program.run(["compare"] + arguments, in: folder)
        #expect(outcome.code == 2 && outcome.output.isEmpty)
        return outcome.errors
    }

    @Test("figures of each run stand in a column of its own, or in JSON")
    func columns() async throws {
        try await record("a", ["--preset", "stock"])
        try await record("b", [])
        let table = try await Program.run(["compare", "a", "b"], in: folder)
        #expect(table.code == 0)
        let rows = table.output.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
        #expect(rows[0] == ["a", "b"] && rows.contains(["plans", "20", "20"]))
        #expect(rows.contains(["preset", "stock", "sweep"]))
        let json = try await Program.run(["compare", "a", "b", "--json"], in: folder)
        let objects = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [[String: Any]]
        #expect(objects?.map { $0["plans"] as? Int } == [20, 20])
        #expect((objects?[0]["entries"] as? [String: Int])?["peak"] ?? 0 > 0)
    }

    @Test("what cannot be compared is refused in one line")
    func refused() async throws {
        try await record("a", [])
        #expect(try await refusal(["a", "x.py"]).hasPrefix("phantop: x.py: no such file"))
        try folder.write("", to: "x.py")
        #expect(try await refusal(["a", "x.py"]).hasPrefix("phantop: a is a record and x.py is none;"))
        #expect(try await refusal(["a"]).hasPrefix("phantop: a is a record; name another one"))
        #expect(
            try await refusal(["x.py", "y.py"]).hasPrefix("phantop: compare takes one workload, or records;"))
        #expect(try await refusal(["a", "a", "--plans", "3"]).contains("go with a workload"))
        try Data("SQLite format 3\u{0}".utf8 + Array(repeating: 7, count: 5000)).write(
            to: URL(fileURLWithPath: folder("damaged")))
        #expect(try await refusal(["a", "damaged"]).contains("damaged"))
    }
}
