import Testing

@Suite("keys in the dashboard", .paced) struct KeyTests {
    private let folder: Folder

    init() throws { folder = try Folder() }

    private func show(_ arguments: [String] = [], _ body: (Pane) async throws -> Void) async throws {
        try await Pane.show(arguments, in: folder) { pane in
            try await pane.wait(for: "▸")
            try await body(pane)
        }
    }

    @Test("+ and - change the interval in steps, and stop at its ends")
    func stepsInterval() async throws {
        try await show(["--interval", "1800"]) { pane in
            try await pane.press("+")
            try await pane.wait(for: "⟳ 3,600 s,")
            try await pane.press("+")
            try await pane.wait(for: "3,600 s is the longest interval")
            try await pane.press("-")
            try await pane.wait(for: "⟳ 1,800 s,")
            for interval in ["600", "300", "120", "60", "30", "15", "10", "5", "2", "1", "0.5", "0.2", "0.1"]
            {
                try await pane.press("-")
                try await pane.wait(for: "⟳ \(interval) s")
            }
            try await pane.press("-")
            try await pane.wait(for: "0.1 s is the shortest interval")
            try await pane.wait(for: "▲ sweep")
        }
    }

    @Test("i takes an interval that is typed, refuses what is out of range, and Escape takes it back")
    func typesInterval() async throws {
        try await show(["--interval", "3600"]) { pane in
            try await pane.press("i", "9", "9", "9", "9", "Enter")
            try await pane.wait(for: "not in 0.1-3,600 s")
            try await pane.press("BSpace", "BSpace", "BSpace", "BSpace", "x", "Enter")
            try await pane.wait(for: "no number: 0.1-3,600 s")
            try await pane.press("Escape")
            try await pane.wait(for: "the question to go") {
                !$0.contains("Enter sets it") && !$0.contains("no number")
            }
            #expect(try await pane.screen().contains("⟳ 3,600 s"))
            // Effective in the middle of a wait that has an hour to go.
            try await pane.press("i", "0", ".", "3", "Enter")
            try await pane.wait(for: "⟳ 0.3 s")
            try await pane.wait(for: "▲ sweep")
        }
    }

    @Test("e sweeps at once, long before the interval is over")
    func evicts() async throws {
        try await show(["--interval", "3600"]) { pane in
            try await pane.wait(for: "entries to pile up") { $0.value(of: "registry") ?? 0 > 1000 }
            try await pane.press("e")
            let screen = try await pane.wait(for: "a sweep") {
                $0.contains("● evict") && $0.value(of: "registry") ?? .max < 1000
            }
            #expect(screen.contains("weakened"))
        }
    }

    @Test("1, 2 and 3 switch the preset while it runs; stock refuses to evict, sweep heals what piled up")
    func switchesPreset() async throws {
        try await show(["--interval", "2"]) { pane in
            try await pane.press("1")
            try await pane.wait(for: "stock  ⟳ 2 s, off")
            try await pane.wait(for: "entries to pile up") { $0.value(of: "registry") ?? 0 > 1000 }
            try await pane.press("e")
            try await pane.wait(for: "✗ evict refused")
            try await pane.press("3")
            try await pane.wait(for: "prompt  ⟳ 2 s, in")
            try await pane.wait(for: "phantoms to go") { $0.value(of: "phantoms") == 0 }
            try await pane.press("2")
            try await pane.wait(for: "sweep  ⟳ 2 s, in")
        }
    }

    @Test("space pauses between two steps and goes on")
    func pauses() async throws {
        try await show { pane in
            try await pane.press("Space")
            let before = try await pane.wait(for: "‖ paused")
            try await pane.wait(for: "the next sweep") { $0.contains("▲ sweep 0 s ago") }
            #expect(try await pane.screen().number(after: "plan ") == before.number(after: "plan "))
            try await pane.press("Space")
            try await pane.wait(for: "the next plan") {
                $0.number(after: "plan ") ?? 0 > before.number(after: "plan ") ?? 0
            }
        }
    }

    @Test("t shows every theme in turn")
    func changesTheme() async throws {
        try await show { pane in
            let names = ["light", "high-contrast", "colour-blind", "monochrome", "terminal16", "dark"]
            for name in names {
                try await pane.press("t")
                try await pane.wait(for: "theme \(name)")
            }
        }
    }

    @Test("? shows every key of the key bar and goes again")
    func helps() async throws {
        try await show { pane in
            try await pane.press("?")
            let keys = ["e", "+ - i", "1 2 3", "␣", "t x", "? ^L ^Z", "q"]
            try await pane.wait(for: "a help with \(keys)") { help in
                keys.allSatisfy { key in help.rows.contains { $0.hasPrefix("│") && $0.contains(" \(key) ") } }
            }
            try await pane.press("?")
            try await pane.wait(for: "╭ registry ─")
        }
    }

    @Test("L shows the log with what steps wrote, and Escape leads back")
    func logs() async throws {
        try folder.write(
            """
            from opentap import *
            class Speaks(TestStep):
                def Run(self):
                    self.log.Info("gain is {0:F2}", 3)
                    print("printed")
                    os.system("echo from a child")
                    raise KeyError("gain")
            """, to: "speaks.py")
        try await Pane.show(["speaks.py", "--plans", "1", "--steps", "1"], in: folder) { pane in
            let screen = try await pane.wait(for: "q leaves")
            #expect(screen.contains("KeyError: 'gain' in Speaks"))
            try await pane.press("L")
            let log = try await pane.wait(for: "from a child")
            for text in ["gain is 3.00", "printed", "▸ Speaks KeyError: 'gain'"] {
                #expect(log.contains(text), "\(text)")
            }
            try await pane.press("/", "K", "e", "y", "E", "Enter", "Enter")
            let traceback = try await pane.wait(for: "Traceback")
            #expect(traceback.contains("speaks.py\", line 7, in Run"))
            try await pane.press("Escape")
            try await pane.press("Escape")
            try await pane.wait(for: "the filter to go") { $0.contains("printed") }
            try await pane.press("Escape")
            try await pane.wait(for: "╭ registry ─")
            try await pane.press("q")
            #expect(try await pane.code() == 1)
        }
    }
}
