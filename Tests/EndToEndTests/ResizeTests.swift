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
