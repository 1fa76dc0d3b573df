internal import TerminalUI

/// The keys that work and what they do, and what the signs mean.
///
/// Where the sentences do not all fit, every key stands above them in a few words, so that all are seen at once.
struct HelpPage {
    let reach: Keymap.Reach
    let glyphs: GlyphSet

    private static let columnsForTwo = 104
    private static let gap = 3
    private static let briefGap = 2

    /// Everything, in lines of so many columns; side by side where it would not fit into so many rows otherwise.
    func lines(columns: Int, rows: Int) -> [[Segment]] {
        var all: [[Segment]] = keys(columns: columns).joined() + [[]] + signs(columns: columns)
        guard all.count > rows else { return all }
        if columns >= Self.columnsForTwo { all = twoColumns(of: columns) + [[]] + signs(columns: columns) }
        guard all.count > rows, let brief = brief(columns: columns, rows: rows) else { return all }
        return brief + [[]] + all
    }

    private func twoColumns(of columns: Int) -> [[Segment]] {
        let width = (columns - Self.gap) / 2
        let keys = keys(columns: width)
        let half = (keys.joined().count + 1) / 2
        var (left, right): ([[Segment]], [[Segment]]) = ([], [])
        for lines in keys { if left.count < half { left += lines } else { right += lines } }
        return Self.pair(left, right, width: width + Self.gap)
    }

    /// Everything in a few words and two columns; nil where there is no room for that.
    private func brief(columns: Int, rows: Int) -> [[Segment]]? {
        let width = (columns - Self.briefGap) / 2
        let helps = Keymap.standard.help(reach).filter { !$0.brief.isEmpty }
        let keyWidth = keyWidth(helps)
        let lines = helps.map { [key($0.keys, in: keyWidth), Segment($0.brief)] }
        let half = (lines.count + 1) / 2
        let all =
            Self.pair(Array(lines[..<half]), Array(lines[half...]), width: width + Self.briefGap)
            + signs(columns: columns)
        let longest = helps.map { Rendered($0.brief).columns }.max() ?? 0
        return keyWidth + longest <= width && all.count <= rows ? all : nil
    }

    private static func pair(
        _ left: [[Segment]], _ right: [[Segment]], width: Int
    ) -> [[Segment]] {
        left.enumerated().map { index, line in
            guard index < right.count else { return line }
            let used = line.reduce(0) { $0 + Rendered($1.text).columns }
            return line + [Segment(String(repeating: " ", count: max(1, width - used)))] + right[index]
        }
    }

    /// The lines of every binding: a purpose that needs more than one goes on in the next.
    private func keys(columns: Int) -> [[[Segment]]] {
        let helps = Keymap.standard.help(reach)
        let width = keyWidth(helps)
        return helps.map { help in
            Rendered(help.purpose).wrapped(to: columns - width).enumerated().map { index, part in
                [key(index == 0 ? help.keys : "", in: width), Segment(part)]
            }
        }
    }

    private func key(_ keys: String, in width: Int) -> Segment {
        Segment(Quantity.left(KeyBinding.written(keys, in: glyphs), in: width), .key, .bold)
    }

    private func keyWidth(_ helps: [KeyHelp]) -> Int {
        (helps.map { Rendered(KeyBinding.written($0.keys, in: glyphs)).columns }.max() ?? 0) + 2
    }

    /// In one line where there is room for that.
    private func signs(columns: Int) -> [[Segment]] {
        let meanings: [(Mark.Kind, String)] = [
            (.sweep, "sweep"), (.manual, "asked for by hand"), (.change, "switch changed"),
            (.note, "note"), (.bound, "plan"), (.ending, "end"),
        ]
        let signs = meanings.map { kind, meaning in
            [Segment("\(glyphs[kind.symbol]) ", kind.role), Segment(meaning, .label)]
        }
        let line = signs.enumerated().flatMap { ($0 == 0 ? [] : [Segment("   ")]) + $1 }
        return line.reduce(0) { $0 + Rendered($1.text).columns } <= columns ? [line] : signs
    }
}
