import Testing

@Suite("the views in a terminal", .paced) struct ViewTests {
    private let folder: Folder

    init() throws { folder = try Folder() }

    /// What tells each view, at the latest when the run has answered what it asks.
    private static let views: [(key: String, name: String, parts: [String])] = [
        ("y", "types", ["╭ types", "↓entries", "Trivial"]),
        ("H", "holders", ["╭ holders", "nothing is held"]),
        ("T", "threads", ["╭ threads", "GIL wait", "draws, takes keys", "PythonMemoryMon"]),
        ("w", "sweeps", ["╭ sweeps", "╭ released", "examined", "evict"]),
        ("p", "plans", ["╭ plan runs", "╭ duration", "verdict", "Pass"]),
        ("L", "log", ["╭ log", " I   note x"]),
        ("s", "settings", ["╭ settings", "▸ preset", "[sweep]", "last cleanup", "S saves all"]),
        ("?", "help", ["╭ keys", "sweep now, spare the held", "more ╯"]),
        ("o", "overview", ["╭ registry", "heap growth"]),
    ]

    private func show(_ body: (Pane) async throws -> Void) async throws {
        let arguments = ["scenario:churn", "--plans", "0", "--rate", "20", "--interval", "3600"]
        try await Pane.show(arguments, in: folder) { pane in
            try await pane.wait(for: "plan runs: ")
            try await pane.press("e")
            try await pane.wait(for: "● evict")
            try await pane.press("n", "x", "Enter")
            try await body(pane)
            try await pane.press("q", "y")
            #expect(try await pane.code() == 0)
        }
    }

    private func look(at view: (key: String, name: String, parts: [String]), in pane: Pane) async throws {
        try await pane.wait(for: "the view \(view.name)") { screen in
            view.parts.allSatisfy { screen.contains($0) }
        }
    }

    @Test("each is there after its key, with what it promises")
    func keys() async throws {
        try await show { pane in
            for view in Self.views {
                try await pane.press(view.key)
                try await look(at: view, in: pane)
            }
        }
    }

    @Test("each is there after a click on its name, and a click on a row chooses it")
    func clicks() async throws {
        try await show { pane in
            for view in Self.views where view.name != "help" {
                let screen = try await pane.screen()
                let bar = try #require(screen.rows.firstIndex { $0.contains("o overview  y types") })
                let name = try #require(screen.rows[bar].firstRange(of: " \(view.name)"))
                let column = screen.rows[bar].distance(
                    from: screen.rows[bar].startIndex, to: name.upperBound)
                try await pane.click(column: column - 1, row: bar)
                try await look(at: view, in: pane)
            }
            try await pane.press("T")
            let threads = try await pane.wait(for: "draws, takes keys")
            let row = try #require(threads.rows.firstIndex { $0.contains("draws, takes keys") })
            try await pane.click(column: 10, row: row)
            try await pane.wait(for: "the row to be chosen") { screen in
                screen.rows.contains { $0.hasPrefix("│▸ ") && $0.contains("draws, takes keys") }
            }
        }
    }

    @Test("what nobody has a key for does nothing, in every view")
    func nonsense() async throws {
        try await show { pane in
            for view in Self.views {
                try await pane.press(view.key, "F5", "M-x", "C-t", "ä", "§", "NPage", "PPage", "End", "Home")
                try await look(at: view, in: pane)
            }
        }
    }
}
