import Foundation
import GRDB
import Telemetry
import Testing
import Threading

@testable import Soak

@Suite("what the recorder does at each look") struct RecordingTests {
    private let recorded: RecordedRun

    init() throws { recorded = try RecordedRun() }

    private static let second = RecordedRun.second
    private var folder: Folder { recorded.folder }
    private var snapshots: Ring<Snapshot> { recorded.snapshots }
    private var events: Ring<Event> { recorded.events }
    private var said: RecordedRun.Said { recorded.said }
    private var run: Recorder.Run { recorded.run }

    private func feed(_ batch: RecordBatch) { recorded.feed(batch) }
    private func count(_ path: String) throws -> Int { try recorded.count(path) }

    @Test("a run of less than a minute leaves no record, a longer one has its whole beginning")
    func minute() throws {
        let records = RecordFolder(folder.file("state/phantop"), name: "a b/c", facts: RecordFacts())
        var (recording, source) = (Recording(run, to: .folder(records)), SampleRun(seed: 1))
        for tenth in 0..<599 {
            feed(source.batch(1))
            recording.look(at: Int64(tenth) * Self.second / 10)
        }
        #expect(try folder.names.isEmpty)
        var short = recording
        #expect(short.finish() == .none)
        feed(source.batch(1))
        recording.look(at: 60 * Self.second)
        recording.look(at: 61 * Self.second)
        feed(source.batch(1))
        let path = folder.file("state/phantop/a-b-c.phantop")
        #expect(recording.finish() == .written(path))
        #expect(try count(path) == 601)
        #expect(said.kinds.withLock { $0 }.isEmpty)
        #expect(said.commands.withLock { $0 } == [.countTypes])
    }

    @Test("a full disk is said once, and nothing is lost when there is room again")
    func full() throws {
        let record = try NewRecord(folder.file("a"), facts: RecordFacts())
        var (recording, source) = (Recording(run, to: .file(record)), SampleRun(seed: 1))
        func limit(pages: Int) throws {
            try record.database.writeWithoutTransaction {
                try $0.execute(sql: "PRAGMA max_page_count = \(pages)")
            }
        }
        try limit(pages: 60)
        var time = Self.second
        for _ in 0..<60 {
            feed(source.batch(50))
            recording.look(at: time)
            time += Self.second
        }
        #expect(said.kinds.withLock { $0 } == [.recordPaused("no space is left")])
        try limit(pages: 100_000)
        for _ in 0..<4 {
            recording.look(at: time)
            time += Self.second
        }
        #expect(said.kinds.withLock { $0.last } == .recordResumed(lost: 0))
        #expect(recording.finish() == .written(folder.file("a")))
        #expect(try count(folder.file("a")) == 3000)
    }

    @Test("what was written before the disk was full is not written again when there is room")
    func once() throws {
        var limits = RecordLimits()
        (limits.samples, limits.segments) = (4_000, 40)
        let record = try NewRecord(folder.file("a"), facts: RecordFacts(), limits: limits)
        var (recording, source) = (Recording(run, to: .file(record)), SampleRun(seed: 1))
        var time = Self.second
        // Always a little more room than before: some of it is enough for rows, and not for what is remembered of them.
        for pages in stride(from: 40, to: 400, by: 6) {
            try record.database.writeWithoutTransaction {
                try $0.execute(sql: "PRAGMA max_page_count = \(pages)")
            }
            feed(source.batch(50))
            recording.look(at: time)
            time += 3 * Self.second
        }
        try record.database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA max_page_count = 100000") }
        #expect(said.kinds.withLock { $0.contains(.recordPaused("no space is left")) })
        #expect(recording.finish() == .written(folder.file("a")))
        #expect(try count(folder.file("a")) == 3000)
    }

    @Test("what came is written once a second in one go, however often it is looked")
    func seconds() throws {
        let record = try NewRecord(folder.file("a"), facts: RecordFacts())
        var (recording, source) = (Recording(run, to: .file(record)), SampleRun(seed: 1))
        var written: [Int] = []
        for fifth in 0..<50 {
            feed(source.batch(2))
            recording.look(at: Int64(fifth) * Self.second / 5)
            written.append(try count(folder.file("a")))
        }
        #expect(zip(written, written.dropFirst(5)).allSatisfy { $0 < $1 })
        #expect(Set(written).count <= 13)
    }

