import Dashboard
import Foundation
import class GRDB.DatabaseQueue
import History
import TerminalUI
import TestSupport
import Testing

@testable import Soak

@Suite("records that are none, or not any more") struct BadRecordTests {
    private let folder: Folder

    init() throws { folder = try Folder() }

    private func record() throws -> String {
        let path = folder.file("good")
        let writer = RecordWriter(try NewRecord(path, facts: RecordFacts()))
        var run = SampleRun(seed: 3)
        for _ in 0..<20 { try writer.write(run.batch(50)) }
        try writer.close()
        return path
    }

    /// What is said of a file; nil if it can be read.
    private func complaint(_ path: String) -> RecordError? {
        do throws(RecordError) {
            _ = try RecordReader(path).past()
            return nil
        } catch {
            return error
        }
    }

    @Test("what is not there, a folder, nothing, a text and another database are told apart")
    func foreign() throws {
        #expect(complaint(folder.file("no")) == .missing(folder.file("no")))
        #expect(complaint(folder.path) == .folder(folder.path))
        for (name, content) in [("empty", ""), ("text", "SQLite is what this is not\n")] {
            try Data(content.utf8).write(to: URL(fileURLWithPath: folder.file(name)))
            #expect(complaint(folder.file(name)) == .foreign(folder.file(name)))
        }
        try folder.makePipe("pipe")
        #expect(complaint(folder.file("pipe")) == .foreign(folder.file("pipe")))
        #expect(!RecordReader.isDatabase(folder.file("pipe")))
        let other = try DatabaseQueue(path: folder.file("other"))
        try other.write { try $0.execute(sql: "CREATE TABLE samples(id)") }
        #expect(complaint(folder.file("other")) == .foreign(folder.file("other")))
    }

    @Test("a record of a newer version is left to it")
    func newer() throws {
        let path = try record()
        try DatabaseQueue(path: path).write { try $0.execute(sql: "PRAGMA user_version = 2") }
        #expect(complaint(path) == .newer(path, format: 2))
        #expect(complaint(path)?.summary.contains("update phantop") == true)
    }

    @Test("a record that was cut off somewhere is read or said to be damaged")
    func truncated() throws {
        let whole = try Data(contentsOf: URL(fileURLWithPath: try record()))
        let path = folder.file("cut")
        for size in stride(from: 0, through: whole.count, by: 1999) {
            try whole.prefix(size).write(to: URL(fileURLWithPath: path))
            guard let error = complaint(path) else { continue }
            #expect(error == .foreign(path) || error.isDamage, "\(size): \(error)")
        }
    }

    @Test("a record in which bits are flipped brings nothing down", arguments: RandomRun.seeds(20))
    func flipped(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        var bytes = try Data(contentsOf: URL(fileURLWithPath: try record()))
        for _ in 0..<(1 << random.below(12)) {
            bytes[bytes.startIndex + random.below(bytes.count)] ^= 1 << UInt8(random.below(8))
        }
        let path = folder.file("flipped")
        try bytes.write(to: URL(fileURLWithPath: path))
        if let error = complaint(path) { #expect(!error.summary.contains("\n")) }
    }

    private static let huge = Int64(1) << 62

    @Test(
        "numbers that nobody can have measured bring nothing down, wherever they stand",
        arguments: [
            "UPDATE settings SET interval_s = 1e300", "UPDATE settings SET interval_s = 9e999",
            "UPDATE samples SET heap_bytes = \(huge), live = \(huge), unix = -\(huge)",
            "UPDATE events SET content = replace(content, '\":', '\":4611686018427387904')",
            "UPDATE events SET content = json_set(content, '$.gilWait', \(huge), '$.phantoms', \(huge))",
            "UPDATE checkpoints SET past = replace(past, ',0', ',9300000000000000000')",
            "UPDATE checkpoints SET past = replace(past, ':', ':-9223372036854775807')",
        ])
    func extremes(sql: String) throws {
        let path = folder.file("extreme")
        var limits = RecordLimits()
        (limits.samples, limits.segments) = (200, 4)
        let writer = RecordWriter(try NewRecord(path, facts: RecordFacts(), limits: limits))
        var run = SampleRun(seed: 9)
        for _ in 0..<40 { try writer.write(run.batch(25)) }
        try writer.close()
        try DatabaseQueue(path: path).write { try $0.execute(sql: sql) }
        do {
            let reader = try RecordReader(path)
            var (written, picture) = (0, try reader.picture(of: 0..<Int64.max))
            picture.answer = RunPicture.Answer(word: "OK", clause: "OK")
            written += RunPage(picture).text.utf8.count + GraphSheet(picture).text.utf8.count
            try reader.export(CSVExport(nil), in: 0..<Int64.max) { written += $0.count }
            let metrics = try MetricsExport(reader.facts, series: nil)
            try reader.export(metrics, in: 0..<Int64.max) { written += $0.count }
            _ = try RecordSummary(reader, name: "extreme")
            try show(reader.past())
            #expect(written > 1000)
        } catch {
            #expect(!"\(error)".contains("\n"))
        }
    }

    /// Draws all pages of it.
    private func show(_ past: Past) {
        let size = Size(columns: 80, rows: 23)
        var dashboard = Dashboard(
            Configuration(workload: "churn", themes: [Theme(name: "dark", appearances: [:])]))
        _ = dashboard.update(.resized(size))
        _ = dashboard.update(.recalled(past))
        for page in "oyHTwpLs" {
            _ = dashboard.update(.key(.character(page)))
            var canvas = Canvas(size: size)
            DashboardView(dashboard).draw(into: &canvas, in: canvas.bounds)
        }
    }

    @Test("a name that is taken is left alone, whatever is there")
    func taken() throws {
        let path = try record()
        #expect(throws: RecordError.taken(path)) { try NewRecord(path, facts: RecordFacts()) }
        let text = folder.file("text")
        try Data("precious".utf8).write(to: URL(fileURLWithPath: text))
        #expect(throws: RecordError.taken(text)) { try NewRecord(text, facts: RecordFacts()) }
        #expect(try String(contentsOfFile: text, encoding: .utf8) == "precious")
        #expect(throws: RecordError.folder(folder.path)) { try NewRecord(folder.path, facts: RecordFacts()) }
        let nowhere = folder.file("no/record")
        #expect(throws: RecordError.unwritable(nowhere, reason: "no such folder")) {
            try NewRecord(nowhere, facts: RecordFacts())
        }
    }

    @Test("a name that another run writes to is refused with its process")
    func beingWritten() throws {
        let path = folder.file("live")
        let writer = RecordWriter(try NewRecord(path, facts: RecordFacts()))
        let process = Int64(ProcessInfo.processInfo.processIdentifier)
        #expect(throws: RecordError.beingWritten(path, process: process)) {
            try NewRecord(path, facts: RecordFacts())
        }
        #expect(try RecordReader(path).facts.isBeingWritten)
        try writer.close()
        #expect(try !RecordReader(path).facts.isBeingWritten)
    }
}

extension RecordError {
    fileprivate var isDamage: Bool {
        switch self {
        case .damaged, .unreadable: true
        default: false
        }
    }
}
