import Foundation
import Testing

@Suite("a run in the background that is over before it is there", .paced) struct ShortRunTests {
    private let folder: Folder

    init() throws {
        folder = try Folder()
        try folder.write(
            """
            from opentap import *
            class Fails(TestStep):
                def Run(self):
                    self.UpgradeVerdict(Verdict.Fail)
            """, to: "fails.py")
    }

    @Test("says so, and where its result is; the exit code is that of the run")
    func over() async throws {
        let short = ["scenario:churn", "--detach", "--plans", "1", "--steps", "1"]
        let passed = try await Program.run(short, in: folder)
        #expect(passed.code == 0)
        #expect(
            passed.errors
                == "churn is over: 1 plan, 1 Pass; its result is in \(folder("state/phantop/churn.out"))\n")
        #expect(folder.read("state/phantop/churn.out")?.contains("ran            1 plan, 1 step in") == true)
        let failed = try await Program.run(
            ["fails.py", "--detach", "--plans", "2", "--steps", "1", "--report", "report.json"], in: folder)
        #expect(failed.code == 1)
        #expect(failed.errors == "fails is over: 2 plans, 2 Fail; its result is in report.json\n")
    }

    @Test("is refused like a long one where nobody could attach to it", arguments: ["1", "0"])
    func unreachable(plans: String) async throws {
        let outcome = try await Program.run(
            ["scenario:churn", "--detach", "--plans", plans, "--duration", "2"], in: folder,
            environment: ["XDG_RUNTIME_DIR": folder("nowhere")])
        #expect(outcome.code == 2 && outcome.errors.contains("nowhere/phantop cannot hold sessions: "))
    }

    @Test("names the file that its result could not be written to")
    func full() async throws {
        // Sockets and pipes are no files that could become too large.
        let words = "\(Program.phantop) scenario:churn --detach --plans 1 --steps 1 --no-record"
        let script = "{ ulimit -f 0; trap '' XFSZ; \(words); echo code $?; } 2>&1 | cat"
        let outcome = try await Program.run(["-c", script], of: "sh", in: folder)
        #expect(
            outcome.output.hasPrefix(
                "phantop: the result could not be written to \(folder("state/phantop/churn.out")): "),
            "\(outcome.output)")
        #expect(!outcome.output.contains("Cocoa") && outcome.output.hasSuffix("code 2\n"))
    }

    @Test("leaves last words that are pruned as records are: twenty remain")
    func pruned() async throws {
        try FileManager.default.createDirectory(
            atPath: folder("state/phantop"), withIntermediateDirectories: true)
        for number in 0..<30 { try folder.write("", to: "state/phantop/old-\(number).out") }
        _ = try await Program.run(["scenario:churn", "--detach", "--plans", "1", "--steps", "1"], in: folder)
        let left = try FileManager.default.contentsOfDirectory(atPath: folder("state/phantop"))
            .filter { $0.hasSuffix(".out") }
        #expect(left.count == 20 && left.contains("churn.out"))
    }
}