    @Test("what a ring has overwritten before it could be read is written down as lost")
    func overwritten() throws {
        let record = try NewRecord(folder.file("a"), facts: RecordFacts())
        let snapshots = Ring<Snapshot>(capacity: 10)
        let run = Recorder.Run(snapshots: snapshots, events: events, announce: { _ in }, ask: { _ in })
        var (recording, source) = (Recording(run, to: .file(record)), SampleRun(seed: 1))
        for snapshot in source.batch(5).snapshots { snapshots.append(snapshot) }
        recording.look(at: Self.second)
        for snapshot in source.batch(17).snapshots { snapshots.append(snapshot) }
        recording.look(at: 2 * Self.second)
        let losses = try record.database.read {
            try Row.fetchAll($0, sql: "SELECT elapsed, samples, reason FROM losses")
        }
        #expect(losses.count == 1 && losses.first?["samples"] == 7)
        #expect(losses.first?["elapsed"] == Self.second / 2)
        #expect(losses.first?["reason"] == "overwritten before they could be read")
    }

    @Test("a disk that is full to the end leaves a record that lacks the end, and says so")
    func incomplete() throws {
        let record = try NewRecord(folder.file("a"), facts: RecordFacts())
        var (recording, source) = (Recording(run, to: .file(record)), SampleRun(seed: 1))
        feed(source.batch(50))
        recording.look(at: Self.second)
        try record.database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA max_page_count = 1") }
        feed(source.batch(5000))
        recording.look(at: 2 * Self.second)
        #expect(recording.finish() == .incomplete(folder.file("a"), .full))
        #expect(try count(folder.file("a")) == 50)
    }

    @Test("a run that says more in its first minute than may wait in memory is recorded from then on")
    func talkative() throws {
        let records = RecordFolder(folder.file("state"), name: "a", facts: RecordFacts())
        var recording = Recording(run, to: .folder(records))
        for second in 0..<6 as Range<Int64> {
            for _ in 0..<9_000 {
                events.append(Event(moment: Moment(elapsed: second, unix: 0), kind: .noted("x")))
            }
            recording.look(at: second * Self.second)
        }
        recording.look(at: 7 * Self.second)
        #expect(
            try RecordReader(folder.file("state/a.phantop")).read(after: .init(), most: 100_000).events.count
                == 54_000)
    }

    @Test("what waits for a full disk too long is given up from its beginning, and that is written down")
    func lost() throws {
        let record = try NewRecord(folder.file("a"), facts: RecordFacts())
        var (recording, source) = (Recording(run, to: .file(record)), SampleRun(seed: 1))
        try record.database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA max_page_count = 30") }
        var time = Self.second
        for _ in 0..<100 {
            feed(source.batch(100))
            recording.look(at: time)
            time += Self.second
        }
        try record.database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA max_page_count = 100000") }
        recording.look(at: time + Self.second)
        guard case .recordResumed(let lost) = said.kinds.withLock({ $0.last }) else {
            Issue.record("\(said.kinds.withLock { $0 })")
            return
        }
        #expect(lost > 2000)
        #expect(try count(folder.file("a")) + lost >= 10_000)
        let noted = try record.database.read {
            try Int.fetchOne($0, sql: "SELECT sum(samples + events) FROM losses")
        }
        #expect(noted == lost)
    }

    @Test("where no folder can be made, that is said in one line of the log and that is all")
    func readOnly() throws {
        try Data().write(to: URL(fileURLWithPath: folder.file("state")))
        let records = RecordFolder(folder.file("state/phantop"), name: "a", facts: RecordFacts())
        var (recording, source) = (Recording(run, to: .folder(records)), SampleRun(seed: 1))
        for minute in 0..<5 {
            feed(source.batch(10))
            recording.look(at: Int64(minute) * 60 * Self.second)
        }
        let kinds = said.kinds.withLock { $0 }
        guard kinds.count == 1, case .logged(let line) = kinds[0] else {
            Issue.record("\(kinds)")
            return
        }
        #expect(line.level == .warning && line.text.hasPrefix("no record: \(folder.path)"))
        guard case .impossible = recording.finish() else {
            Issue.record("there is a record")
            return
        }
    }
}
