import Foundation
import Testing

@Suite("phantop compare", .paced) struct CompareTests {
    private struct Row: Decodable {
        let name: String
        let entriesPerStep: Double
        let bytesPerStep: Double
        let phantomsEnd, threadsPeak, identityLosses, staleLookups: Int
    }

    private let folder: Folder

    init() throws { folder = try Folder() }

    @Test("each fix alone leaves what stock leaves, all together leave nothing")
    func rows() async throws {
        let outcome = try await Program.run(
            ["compare", "--plans", "10", "--steps", "20", "--json"], in: folder, within: .seconds(120))
        #expect(outcome.code == 0)
        let rows = try JSONDecoder().decode([Row].self, from: Data(outcome.output.utf8))
        let entries = Dictionary(uniqueKeysWithValues: rows.map { ($0.name, $0.entriesPerStep) })
        for name in ["stock", "eviction", "driver", "thread", "anchor"] {
            #expect(entries[name] ?? 0 >= 1, "\(name)")
        }
        for name in ["pool", "registry", "sweep", "prompt"] { #expect(entries[name] == 0, "\(name)") }
        // The notes' guard to the letter spares every step, and removes the phantoms alone.
        #expect(entries["guard"] == 1)
        #expect(rows.allSatisfy { $0.identityLosses == 0 && $0.staleLookups == 0 })
    }

    @Test("the table has a line for every row and a sentence for every fix")
    func table() async throws {
        let outcome = try await Program.run(
            ["compare", "--plans", "2", "--steps", "5"], in: folder, within: .seconds(120))
        let lines = outcome.output.split(separator: "\n")
        #expect(lines.count == 1 + 10 + 8)
        for fix in 1...4 { #expect(lines.contains { $0.hasPrefix("Fix \(fix) ") }, "\(fix)") }
    }

    @Test("a workload that cannot run is named with the row in which it failed, exit 2")
    func unusable() async throws {
        let outcome = try await Program.run(["compare", "missing.py"], in: folder, within: .seconds(60))
        #expect(outcome.code == 2)
        #expect(outcome.errors.contains("missing.py: no such file"))
        #expect(outcome.output.isEmpty)
    }
}
