import Foundation
import Testing

@Suite("themes", .paced) struct ThemeTests {
    private let folder: Folder

    init() throws { folder = try Folder() }

    /// The text of a theme beside the sources.
    private func theme(_ name: String, file: StaticString = #filePath) throws -> String {
        let tests = URL(fileURLWithPath: "\(file)").deletingLastPathComponent().deletingLastPathComponent()
        let themes = tests.deletingLastPathComponent().appendingPathComponent("Themes")
        return try String(contentsOf: themes.appendingPathComponent("\(name).toml"), encoding: .utf8)
    }

    @Test("--list-themes names at least the six promised, without a terminal")
    func lists() async throws {
        let outcome = try await Program.run(["--list-themes"], in: folder)
        let names = outcome.output.split(separator: "\n").map(String.init)
        let promised = ["dark", "light", "high-contrast", "colour-blind", "monochrome", "terminal16"]
        #expect(outcome.code == 0 && Set(promised).isSubset(of: names))
    }

    @Test(
        "without a name the background decides, as far as the terminal tells of it",
        arguments: [("0;15", true), ("12;7", true), ("15;0", false), ("15;default;0", false), ("x", false)])
    func background(colors: String, isLight: Bool) async throws {
        try await Pane.show(
            [], in: folder, environment: ["TERM": "tmux-256color", "COLORFGBG": colors]
        ) { pane in
            try await pane.wait(for: "registry")
            try await pane.press("s")
            try await pane.wait(for: isLight ? "[light]" : "[dark]")
        }
    }

    @Test("a theme that is named decides about the colours")
    func named() async throws {
        var screens: Set<String> = []
        for name in ["dark", "light", "high-contrast", "colour-blind", "monochrome", "terminal16"] {
            let arguments = ["scenario:churn", "--plans", "1", "--theme", name]
            try await Pane.show(arguments, in: Folder(), environment: ["TERM": "tmux-256color"]) { pane in
                try await pane.wait(for: "q leaves")
                let row = try await pane.colors().split(separator: "\n").first.map(String.init) ?? ""
                screens.insert(row)
                // The terminal's own 16 colours, and no colour at all.
                if name == "terminal16" || name == "monochrome" { #expect(!row.contains("8;5;"), "\(name)") }
                if name == "dark" { #expect(row.contains("38;5;") && !row.contains("48;5;"), "\(name)") }
                if name == "light" { #expect(row.contains("48;5;"), "\(name)") }
            }
        }
        #expect(screens.count == 6)
    }

    @Test("a theme of one's own is read from a file and is the first of those that t steps through")
    func own() async throws {
        try folder.write(
            theme("light").replacing("name = \"light\"", with: "name = \"mine\""), to: "mine.toml")
        try await Pane.show(["--theme", "mine.toml"], in: folder) { pane in
            try await pane.wait(for: "▸")
            try await pane.press("t")
            try await pane.wait(for: "theme dark")
            for _ in 0..<6 { try await pane.press("t") }
            try await pane.wait(for: "theme mine")
        }
    }

    @Test("NO_COLOR is honoured: not one colour is written")
    func noColor() async throws {
        try await Pane.show([], in: folder, environment: ["NO_COLOR": "1"]) { pane in
            try await pane.wait(for: "▸")
            // 30 to 49 and 90 to 107 are colours, but for 39 and 49, the terminal's own; 1, 2, 4 and 7 are not.
            let sequences = try await pane.colors().matches(of: /\u{1B}\[([0-9;]*)m/)
            let numbers = sequences.flatMap { $0.output.1.split(separator: ";") }.compactMap { Int($0) }
            #expect(numbers.allSatisfy { $0 < 30 || $0 == 39 || $0 == 49 }, "\(Set(numbers))")
        }
    }

    @Test(
        "a broken theme is refused with its file, the line and the role",
        arguments: [
            ("heap = \"#d2a8ff\"\n", "", "heap"), ("\"#d2a8ff\"", "\"mauve\"", "heap"),
            ("\"#d2a8ff\"", "7", "heap"),
            ("heap = \"#d2a8ff\"", "heap = \"#d2a8ff", "heap"), ("heap = ", "heep = ", "heep"),
            ("heap = \"#d2a8ff\"", "heap = { foreground = \"#d2a8ff\", attributes = [\"blink\"] }", "heap"),
        ])
    func broken(old: String, new: String, role: String) async throws {
        let text = try theme("dark")
        try folder.write(text.replacing(old, with: new), to: "broken.toml")
        let outcome = try await Program.run(["--theme", "broken.toml"], in: folder)
        #expect(outcome.code == 2 && outcome.output == "")
        #expect(outcome.errors.split(separator: "\n").count == 1, "\(outcome.errors)")
        let place = try #require(
            outcome.errors.firstMatch(of: #/^phantop: broken\.toml:([0-9]+): ([a-z]+): /#))
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let line = try #require(Int(place.output.1))
        // A line that is missing has no number of its own: that of its table will do.
        #expect(lines[line - 1].hasPrefix("heap") || lines[line - 1] == "[roles]")
        #expect(place.output.2 == role)
    }
}
