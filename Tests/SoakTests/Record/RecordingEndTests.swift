import Foundation
import Telemetry
import Testing

@testable import Soak

@Suite("what becomes of a record") struct RecordingEndTests {
    private let recorded: RecordedRun

    init() throws { recorded = try RecordedRun() }

    @Test("so much in less than a minute that it has to be written leaves no record either")
    func muchInLittle() throws {
        let records = RecordFolder(recorded.folder.file("state"), name: "a", facts: RecordFacts())
        var recording = Recording(recorded.run, to: .folder(records))
        var source = SampleRun(seed: 1, period: 5_000_000)
        for look in 0..<8 {
            recorded.feed(source.batch(1_000))
            recording.look(at: Int64(look) * RecordedRun.second)
        }
        func names() throws -> [String] {
            try FileManager.default.contentsOfDirectory(atPath: recorded.folder.file("state"))
        }
        #expect(try names().contains("a.phantop"))
        #expect(recording.finish() == .none)
        #expect(try names().isEmpty)
    }

    @Test("of the time before Python was up nothing is recorded")
    func early() throws {
        var recording = Recording(
            recorded.run, to: .file(try NewRecord(recorded.folder.file("a"), facts: RecordFacts())))
        recorded.snapshots.append(Snapshot())
        var (source, early) = (SampleRun(seed: 1), Snapshot())
        early.heapBytes = 1
        recorded.snapshots.append(early)
        recorded.feed(source.batch(10))
        recording.look(at: 0)
        #expect(recording.finish() == .written(recorded.folder.file("a")))
        #expect(try recorded.count(recorded.folder.file("a")) == 11)
    }

    @Test("a record that was taken away is not said to be whole", arguments: [true, false])
    func replaced(isAnother: Bool) throws {
        let path = recorded.folder.file("a")
        var (recording, source) = (
            Recording(recorded.run, to: .file(try NewRecord(path, facts: RecordFacts()))), SampleRun(seed: 1)
        )
        recorded.feed(source.batch(10))
        recording.look(at: 0)
        try FileManager.default.moveItem(atPath: path, toPath: recorded.folder.file("b"))
        if isAnother { try Data("precious".utf8).write(to: URL(fileURLWithPath: path)) }
        #expect(recording.finish() == .incomplete(path, .replaced(path)))
        if isAnother { #expect(try String(contentsOfFile: path, encoding: .utf8) == "precious") }
    }
}
