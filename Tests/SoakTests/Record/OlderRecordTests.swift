import class GRDB.DatabaseQueue
import Testing

@testable import Soak

@Suite("a record of an older phantop") struct OlderRecordTests {
    private let folder: Folder

    init() throws { folder = try Folder() }

    /// Takes a column away, as if nobody had known it yet.
    private func remove(_ column: String) throws {
        try DatabaseQueue(path: folder.file("a")).write {
            try $0.execute(sql: "DROP VIEW IF EXISTS snapshots; ALTER TABLE samples DROP COLUMN \(column)")
        }
    }

    private func write() throws -> RecordBatch {
        var run = SampleRun(seed: 5)
        let batch = run.batch(10)
        let writer = RecordWriter(try NewRecord(folder.file("a"), facts: RecordFacts()))
        try writer.write(batch)
        try writer.close()
        return batch
    }

    @Test("is read without what has been added since")
    func addition() throws {
        let batch = try write()
        try remove("next_plan")
        try remove("plans_pass")
        let read = try RecordReader(folder.file("a")).read(after: .init())
        #expect(read.snapshots == batch.snapshots && read.events == batch.events)
    }

    @Test("that lacks what every record has is damaged")
    func loss() throws {
        _ = try write()
        try remove("threads")
        let reader = try RecordReader(folder.file("a"))
        #expect(throws: RecordError.self) { _ = try reader.read(after: .init()) }
    }
}
