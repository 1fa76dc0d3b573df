import Foundation
import Testing

@Suite("records that nobody named", .paced) struct RecordsTests {
    private let folder: Folder

    init() throws { folder = try Folder() }

    private func record(_ name: String) async throws {
        try FileManager.default.createDirectory(
            atPath: folder("state/phantop"), withIntermediateDirectories: true)
        let outcome = try await Program.run(
            [
                "scenario:churn", "--headless", "--plans", "2", "--record",
                folder("state/phantop/\(name).phantop"),
            ], in: folder)
        #expect(outcome.code == 0)
    }

    @Test("are listed, newest first, with what is known of them")
    func list() async throws {
        #expect(try await Program.run(["records"], in: folder).output.hasPrefix("no record is in "))
        try await record("first")
        try await record("second")
        let rows = try await Program.run(["records"], in: folder).output.split(separator: "\n")
        #expect(rows.count == 3 && rows[0].hasPrefix("name    workload        began"))
        #expect(rows[1].hasPrefix("second  scenario:churn  20") && rows[2].hasPrefix("first "))
        let lines = try await Program.run(["records", "--json"], in: folder).output.split(separator: "\n")
        #expect(lines.count == 2 && lines[0].contains("\"name\":\"second\""))
    }

    @Test("are exported and compared by their names, and the newest without any")
    func names() async throws {
        try await record("first")
        try await record("second")
        for words in [["first"], ["first.phantop"], []] {
            let outcome = try await Program.run(["export"] + words + ["--format", "jsonl"], in: folder)
            #expect(outcome.code == 0 && outcome.output.contains("churn"), "\(outcome.errors)")
        }
        let compared = try await Program.run(["compare", "first", "second"], in: folder)
        #expect(compared.code == 0 && compared.output.contains("2 Pass"))
    }

    @Test("are replayed, the newest without a name")
    func replay() async throws {
        try await record("only")
        try await Pane.show(
            ["replay"], in: folder,
            environment: ["XDG_STATE_HOME": folder("state"), "XDG_RUNTIME_DIR": folder.path]
        ) { pane in
            try await pane.wait(for: "REPLAY")
            try await pane.press("q")
            #expect(try await pane.code() == 0)
        }
    }
}
