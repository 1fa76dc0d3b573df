/// How many colours a terminal has.
public enum ColorDepth: Sendable, Equatable, CaseIterable {
    /// None.
    case none
    /// The eight oldest.
    case eight
    /// These and their bright forms.
    case sixteen
    /// These, a cube of 216 and 24 greys.
    case palette
    /// Every colour of 24 bits.
    case direct
}

extension Theme {
    /// The theme with each colour replaced by the nearest that a terminal has.
    ///
    /// A text that would get the colour of what is behind it becomes black or white instead. With eight colours a
    /// bright one becomes its plain form, in bold.
    public func reduced(to depth: ColorDepth) -> Theme {
        if depth == .none { return withoutColor }
        let looks = Dictionary(
            uniqueKeysWithValues: Role.allCases.map { role in
                (role, Self.reduced(self[role], on: self[role].background ?? background, to: depth))
            })
        return Theme(name: name, background: background.reduced(to: depth), appearances: looks)
    }

    private static func reduced(_ look: Appearance, on behind: Color, to depth: ColorDepth) -> Appearance {
        var reduced = look
        reduced.background = look.background?.reduced(to: depth)
        reduced.foreground = look.foreground.reduced(to: depth)
        if look.foreground != behind, look.foreground != .terminal,
            reduced.foreground == behind.reduced(to: depth)
        {
            reduced.foreground = behind.isDark ? Color.white(depth) : .palette(0)
        } else if depth == .eight, case .palette(8...15) = look.foreground.reduced(to: .sixteen) {
            reduced.attributes.insert(.bold)
        }
        return reduced
    }
}

extension Color {
    /// The nearest colour that a terminal has; itself if it has it.
    public func reduced(to depth: ColorDepth) -> Color {
        switch (self, depth) {
        case (.terminal, _), (.rgb, .direct), (.palette, .palette): return self
        // There, numbers from eight on are exact colours.
        case (.palette(let index), .direct): return index < 8 ? self : Palette.color(index)
        case (_, .none): return .terminal
        case (.rgb(let red, let green, let blue), .palette):
            return .palette(Palette.nearest(red, green, blue))
        case (.rgb(let red, let green, let blue), _):
            return Color.palette(Palette.named(red, green, blue)).reduced(to: depth)
        case (.palette(let index), .sixteen):
            return index < 16 ? self : Palette.color(index).reduced(to: .sixteen)
        case (.palette(let index), .eight):
            return index < 16 ? .palette(index % 8) : Palette.color(index).reduced(to: .eight)
        }
    }

    /// Whether light text is easier to read on it; the terminal's own background counts as dark.
    var isDark: Bool {
        switch self {
        case .terminal: true
        case .palette(let index): Palette.color(index).isDark
        case .rgb(let red, let green, let blue): 3 * Int(red) + 6 * Int(green) + Int(blue) < 1280
        }
    }

    static func white(_ depth: ColorDepth) -> Color { .palette(depth == .eight ? 7 : 15) }
}
