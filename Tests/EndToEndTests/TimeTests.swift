import Testing

@Suite("looking back in time", .paced) struct TimeTests {
    private let folder: Folder

    init() throws { folder = try Folder() }

    private func show(_ body: (Pane) async throws -> Void) async throws {
        try await Pane.show(["--interval", "3600"], in: folder) { pane in
            try await pane.wait(for: "▸")
            try await body(pane)
        }
    }

    @Test("a note stands on the axis, is read there, and is in the log")
    func note() async throws {
        try await show { pane in
            try await pane.press("n", "c", "a", "b", "l", "e", "Enter")
            try await pane.wait(for: "■")
            try await pane.press("[")
            try await pane.wait(for: "■ cable")
            try await pane.press("Escape", "f")
        }
    }

    @Test("a click on a graph reads its moment, the wheel zooms, and a click on a key presses it")
    func mouse() async throws {
        try await show { pane in
            try await pane.wait(for: "five seconds") { $0.text.contains(/steps +0:0[5-9]/) }
            try await pane.press("\u{1B}[<0;8;5M")
            try await pane.wait(for: "│ 0:02")
            try await pane.press("\u{1B}[<64;8;5M")
            try await pane.wait(for: "tenths of a second") { $0.text.contains(/│ 0:0\d\.\d/) }
            try await pane.press("f", "\u{1B}[<0;2;23M")
            try await pane.wait(for: "● evict")
        }
    }
}
