import Foundation
import Testing

@Suite("a replay on a terminal", .paced) struct ReplayTests {
    private let folder: Folder

    init() throws { folder = try Folder() }

    private func record(_ arguments: [String] = ["--plans", "20", "--rate", "10"]) async throws {
        let outcome = try await Program.run(
            ["run", "scenario:churn", "--headless", "--record", "record"] + arguments, in: folder)
        #expect(outcome.code == 0)
    }

    @Test("it opens at the end, goes to the beginning, plays, and leaves at once")
    func playing() async throws {
        try await record()
        try await Pane.show(["replay", "record"], in: folder) { pane in
            try await pane.wait(for: "finished")
            try await pane.press("Home")
            try await pane.wait(for: "REPLAY ‖  0:00")
            try await pane.press("+", "+", "Space")
            // At the end it stands still by itself.
            try await pane.wait(for: "the end") { screen in
                screen.text.contains("REPLAY ‖") && !screen.text.contains("REPLAY ‖  0:00")
            }
            try await pane.press("e")
            try await pane.wait(for: "a record can be asked nothing")
            try await pane.press("q")
            #expect(try await pane.code() == 0)
            try await pane.wait(for: "THE PROGRAM HAS ENDED")
            #expect(pane.hasSameModes)
        }
    }

    @Test("a run that goes on is followed to its end")
    func following() async throws {
        let program = try Program(
            ["run", "scenario:churn", "--headless", "--record", "record", "--plans", "0"], in: folder)
        try await Patience.wait(for: "a record", evidence: { program.errors }) {
            FileManager.default.fileExists(atPath: folder("record-wal")) ? true : nil
        }
        try await Pane.show(["replay", "record"], in: folder) { pane in
            try await pane.wait(for: "REPLAY ▸ 1x")
            program.signal(2)
            _ = try await program.outcome()
            try await pane.wait(for: "✓ finished")
            try await pane.press("q")
            #expect(try await pane.code() == 0)
        }
    }

    @Test("what is no record is refused in one line, exit 2", arguments: ["missing", "text", "."])
    func refused(name: String) async throws {
        try folder.write("not a record", to: "text")
        let outcome = try await Program.run(["replay", name], in: folder)
        #expect(outcome.code == 2 && outcome.output.isEmpty)
        #expect(
            outcome.errors.hasPrefix("phantop: \(name)") && outcome.errors.split(separator: "\n").count == 1)
    }

    @Test("without a terminal it says so")
    func noTerminal() async throws {
        try await record(["--plans", "1"])
        let outcome = try await Program.run(["replay", "record"], in: folder)
        #expect(outcome.code == 2 && outcome.errors.contains("not a terminal"))
    }
}
