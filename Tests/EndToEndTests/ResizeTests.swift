import Testing

@Suite("the dashboard in windows of any size", .paced) struct ResizeTests {
    private let folder: Folder

    init() throws { folder = try Folder() }

    @Test("it survives a sequence of resizes down to one cell, and is whole again afterwards")
    func sequence() async throws {
        try await Pane.show([], in: folder) { pane in
            try await pane.wait(for: "▸")
            let sizes = [
                (1, 1), (300, 80), (1, 50), (200, 1), (79, 22), (2, 2), (40, 10), (80, 23), (1, 1), (120, 40),
            ]
            for (columns, rows) in sizes {
                try await pane.resize(columns: columns, rows: rows)
                // One or two cells are too few for anything but blanks.
                if columns < 20 { continue }
                try await pane.wait(for: "something to be drawn in \(columns)×\(rows)") {
                    $0.rows.contains { $0.contains { $0 != " " } }
                }
            }
            try await pane.resize(columns: 80, rows: 23)
            try await pane.wait(for: "four graphs and the key bar") { screen in
                ["╭ registry ─", "╭ phantoms ─", "╭ threads ─", "╭ heap growth ─", "q quit"]
                    .allSatisfy(screen.contains)
            }
            try await pane.press("q", "y")
            #expect(try await pane.code() == 0)
        }
    }

    @Test("after a hundred resizes without a pause between them the screen is what one drawn anew is")
    func torture() async throws {
        // A run that is over stands still, so that nothing but the size changes.
        try await Pane.show(["scenario:churn", "--plans", "2"], in: folder) { pane in
            try await pane.wait(for: "q leaves")
            var random: UInt32 = 2026
            func next(_ below: UInt32) -> Int {
                random = random &* 1_664_525 &+ 1_013_904_223
                return Int(random >> 16) % Int(below)
            }
            for number in 0..<100 {
                let size = number % 10 == 0 ? (1, 1) : (1 + next(300), 1 + next(80))
                try await pane.resize(columns: size.0, rows: size.1)
            }
            try await pane.resize(columns: 80, rows: 23)
            // Frames with their counts and times, and the bars of views and keys; what is in the frames shows the present.
            func lasting(_ screen: Screen) -> [Substring] {
                screen.rows.filter { row in
                    ["╭", "╰", "o overview", " e evict"].contains { row.hasPrefix($0) }
                }
            }
            let resized = try await pane.wait(for: "a whole screen") { lasting($0).count == 6 }
            try await pane.press("C-l")
            try await pane.wait(for: "the same screen:\n\(resized.text)") {
                lasting($0) == lasting(resized) && $0.rows.count == resized.rows.count
            }
            try await pane.press("q")
            #expect(try await pane.code() == 0)
            #expect(try await pane.isRestored())
        }
    }

    @Test("a resize that comes while a question is open leaves it open")
    func question() async throws {
        try await Pane.show([], in: folder) { pane in
            try await pane.wait(for: "▸")
            try await pane.press("q")
            try await pane.wait(for: "stop the run and leave?")
            try await pane.resize(columns: 1, rows: 1)
            try await pane.resize(columns: 40, rows: 5)
            try await pane.wait(for: "leave?")
            try await pane.press("y")
            #expect(try await pane.code() == 0)
        }
    }

    @Test("one row tells the most important, whatever the width", arguments: [80, 40, 20])
    func oneRow(columns: Int) async throws {
        try await Pane.show([], size: (columns, 1), in: folder) { pane in
            try await pane.wait(for: "the heap") { $0.contains("heap +") || $0.contains("▸") }
            try await pane.press("q")
            try await pane.wait(for: "the question") { $0.contains("y yes") }
            try await pane.press("y")
            #expect(try await pane.code() == 0)
        }
    }
}
