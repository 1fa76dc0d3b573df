import Foundation
import Testing

@Suite("a run without a screen", .paced) struct ReportTests {
    private let folder: Folder
    private static let small = ["scenario:churn", "--headless", "--plans", "2", "--steps", "3"]

    init() throws { folder = try Folder() }

    @Test(
        "--report - writes one JSON object with every promised key to standard output, and nothing else"
    )
    func keys() async throws {
        let outcome = try await Program.run(Self.small + ["--report", "-"], in: folder)
        #expect(outcome.code == 0 && outcome.errors == "")
        let json = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
        let object = try #require(json as? [String: Any])
        let verdicts = ["aborted", "error", "fail", "inconclusive", "notSet", "pass"]
        let promised: [String: [String]] = [
            "schema": [], "preset": [], "workload": [], "plans": [], "stepInstances": [],
            "durationSeconds": [],
            "registry": ["start", "end", "peak", "phantomsEnd"],
            "heap": ["startBytes", "endBytes", "growthBytes", "bytesPerStep"],
            "threads": ["start", "peak", "end"],
            "hosts": ["created", "deinitialised"],
            "sweeps": ["count", "phantoms", "weakened", "held", "longestGILHoldMs"], "verdicts": verdicts,
            "stepVerdicts": verdicts,
        ]
        for (key, parts) in promised {
            let value = try #require(object[key], "\(key)")
            for part in parts { #expect((value as? [String: Any])?[part] != nil, "\(key).\(part)") }
        }
        let report = try Report(outcome.output)
        #expect(report.schema == 1 && report.preset == "sweep" && report.workload == "scenario:churn")
        #expect(report.plans == 2 && report.stepInstances == 6 && report.durationSeconds > 0)
        #expect(report.verdicts == .init(pass: 2) && report.stepVerdicts == .init(pass: 6))
        #expect(report.heap.growthBytes == report.heap.endBytes - report.heap.startBytes)
    }

    @Test("what scripts, their libraries and their children print stays out of standard output")
    func prints() async throws {
        try folder.write(
            """
            import ctypes
            from opentap import *
            print("loading")
            class Prints(TestStep):
                def Run(self):
                    print("from print")
                    sys.__stdout__ and sys.__stdout__.write("from the stream before")
                    os.write(1, b"from a descriptor\\n")
                    os.system("echo from a child")
                    ctypes.CDLL(None).puts(b"from C")
            """, to: "prints.py")
        let arguments = ["prints.py", "--headless", "--plans", "1", "--steps", "1", "--report", "-"]
        let outcome = try await Program.run(arguments, in: folder)
        #expect(try Report(outcome.output).plans == 1)
        for text in ["loading", "from print", "from a descriptor", "from a child", "from C"] {
            #expect(outcome.errors.contains(text), "\(text)")
        }
    }

    @Test("--report FILE writes there and leaves standard output empty; an older report is replaced")
    func file() async throws {
        try folder.write(String(repeating: "old ", count: 10_000), to: "report.json")
        let outcome = try await Program.run(Self.small + ["--report", "report.json"], in: folder)
        #expect(outcome.code == 0 && outcome.output == "")
        #expect(try Report(folder.read("report.json") ?? "").stepInstances == 6)
    }

    @Test("--report - appends to a standard output that is a file, and destroys nothing in it")
    func appends() async throws {
        let words = ([Program.phantop] + Self.small).joined(separator: " ")
        let script = "echo before >all; \(words) --report - >>all; \(words) >>all; echo after >>all"
        _ = try await Program.run(["-c", script], of: "sh", in: folder)
        let text = try #require(folder.read("all"))
        #expect(
            text.hasPrefix("before\n{") && text.hasSuffix("after\n")
                && text.contains("workload       scenario"))
    }

    @Test(
        "a result that cannot be written is said in one line with exit code 2",
        arguments: [">/dev/full", "--report - >/dev/full", "--report /dev/full", "| true"])
    func unwritable(destination: String) async throws {
        let words = ([Program.phantop] + Self.small).joined(separator: " ")
        let script =
            "{ \(words) \(destination.hasPrefix("|") ? "; echo $? >code; } \(destination)" : "\(destination); echo $? >code; }")"
        let outcome = try await Program.run(["-c", script], of: "sh", in: folder)
        #expect(try await Patience.wait(for: "the exit code") { folder.line("code") } == "2")
        #expect(outcome.errors.hasPrefix("phantop: the result could not be written to "), "\(outcome.errors)")
        #expect(outcome.errors.split(separator: "\n").count == 1)
    }

    @Test(
        "it runs with its standard descriptors closed, from the start or by a step",
        arguments: ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
    func closed(redirection: String) async throws {
        try folder.write(
            """
            from opentap import *
            class Closes(TestStep):
                def Run(self):
                    os.close(1)
                    os.close(2)
                    file = open("mine", "w")
                    self.log.Error("not for the file")
                    self.UpgradeVerdict(Verdict.Pass)
            """, to: "closes.py")
        let script =
            "'\(Program.phantop)' closes.py --headless --plans 1 --steps 1 --report report.json \(redirection)"
        let outcome = try await Program.run(["-c", script], of: "sh", in: folder)
        #expect(outcome.code == 0)
        #expect(try Report(folder.read("report.json") ?? "").stepVerdicts == .init(pass: 1))
        #expect(folder.read("mine") == "")
    }

    @Test("without --report it ends with a table")
    func table() async throws {
        let outcome = try await Program.run(Self.small, in: folder)
        #expect(outcome.code == 0 && outcome.errors == "")
        for text in ["2 plans, 6 steps", "plan verdicts  2 Pass", "0 to 0 entries", "host objects", "sweeps"]
        {
            #expect(outcome.output.contains(text), "\(text)")
        }
    }

    @Test("a run ends after --duration, and --rate holds plans back")
    func duration() async throws {
        let report = try await Report.of(
            ["scenario:churn", "--plans", "0", "--steps", "1", "--duration", "2", "--rate", "5"], in: folder)
        #expect((9...12).contains(report.plans))
        #expect(report.durationSeconds > 1.5)
    }

    @Test("progress is shown where standard error is a terminal, and is gone in the end")
    func progress() async throws {
        try folder.workload("hog.py")
        let arguments = ["hog.py", "--headless", "--plans", "1", "--steps", "1"]
        try await Pane.show(arguments, in: folder) { pane in
            try await pane.wait(for: "plan 1/1  step 1/1  Hog")
            try FileHandle(forWritingTo: URL(fileURLWithPath: folder("gate"))).close()
            let screen = try await pane.wait(for: "THE PROGRAM HAS ENDED")
            #expect(screen.rows.first?.hasPrefix("workload ") == true && !screen.contains("step 1/1"))
        }
    }

    @Test("log lines go to standard error from the level that was asked for")
    func log() async throws {
        try folder.write(
            """
            from opentap import *
            class Logs(TestStep):
                def Run(self):
                    for level in ("Debug", "Info", "Warning", "Error"):
                        getattr(self.log, level)("this is {0}", level)
            """, to: "logs.py")
        let arguments = ["logs.py", "--headless", "--plans", "1", "--steps", "1"]
        let usual = try await Program.run(arguments, in: folder)
        #expect(usual.errors == "Logs: this is Warning\nLogs: this is Error\n")
        let all = try await Program.run(arguments + ["--log-level", "debug"], in: folder)
        #expect(all.errors.split(separator: "\n").count == 4)
    }
}
