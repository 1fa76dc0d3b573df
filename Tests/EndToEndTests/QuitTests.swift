import Testing

@Suite("leaving the dashboard", .paced) struct QuitTests {
    private let folder: Folder

    init() throws { folder = try Folder() }

    private func show(_ arguments: [String], until: String, _ body: (Pane) async throws -> Void) async throws
    {
        try await Pane.show(arguments, in: folder) { pane in
            try await pane.wait(for: until)
            try await body(pane)
            try await pane.wait(for: "THE PROGRAM HAS ENDED")
            #expect(try await pane.isRestored())
            #expect(pane.hasSameModes)
        }
    }

    @Test("q asks while plans run; n goes on, y ends with the terminal as it was")
    func asks() async throws {
        try await show([], until: "▸") { pane in
            try await pane.press("q")
            try await pane.wait(for: "stop the run and leave?")
            try await pane.press("n")
            try await pane.wait(for: "the question to go") { !$0.contains("leave?") }
            try await pane.press("q", "y")
            #expect(try await pane.code() == 0)
        }
    }

    @Test("Control-C twice is the same as q and y")
    func interrupts() async throws {
        try await show([], until: "▸") { pane in
            try await pane.press("C-c")
            try await pane.wait(for: "stop the run and leave?")
            try await pane.press("C-c")
            #expect(try await pane.code() == 0)
        }
    }

    @Test("nothing is asked when no plan runs any more; a plan that failed is exit code 1")
    func afterwards() async throws {
        try folder.write(
            """
            from opentap import *
            class Fails(TestStep):
                def Run(self):
                    self.UpgradeVerdict(Verdict.Fail)
            """, to: "fails.py")
        try await show(["fails.py", "--plans", "1", "--steps", "1"], until: "q leaves") { pane in
            try await pane.press("q")
            #expect(try await pane.code() == 1)
        }
    }

    @Test("a paused run can be left")
    func paused() async throws {
        try await show([], until: "▸") { pane in
            try await pane.press("Space")
            try await pane.wait(for: "‖ paused")
            try await pane.press("q", "y")
            #expect(try await pane.code() == 0)
        }
    }

    @Test("an endless step is waited for after the first q y, and a second q leaves within a second")
    func abandons() async throws {
        try folder.workload("endless.py")
        try await show(["endless.py"], until: "▸ Endless") { pane in
            try await pane.press("q", "y")
            try await pane.wait(for: "stopping, waits for Endless …  q again leaves at once")
            let (asked, clock) = (ContinuousClock.now, ContinuousClock())
            try await pane.press("q")
            #expect(try await pane.code() == 3)
            #expect(clock.now - asked < .seconds(1))
            let screen = try await pane.wait(for: "THE PROGRAM HAS ENDED")
            #expect(screen.contains("(the step Endless is still running)"))
        }
    }

    @Test("the result stands on the screen that was there before, with what the registry still holds")
    func leftovers() async throws {
        try await show(["scenario:churn", "--preset", "stock", "--plans", "2"], until: "q leaves") { pane in
            try await pane.press("q")
            #expect(try await pane.code() == 0)
            let screen = try await pane.wait(for: "plan verdicts  2 Pass")
            #expect(screen.contains("ran            2 plans, 100 steps in "))
            try await pane.wait(for: "still there    100 Trivial; 100 phantoms")
        }
    }
}
