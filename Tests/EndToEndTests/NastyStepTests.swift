import Testing

@Suite("steps that try to take the program down", .paced) struct NastyStepTests {
    private let folder: Folder

    init() throws {
        folder = try Folder()
        try folder.workload("nasty.py")
    }

    @Test("every one of them gets the verdict that it earned, and the run goes on")
    func verdicts() async throws {
        let arguments = ["nasty.py", "--headless", "--plans", "2", "--report", "-"]
        let outcome = try await Program.run(arguments, in: folder)
        #expect(outcome.code == 1)
        let report = try Report(outcome.output)
        // Each plan: exits, interrupts, recurses, raises twice; prints, escapes, surrogates; fails.
        #expect(report.stepVerdicts == .init(pass: 6, fail: 2, error: 10))
        #expect(report.verdicts == .init(error: 2))
        #expect(report.registry.end == report.registry.start)
        #expect(report.hosts.deinitialised == report.hosts.created)
    }

    @Test("what they write reaches a terminal without a control character")
    func harmless() async throws {
        let arguments = ["nasty.py", "--headless", "--plans", "1", "--log-level", "debug"]
        let outcome = try await Program.run(arguments, in: folder)
        let text = outcome.errors + outcome.output
        #expect(text.contains("red·[2J") && text.contains("lone \\udc80") && text.contains("SystemExit: 7"))
        #expect(text.contains("characters more") || text.utf8.count < 100_000)
        let bad = text.unicodeScalars.filter { scalar in
            scalar.value < 32 && scalar != "\n" || (0x7F...0x9F).contains(scalar.value)
                || scalar.value == 0x202E
        }
        #expect(bad.isEmpty)
    }

    @Test("the dashboard lives on, shows the log, and q works")
    func dashboard() async throws {
        try await Pane.show(["nasty.py", "--plans", "3"], in: folder) { pane in
            let screen = try await pane.wait(for: "q leaves")
            #expect(screen.contains("3 plans, 27 steps") && screen.contains("3 Error"))
            try await pane.press("L")
            let log = try await pane.wait(for: "╭ log ")
            #expect(log.rows.count <= 24)
            try await pane.press("g")
            try await pane.press("/", "T", "r", "a", "c", "e", "b", "Enter", "Enter")
            try await pane.wait(for: "most recent call last")
            try await pane.press("t", "?", "Escape")
            try await pane.wait(for: "╭ registry ─")
            try await pane.press("q")
            #expect(try await pane.code() == 1)
            #expect(try await pane.isRestored())
        }
    }

    @Test("a plan whose step raises ends there, unless its break conditions say otherwise")
    func breaks() async throws {
        try folder.write(
            """
            from opentap import *
            class A(TestStep):
                def Run(self):
                    raise ValueError("stop")
            """, to: "breaks.py")
        let outcome = try await Program.run(
            ["breaks.py", "--headless", "--plans", "3", "--steps", "4", "--report", "-"], in: folder)
        #expect(outcome.code == 1)
        let report = try Report(outcome.output)
        #expect(report.verdicts == .init(error: 3) && report.stepVerdicts == .init(error: 3))
        #expect(outcome.errors.contains("ValueError: stop") && outcome.errors.contains("line 4, in Run"))
    }
}
