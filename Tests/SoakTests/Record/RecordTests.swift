import Foundation
import GRDB
import History
import Telemetry
import TestSupport
import Testing

@testable import Soak

@Suite("a record") struct RecordTests {
    private let folder: Folder

    init() throws { folder = try Folder() }

    private func writer(_ limits: RecordLimits = RecordLimits()) throws -> RecordWriter {
        RecordWriter(try NewRecord(folder.file("a"), facts: RecordFacts(), limits: limits))
    }

    /// Everything that follows the place where the rows begin.
    private func all(_ reader: RecordReader, most: Int = 1000) throws -> RecordBatch {
        var (place, batch) = (try reader.beginning().place, RecordBatch())
        while true {
            let next = try reader.read(after: place, most: most)
            batch.snapshots += next.snapshots
            batch.events += next.events
            place = next.place
            if next.isLast { return batch }
        }
    }

    private func bytes(_ past: Past) -> [UInt8] { StreamLine.past(past).bytes }

    @Test("a measurement comes back field for field, whatever fields it has")
    func everyField() throws {
        var whole = Snapshot()
        whole.heapBaselineBytes = 0
        (whole.residentBytes, whole.memoryLimitBytes, whole.threads, whole.nextSweep) = (0, 0, 0, 0)
        (whole.cleanup.heapBytesLeft, whole.cleanup.entriesLeft, whole.progress.nextPlan) = (0, 0, 0)
        var count: Int64 = 0
        let json = Self.distinct(try ValueEncoder.value(of: whole), &count)
        let snapshot = try ValueDecoder.decode(Snapshot.self, from: json)
        #expect(Self.nils(in: snapshot).isEmpty)
        var batch = RecordBatch()
        batch.snapshots = [Snapshot(), snapshot, Snapshot()]
        let writer = try writer()
        try writer.write(batch)
        #expect(try all(RecordReader(folder.file("a"))).snapshots == batch.snapshots)
    }

    /// Another value in every place.
    private static func distinct(_ json: JSONValue, _ count: inout Int64) -> JSONValue {
        count += 1
        switch json {
        case .object(let members):
            return .object(members.map { .init(name: $0.name, value: distinct($0.value, &count)) })
        case .integer, .number: return .integer(count)
        case .bool: return .bool(true)
        case .string(let word):
            return ["sweep", "starting"].contains(word) ? json : .string("\(word)\(count)")
        default: return json
        }
    }

    /// Names of fields without a value, which the test above then says nothing of.
    private static func nils(in value: Any) -> [String] {
        Mirror(reflecting: value).children.flatMap { child in
            "\(child.value)" == "nil" ? [child.label ?? ""] : nils(in: child.value)
        }
    }

    @Test("what is read is what was written, in pieces of any size", arguments: [1, 7, 64, 5000])
    func same(most: Int) throws {
        var run = SampleRun(seed: 5)
        let writer = try writer()
        var written = RecordBatch()
        for count in [1, 0, 10, 300, 89] {
            let batch = run.batch(count)
            written.snapshots += batch.snapshots
            written.events += batch.events
            try writer.write(batch)
        }
        let read = try all(RecordReader(folder.file("a")), most: most)
        #expect(read.snapshots == written.snapshots)
        #expect(read.events == written.events)
        try writer.close()
        #expect(try folder.names == ["a"])
    }

    @Test("who reads while it is written gets what has come meanwhile")
    func following() throws {
        var run = SampleRun(seed: 6)
        let writer = try writer()
        let reader = try RecordReader(folder.file("a"))
        var place = RecordReader.Place()
        for _ in 0..<5 {
            let batch = run.batch(20)
            try writer.write(batch)
            let next = try reader.read(after: place)
            place = next.place
            #expect(next.snapshots == batch.snapshots && next.events == batch.events && next.isLast)
        }
    }

    @Test("what is gone lives on as what is remembered of it", arguments: RandomRun.seeds(3))
    func bounded(seed: UInt64) throws {
        var limits = RecordLimits()
        (limits.samples, limits.segments) = (400, 4)
        var (run, past) = (SampleRun(seed: seed, period: 2_000_000_000), Past())
        let writer = try writer(limits)
        for _ in 0..<150 {
            let batch = run.batch(20)
            try writer.write(batch)
            var rows = Rows(snapshots: batch.snapshots, events: batch.events)
            while let row = rows.takeFirst() { row.enter(&past) }
        }
        let reader = try RecordReader(folder.file("a"))
        let read = try all(reader)
        #expect((400...620).contains(read.snapshots.count))
        var (again, _) = try reader.beginning()
        #expect(again.latest != nil)
        var rows = Rows(snapshots: read.snapshots, events: read.events)
        while let row = rows.takeFirst() { row.enter(&again) }
        #expect(bytes(again) == bytes(past))
        #expect(bytes(try reader.past()) == bytes(past))
        let parts = try writer.count("cleanups") + writer.count("settings")
        #expect(parts < 700)
    }

