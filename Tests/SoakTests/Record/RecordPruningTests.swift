import Foundation
import Testing

@testable import Soak

@Suite("old records") struct RecordPruningTests {
    private let folder: Folder

    init() throws { folder = try Folder() }

    @Test(
        "a record that is being written stays, whatever the clock says and whatever it said when it was written to",
        arguments: [-3600, 3600, -40 * 86_400, 40 * 86_400] as [Double])
    func clocks(seconds: Double) throws {
        let facts = RecordFacts()
        for number in 0..<25 {
            try RecordWriter(try NewRecord(folder.file("\(number).phantop"), facts: facts)).close()
        }
        let live = RecordWriter(try NewRecord(folder.file("live.phantop"), facts: facts))
        for name in try folder.names where name.hasPrefix("live") {
            try FileManager.default.setAttributes(
                [.modificationDate: Date(timeIntervalSinceNow: -seconds)], ofItemAtPath: folder.file(name))
        }
        RecordFolder(folder.path, name: "new", facts: facts).prune(now: Date(timeIntervalSinceNow: seconds))
        #expect(try folder.names.contains("live.phantop"))
        try live.close()
    }

    @Test("old records go, those that are being written stay")
    func pruned() throws {
        let facts = RecordFacts()
        for number in 0..<25 {
            let path = folder.file("\(number).phantop")
            try RecordWriter(try NewRecord(path, facts: facts)).close()
            let age = Date(timeIntervalSinceNow: -Double(number) * 60)
            try FileManager.default.setAttributes([.modificationDate: age], ofItemAtPath: path)
        }
        let live = RecordWriter(try NewRecord(folder.file("live.phantop"), facts: facts))
        let longAgo = Date(timeIntervalSinceNow: -40 * 86_400)
        for name in try folder.names where name.hasPrefix("live") || name == "3.phantop" {
            try FileManager.default.setAttributes(
                [.modificationDate: longAgo], ofItemAtPath: folder.file(name))
        }
        RecordFolder(folder.path, name: "new", facts: facts).prune()
        let left = try folder.names.filter { $0.hasSuffix(".phantop") }
        #expect(left.count == 20 && left.contains("live.phantop") && left.contains("0.phantop"))
        #expect(!left.contains("24.phantop") && !left.contains("3.phantop"))
        try live.close()
    }
}
