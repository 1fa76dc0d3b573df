import Testing

@testable import TerminalUI

@Suite("themes for btop")
struct BtopThemeTests {
    private func theme(_ lines: String...) throws -> Theme {
        try Theme(btop: lines.joined(separator: "\n"), file: "themes/nord.theme")
    }

    private func problem(_ lines: String...) -> String {
        do {
            _ = try Theme(btop: lines.joined(separator: "\n"), file: "my.theme")
            return "no error"
        } catch {
            return error.description
        }
    }

    @Test("colours are read in all three forms, whatever the quotes")
    func forms() throws {
        let theme = try theme(
            "# a comment", "", "theme[main_bg]=\"#101010\"", "theme[main_fg]=\"#ee\"  # grey",
            "  theme[hi_fg] = '200 100 250'", "theme[title]=#A0b0C0\r")
        #expect(theme.background == .rgb(red: 16, green: 16, blue: 16))
        #expect(theme[.text].foreground == .rgb(red: 0xEE, green: 0xEE, blue: 0xEE))
        #expect(theme[.key].foreground == .rgb(red: 200, green: 100, blue: 250))
        #expect(theme[.title].foreground == .rgb(red: 0xA0, green: 0xB0, blue: 0xC0))
        #expect(theme.name == "nord")
    }

    @Test("an empty colour is the terminal's own, and an empty end of a gradient the one before it")
    func empty() throws {
        let theme = try theme(
            "theme[main_bg]=\"\"", "theme[main_fg]=\"\"", "theme[used_start]=\"#ff8800\"",
            "theme[used_mid]=\"\"",
            "theme[used_end]=\"\"")
        #expect(theme.background == .terminal)
        #expect(theme[.text].foreground == .terminal)
        #expect(theme[.heap].foreground == .rgb(red: 255, green: 0x88, blue: 0))
    }

    @Test("what is missing is as in btop's own theme, and what is new in btop does no harm")
    func missing() throws {
        let theme = try theme("theme[main_fg]=\"#cccccc\"", "theme[something_new]=\"#123456\"")
        #expect(theme.background == .rgb(red: 0, green: 0, blue: 0))
        #expect(theme[.good].foreground == .rgb(red: 0x77, green: 0xCA, blue: 0x9B))
        #expect(theme[.selection].background == .rgb(red: 0x6A, green: 0x2F, blue: 0x2F))
    }

    @Test("text that stands back can be read all the same", arguments: ["#000000", "#ffffff"])
    func readable(background: String) throws {
        let text = background == "#000000" ? "#e0e0e0" : "#202020"
        let dim = background == "#000000" ? "#181818" : "#f0f0f0"
        let theme = try theme(
            "theme[main_bg]=\"\(background)\"", "theme[main_fg]=\"\(text)\"", "theme[inactive_fg]=\"\(dim)\"")
        let contrast = try #require(theme[.muted].foreground.contrast(with: theme.background))
        #expect(contrast >= 3)
    }

    @Test("every role has a look of its own or shares one that it may share")
    func roles() throws {
        let theme = try theme("theme[main_fg]=\"#cccccc\"")
        let graphs = [Role.registry, .phantom, .thread, .heap].map { theme[$0].foreground }
        #expect(Set(graphs).count == 4)
        #expect(Role.allCases.allSatisfy { theme[$0].foreground != .terminal })
    }

    @Test(
        "what is wrong is told with its line",
        arguments: [
            (
                "theme[title]=\"#12345\"",
                "my.theme:2: title: \"#12345\" is not a colour, use \"#rrggbb\", \"#xx\" for a grey, or \"255 255 255\""
            ),
            (
                "theme[title]=\"1 2 256\"",
                "my.theme:2: title: \"1 2 256\" is not a colour, use \"#rrggbb\", \"#xx\" for a grey, or \"255 255 255\""
            ),
            ("theme[title]=\"#ffffff", "my.theme:2: title: the \" at the end is missing"),
            (
                "theme[title]=\"#ff\" \"#00\"",
                "my.theme:2: title: one line says one colour; begin another one"
            ),
            ("theme[title] \"#ff\"", "my.theme:2: title: an = is missing after the ]"),
            ("name = \"dark\"", "my.theme:2: a line here is theme[name]=\"#rrggbb\""),
            ("theme[title=\"#ff\"", "my.theme:2: a line here is theme[name]=\"#rrggbb\""),
        ])
    func broken(line: String, message: String) {
        #expect(problem("# first", line) == message)
    }

    @Test("a file without colours is none")
    func nothing() {
        #expect(
            problem("# nothing") == "my.theme:1: there is no colour in it, like theme[main_fg]=\"#cccccc\"")
    }
}
