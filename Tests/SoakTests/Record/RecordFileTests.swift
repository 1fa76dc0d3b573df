import Foundation
import class GRDB.DatabaseQueue
import History
import LeakAnalysis
import Testing

@testable import Soak

@Suite("the files of a record while it is written") struct RecordFileTests {
    private let folder: Folder
    private let writer: RecordWriter

    init() throws {
        folder = try Folder()
        writer = RecordWriter(try NewRecord(folder.file("a"), facts: RecordFacts()))
        var run = SampleRun(seed: 1)
        try writer.write(run.batch(10))
    }

    /// Numbers under which this process has files of the folder open.
    private func numbers() throws -> [Int] {
        try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").filter { number in
            // One or the other is gone by now.
            let target = try? FileManager.default.destinationOfSymbolicLink(
                atPath: "/proc/self/fd/\(number)")
            return target?.hasPrefix(folder.path) ?? false
        }.compactMap { Int($0) }
    }

    /// The locks on the record itself, as the system lists them.
    private func locks() throws -> [Substring] {
        let attributes = try FileManager.default.attributesOfItem(atPath: folder.file("a"))
        let place = ":\(attributes[.systemFileNumber] as? Int ?? 0) "
        return try String(contentsOfFile: "/proc/locks", encoding: .utf8).split(separator: "\n")
            .filter { $0.contains(place) }.map { $0.drop { $0 != "P" } }
    }

    @Test("have numbers that scripts leave alone when they close what they find")
    func numbered() throws {
        let numbers = try numbers()
        #expect(numbers.count == 3 && numbers.allSatisfy { $0 >= 512 }, "\(numbers)")
        try writer.close()
        #expect(try self.numbers().isEmpty)
    }

    @Test("keep their locks while somebody else in the same process opens and closes them")
    func locked() throws {
        let before = try locks()
        #expect(!before.isEmpty)
        for _ in 0..<3 {
            let other = try DatabaseQueue(path: folder.file("a"))
            #expect(try other.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM samples") } == 10)
            #expect(try locks() == before)
            try other.close()
            #expect(try locks() == before)
        }
        try writer.close()
    }

    @Test("what is no leak of the run is written down, and judges it when it is read", arguments: [1e9, nil])
    func tolerance(_ tolerance: Double?) throws {
        var facts = RecordFacts()
        facts.tolerance = tolerance
        let writer = RecordWriter(try NewRecord(folder.file("b"), facts: facts))
        var run = SampleRun(seed: 1)
        try writer.write(run.batch(10))
        try writer.close()
        let reader = try RecordReader(folder.file("b"))
        #expect(reader.facts.tolerance == tolerance)
        let judged = try (reader.past().leaks.tolerance, reader.beginning().past.leaks.tolerance)
        #expect(judged.0.bytesPerStep == tolerance ?? 64 && judged.1 == judged.0)
    }
}
