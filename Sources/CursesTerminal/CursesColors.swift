internal import CNcurses
internal import TerminalUI

/// How ncurses prints each style of one theme.
///
/// Colour pairs are taken one by one as they are needed; if a terminal runs out of them, the rest is printed in its
/// own colours, with the attributes.
struct CursesColors {
    /// What a cell needs beside its character.
    struct Look {
        var attributes: attr_t
        var pair: Int16
    }

    private struct Colors: Hashable {
        var foreground: Int32
        var background: Int32
    }

    private let theme: Theme
    private var looks: [Style: Look] = [:]
    private var pairs: [Colors: Int16] = [:]

    /// Starts anew for a theme; what the terminal can do decides what is left of it.
    init(theme: Theme, depth: ColorDepth) {
        self.theme = theme.reduced(to: depth)
    }

    /// What the terminal that ncurses drives can do, after `start_color`.
    static func depth() -> ColorDepth {
        switch cncurses_colors() {
        case ..<8: .none
        case ..<16: .eight
        case ..<256: .sixteen
        case ..<0x100_0000: .palette
        default: .direct
        }
    }

    /// How a style is printed.
    mutating func look(of style: Style) -> Look {
        if let known = looks[style] { return known }
        let appearance = theme[style.role]
        let colors = Colors(
            foreground: Self.number(appearance.foreground),
            background: Self.number(appearance.background ?? theme.background))
        let look = Look(
            attributes: Self.attributes(appearance.attributes.union(style.attributes)), pair: pair(of: colors)
        )
        looks[style] = look
        return look
    }

    private mutating func pair(of colors: Colors) -> Int16 {
        if colors == Colors(foreground: -1, background: -1) { return 0 }
        if let known = pairs[colors] { return known }
        let next = pairs.count + 1
        guard next < min(Int(cncurses_pairs()), Int(Int16.max)),
            init_extended_pair(Int32(next), colors.foreground, colors.background) == OK
        else { return 0 }
        pairs[colors] = Int16(next)
        return Int16(next)
    }

    private static func number(_ color: Color) -> Int32 {
        switch color {
        case .terminal: return -1
        case .palette(let index): return Int32(index)
        case .rgb(let red, let green, let blue):
            let value = Int32(red) << 16 | Int32(green) << 8 | Int32(blue)
            // With direct colour the lowest numbers still are those of a palette, up to 256 of them: what would be one of
            // these, a blue with nothing else in it, gets a trace of green.
            return value > 0 && value < 256 ? value | 0x100 : value
        }
    }

    private static func attributes(_ set: Attributes) -> attr_t {
        let all: [(Attributes, attr_t)] = [
            (.bold, cncurses_bold()), (.dim, cncurses_dim()), (.reverse, cncurses_reverse()),
            (.underline, cncurses_underline()),
        ]
        return all.reduce(0) { set.contains($1.0) ? $0 | $1.1 : $0 }
    }
}
