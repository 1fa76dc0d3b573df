import Foundation
import TerminalUI
import Testing
import Themes

@Suite struct ThemeTests {
    static let names = BuiltInThemes.all.map(\.name)

    private func builtIn(_ name: String) throws -> Theme {
        let text = try #require(BuiltInThemes.all.first { $0.name == name }).text
        return try Theme(toml: text, file: name + ".toml")
    }

    @Test("a built-in theme is read, and is called what its file is called", arguments: names)
    func builtInThemes(name: String) throws {
        #expect(try builtIn(name).name == name)
    }

    @Test("there are at least six built-in themes, and no two look the same")
    func different() throws {
        let themes = try Self.names.map(builtIn)
        #expect(themes.count >= 6)
        for (index, theme) in themes.enumerated() {
            #expect(
                !themes[..<index].contains {
                    $0[.registry] == theme[.registry] && $0.background == theme.background
                })
        }
    }

    @Test("text can be read on its background", arguments: names, Role.allCases)
    func contrast(name: String, role: Role) throws {
        let theme = try builtIn(name)
        let look = theme[role]
        guard let front = luminance(look.foreground),
            let back = luminance(look.background ?? theme.background)
        else { return }
        let contrast = (max(front, back) + 0.05) / (min(front, back) + 0.05)
        let least = name == "high-contrast" ? 7 : role == .frame ? 1.6 : 4.5
        #expect(contrast >= least, "\(name): \(role) has a contrast of \(contrast)")
    }

    @Test("the theme of 16 colours uses no other")
    func sixteen() throws {
        let theme = try builtIn("terminal16")
        #expect(theme.reduced(to: .sixteen) == theme)
    }

    @Test("monochrome has no colour, and what matters still stands out")
    func monochrome() throws {
        let theme = try builtIn("monochrome")
        #expect(theme.withoutColor == theme)
        for role in [Role.bad, .warning, .pending, .selection, .key, .title] {
            #expect(theme[role].attributes != theme[.text].attributes)
        }
    }

    @Test(
        "without colour the attributes stay, and a background of its own becomes reversal", arguments: names)
    func withoutColor(name: String) throws {
        let plain = try builtIn(name).withoutColor
        #expect(plain.background == .terminal)
        #expect(Role.allCases.allSatisfy { plain[$0].foreground == .terminal && plain[$0].background == nil })
        #expect(plain[.selection].attributes.contains(.reverse))
    }

    @Test(
        "with fewer colours nothing gets the colour of what is behind it", arguments: names,
        ColorDepth.allCases)
    func reduced(name: String, depth: ColorDepth) throws {
        let theme = try builtIn(name).reduced(to: depth)
        for role in Role.allCases where theme[role].foreground != .terminal {
            #expect(theme[role].foreground != theme[role].background ?? theme.background, "\(role)")
        }
    }

    @Test(
        "a colour becomes the nearest that there is",
        arguments: [
            ("#ff0000", ColorDepth.palette, Color.palette(196)), ("#ff0000", .sixteen, .palette(9)),
            ("#ff0000", .eight, .palette(1)), ("#ff0000", .none, .terminal),
            ("#8ddb8c", .sixteen, .palette(10)),
            ("#808080", .palette, .palette(244)), ("#000000", .sixteen, .palette(0)),
            ("bright-red", .eight, .palette(1)),
            ("default", .eight, .terminal), ("red", .direct, .palette(1)),
            ("bright-red", .direct, .rgb(red: 255, green: 0, blue: 0)),
            ("#123456", .direct, .rgb(red: 0x12, green: 0x34, blue: 0x56)),
        ])
    func reduced(text: String, depth: ColorDepth, color: Color) throws {
        #expect(try #require(Color(named: text)).reduced(to: depth) == color)
    }

    /// Relative luminance as WCAG defines it; nil for colours that the terminal chooses.
    private func luminance(_ color: Color) -> Double? {
        guard case .rgb(let red, let green, let blue) = color else { return nil }
        func linear(_ value: UInt8) -> Double {
            let share = Double(value) / 255
            return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    }
}
