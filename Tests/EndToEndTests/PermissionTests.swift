import Foundation
import Testing

@Suite("what this user may not read or write", .paced) struct PermissionTests {
    private let folder: Folder

    init() throws { folder = try Folder() }

    /// Runs the program without root's right to read and write everything; whoever is not root has none.
    private func run(_ arguments: [String]) async throws -> Program.Outcome {
        guard geteuid() == 0 else { return try await Program.run(arguments, in: folder) }
        return try await Program.run(
            ["--bounding-set", "-dac_override,-dac_read_search", Program.phantop] + arguments, of: "setpriv",
            in: folder)
    }

    private func forbid(_ name: String, _ mode: Int) throws {
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: folder(name))
    }

    @Test(
        "a record that may not be read is refused in one line by whatever reads records",
        arguments: [
            ["replay", "record"], ["export", "record", "--format", "csv"], ["compare", "record", "record"],
        ])
    func unreadable(arguments: [String]) async throws {
        let made = try await run(["scenario:churn", "--headless", "--plans", "1", "--record", "record"])
        #expect(made.code == 0, "\(made.errors)")
        try forbid("record", 0o000)
        let outcome = try await run(arguments)
        #expect(outcome.code == 2 && outcome.output.isEmpty)
        #expect(outcome.errors == "phantop: record: cannot be read: permission denied\n")
    }

    @Test("a folder that may not be written to takes no record: said in one line, before anything runs")
    func folder() async throws {
        try FileManager.default.createDirectory(atPath: folder("there"), withIntermediateDirectories: false)
        try forbid("there", 0o555)
        let outcome = try await run(["scenario:churn", "--headless", "--record", "there/record"])
        try forbid("there", 0o755)
        #expect(outcome.code == 2 && outcome.output.isEmpty)
        #expect(
            outcome.errors == "phantop: --record there/record: no record can be written: permission denied\n")
    }

    @Test(
        "a state directory that is read-only costs the record that nobody named, one line, and nothing else")
    func state() async throws {
        // As much happens as is written down without waiting for the first minute to be over.
        try folder.write(
            """
            from opentap import *
            import time
            class Chatter(TestStep):
                def Run(self):
                    for number in range(900): self.log.Debug(f"line {number}")
                    time.sleep(0.06)
            """, to: "chatter.py")
        try FileManager.default.createDirectory(
            atPath: folder("state"), withIntermediateDirectories: false)
        try forbid("state", 0o555)
        let outcome = try await run(
            ["chatter.py", "--headless", "--plans", "80", "--steps", "1", "--report", "report.json"])
        try forbid("state", 0o755)
        #expect(outcome.code == 0)
        // So many events at a time may be more than the log could follow, which it says in parentheses.
        let lines = outcome.errors.split(separator: "\n").filter { !$0.hasPrefix("(") }
        let reason = "no record: \(folder("state/phantop")): no record can be written: permission denied"
        #expect(
            lines == ["record: \(reason); --record FILE names another place"],
            "\(outcome.errors)")
        #expect(try Report(folder.read("report.json") ?? "").plans == 80)
    }
}
