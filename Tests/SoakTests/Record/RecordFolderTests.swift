import Foundation
import GRDB
import Testing

@testable import Soak

@Suite("the folder of the records that nobody named") struct RecordFolderTests {
    private let folder: Folder
    private let records: RecordFolder

    init() throws {
        folder = try Folder()
        records = RecordFolder(folder.file("state/phantop"), name: "new", facts: RecordFacts())
        _ = try records.makeRecord()
    }

    private func path(_ name: String) -> String { folder.file("state/phantop/\(name).phantop") }

    /// A process of which nobody can say that it still runs.
    private var killed: RecordFacts {
        var facts = RecordFacts()
        facts[.process] = "999999999"
        return facts
    }

    private func add(_ name: String, days: Double) throws {
        try RecordWriter(try NewRecord(path(name), facts: RecordFacts())).close()
        let age = Date(timeIntervalSinceNow: -days * 86_400)
        try FileManager.default.setAttributes([.modificationDate: age], ofItemAtPath: path(name))
    }

    private var left: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: folder.file("state/phantop")) }
    }

    @Test("what is older than a month goes, however little there is")
    func old() throws {
        try add("month", days: 30.1)
        try add("almost", days: 29.9)
        records.prune()
        #expect(try left.contains("almost.phantop") && !left.contains("month.phantop"))
    }

    @Test("what is more than two gigabytes together goes, the oldest of it first")
    func large() throws {
        for (name, days) in [("old", 3.0), ("new-one", 1), ("middle", 2)] { try add(name, days: days) }
        for (name, bytes) in [("new-one", 1 << 30), ("middle", 1_000_000_000)] as [(String, UInt64)] {
            let date = try FileManager.default.attributesOfItem(atPath: path(name))[.modificationDate]
            // There is nothing in it, and it takes no room.
            let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path(name)))
            try file.truncate(atOffset: bytes)
            try file.close()
            try FileManager.default.setAttributes(
                [.modificationDate: date ?? Date()], ofItemAtPath: path(name))
        }
        records.prune()
        #expect(try left.contains("old.phantop") && left.contains("middle.phantop"))
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path("new-one")))
        try file.truncate(atOffset: 1_200_000_000)
        try file.close()
        records.prune()
        #expect(try left.contains("new-one.phantop"))
        #expect(try !left.contains("old.phantop") && !left.contains("middle.phantop"))
    }

    @Test("a record and the folder that is made for it are for this user alone")
    func access() throws {
        func mode(_ path: String) throws -> Int? {
            try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        }
        #expect(try mode(folder.file("state/phantop")) == 0o700)
        #expect(try mode(path("new")) == 0o600)
    }

    @Test("what a killed run has left beside its record goes with it")
    func remains() throws {
        let writer = RecordWriter(try NewRecord(path("killed"), facts: killed))
        var run = SampleRun(seed: 1)
        try writer.write(run.batch(10))
        #expect(try left.filter { $0.hasPrefix("killed") }.count == 3)
        records.prune(now: Date(timeIntervalSinceNow: 31 * 86_400))
        #expect(try left.filter { $0.hasPrefix("killed") } == [])
    }

    @Test("a process that has the number of one that was killed does not write its record")
    func sameNumber() throws {
        var facts = RecordFacts()
        #expect(facts.isBeingWritten)
        facts[.incarnation] = "another start of the machine 4711"
        _ = try NewRecord(path("killed"), facts: facts)
        #expect(try !RecordReader(path("killed")).facts.isBeingWritten)
        #expect(throws: RecordError.taken(path("killed"))) {
            try NewRecord(path("killed"), facts: RecordFacts())
        }
    }
}