    @Test("whether it leaks is written down when the answer is another one, and once more at the end")
    func verdicts() throws {
        var run = SampleRun(seed: 5, period: Int64(1e9))
        let writer = try writer()
        for _ in 0..<10 { try writer.write(run.batch(10)) }
        try writer.write(run.batch(1))
        let reader = try RecordReader(folder.file("a"))
        #expect(
            try reader.verdicts() == [.init(elapsed: 10_000_000_000, verdict: "UNSURE", reason: "fewFloors")])
        try writer.close()
        #expect(try reader.verdicts().map(\.elapsed) == [10_000_000_000, 101_000_000_000])
    }

    @Test("when and how the run ended is written down at the end")
    func end() throws {
        var run = SampleRun(seed: 5)
        let writer = try writer()
        try writer.write(run.batch(10))
        var last = RecordBatch()
        last.events = [Event(moment: run.snapshot.moment, kind: .finished("3 plans"))]
        try writer.write(last)
        try writer.close()
        let facts = try RecordReader(folder.file("a")).facts
        #expect(facts[.ended] == String(run.snapshot.moment.unix) && facts[.outcome] == "3 plans")
    }

    @Test(
        "a record that its run has left open is read without the place beside it that SQLite wants, unless that would be old",
        arguments: [true, false])
    func noPlace(isWhole: Bool) throws {
        var run = SampleRun(seed: 5)
        let writer = try writer()
        try writer.write(run.batch(10))
        try writer.database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA wal_checkpoint") }
        try FileManager.default.copyItem(atPath: folder.file("a"), toPath: folder.file("b"))
        // What leads to itself cannot be opened in any way.
        try FileManager.default.createSymbolicLink(
            atPath: folder.file("b-shm"), withDestinationPath: folder.file("b-shm"))
        guard isWhole else {
            try FileManager.default.copyItem(atPath: folder.file("a-wal"), toPath: folder.file("b-wal"))
            do {
                _ = try RecordReader(folder.file("b"))
                Issue.record("what is old is shown as if it were new")
            } catch {
                #expect("\(error)".contains("its newest part is in \(folder.file("b"))-wal"))
            }
            return
        }
        #expect(try all(RecordReader(folder.file("b"))).snapshots.count == 10)
    }

    @Test("rows of answers and of losses are bounded, too")
    func rare() throws {
        var limits = RecordLimits()
        (limits.samples, limits.segments) = (40, 4)
        let writer = try writer(limits)
        try writer.database.write { database in
            for table in ["verdicts(elapsed, verdict)", "losses(elapsed, reason, samples, events)"] {
                let rest = table.hasPrefix("l") ? ", 1, 1" : ""
                try database.execute(
                    sql: """
                        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 12000) \
                        INSERT INTO \(table) SELECT i, 'x'\(rest) FROM n
                        """)
            }
        }
        var run = SampleRun(seed: 1)
        for _ in 0..<20 { try writer.write(run.batch(10)) }
        #expect(try writer.count("verdicts") <= 10_001 && writer.count("losses") == 10_000)
    }

    @Test("the file stays below its bound, whatever comes")
    func bytes() throws {
        var limits = RecordLimits()
        (limits.bytes, limits.segments) = (4 << 20, 4)
        var run = SampleRun(seed: 1)
        let writer = try writer(limits)
        var largest = 0
        let text = String(repeating: "x", count: 200)
        for _ in 0..<100 {
            var batch = run.batch(100)
            for _ in 0..<200 {
                batch.events.append(
                    Event(
                        moment: run.snapshot.moment,
                        kind: .logged(LogLine(level: .info, source: "s", text: text))))
            }
            try writer.write(batch)
            largest = max(largest, try writer.fileBytes)
        }
        // A segment and what is remembered come before anything goes.
        #expect(largest < 6 << 20)
        try writer.close()
        #expect(try all(RecordReader(folder.file("a"))).snapshots.count > 500)
    }
}

extension RecordWriter {
    fileprivate func count(_ table: String) throws -> Int {
        try database.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM \(table)") ?? 0 }
    }

    fileprivate var fileBytes: Int {
        get throws {
            try database.read { database in
                try (Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0) * 4096
            }
        }
    }
}
