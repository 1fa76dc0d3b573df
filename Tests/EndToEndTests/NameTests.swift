import Foundation
import Testing

@Suite("a name that a terminal would obey", .paced) struct NameTests {
    private static let nasty = "\u{1B}[31mred\nx.py"

    private let folder: Folder
    private let sessions: Sessions

    init() throws {
        folder = try Folder()
        sessions = Sessions(folder: folder)
        try folder.write(
            """
            from opentap import *
            class Quick(TestStep):
                def Run(self):
                    self.log.Error("first\\nphantop: forged")
            """, to: Self.nasty)
    }

    /// Whether a text can be shown by a terminal as it is.
    private func isPlain(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { $0 == "\n" || $0.properties.generalCategory != .control }
    }

    @Test("is printed in one line by the list of sessions, by stop and in the result")
    func table() async throws {
        _ = try await Program.run(
            [Self.nasty, "--detach", "--plans", "0", "--rate", "1", "--steps", "1", "--name", "esc"],
            in: folder)
        let rows = try await sessions.wait(for: "the session") { $0.first?.phase == "running" }
        #expect(rows[0].workload == Self.nasty)
        let list = try await Program.run(["sessions"], in: folder)
        #expect(list.output.split(separator: "\n").count == 2 && isPlain(list.output), "\(list.output)")
        #expect(list.output.contains("·[31mred·x.py"))
        let stopped = try await sessions.stop()
        #expect(isPlain(stopped.output), "\(stopped.output)")
        #expect(stopped.output.hasPrefix("workload       ·[31mred·x.py, preset sweep\n"))
    }

    @Test("is printed in one line where it is complained about")
    func complaint() async throws {
        for words in [
            ["run", "nosuch\u{1B}[31m\n.py", "--headless"], ["replay", "nosuch\u{1B}[31m\n"],
            ["export", "nosuch\u{1B}[31m\n", "--format", "csv"], ["attach", "no\u{1B}[31m\n"],
            ["run", "--theme", "no\u{1B}[31m\n"], ["run", "--config", "no\u{1B}[31m\n", "--headless"],
            ["compare", "a", "b\u{1B}[31m\n"], ["run", "--plans", "\u{1B}[31m\n"],
        ] {
            let outcome = try await Program.run(words, in: folder)
            #expect(outcome.code == 2 && isPlain(outcome.errors), "\(words): \(outcome.errors)")
            #expect(outcome.errors.split(separator: "\n").count == 1, "\(words): \(outcome.errors)")
        }
    }

    @Test("a line end in a message of a script does not begin a line that could be anybody's")
    func log() async throws {
        let outcome = try await Program.run(
            [Self.nasty, "--headless", "--plans", "1", "--steps", "1"], in: folder)
        #expect(outcome.errors == "Quick: first\nQuick| phantop: forged\n")
        #expect(isPlain(outcome.output) && outcome.output.hasPrefix("workload       ·[31mred·x.py"))
    }

    @Test("a long one is shortened in the middle for people, and whole for programs")
    func long() async throws {
        let name = "begin" + String(repeating: "x", count: 230) + "end.py"
        try FileManager.default.copyItem(atPath: folder(Self.nasty), toPath: folder(name))
        _ = try await Program.run(
            [name, "--detach", "--plans", "0", "--rate", "1", "--steps", "1", "--name", "long"], in: folder)
        let rows = try await sessions.wait(for: "the session") { $0.first?.phase == "running" }
        #expect(rows[0].workload == name)
        let list = try await Program.run(["sessions"], in: folder).output.split(separator: "\n")
        #expect(list.allSatisfy { $0.count <= 110 }, "\(list)")
        #expect(list.last?.contains("end.py") == true && list.last?.contains("long  begin") == true)
        _ = try await sessions.stop()
    }
}
