internal import TerminalUI

/// All keys and what they do, and what the signs mean.
struct HelpPage {
    let glyphs: GlyphSet

    private static let columnsForTwo = 104
    private static let gap = 3

    /// Everything, in lines of so many columns; side by side where it would not fit into so many rows otherwise.
    func lines(columns: Int, rows: Int) -> [[Segment]] {
        let all = keys(columns: columns).joined() + [[]] + signs(columns: columns)
        guard all.count > rows, columns >= Self.columnsForTwo else { return Array(all) }
        return twoColumns(of: columns) + [[]] + signs(columns: columns)
    }

    private func twoColumns(of columns: Int) -> [[Segment]] {
        let width = (columns - Self.gap) / 2
        let keys = keys(columns: width)
        let half = (keys.joined().count + 1) / 2
        var (left, right): ([[Segment]], [[Segment]]) = ([], [])
        for lines in keys { if left.count < half { left += lines } else { right += lines } }
        return left.enumerated().map { index, line in
            guard index < right.count else { return line }
            let used = line.reduce(0) { $0 + Rendered($1.text).columns }
            let padding = Segment(String(repeating: " ", count: max(1, width + Self.gap - used)))
            return line + [padding] + right[index]
        }
    }

    /// The lines of every binding: a purpose that needs more than one goes on in the next.
    private func keys(columns: Int) -> [[[Segment]]] {
        let bindings = Keymap.standard.bindings
        let width = (bindings.map { Rendered($0.keys).columns }.max() ?? 0) + 2
        return bindings.map { binding in
            Rendered(binding.purpose).wrapped(to: columns - width).enumerated().map { index, part in
                let keys = index == 0 ? KeyBinding.written(binding.keys, in: glyphs) : ""
                return [Segment(Quantity.left(keys, in: width), .key, .bold), Segment(part)]
            }
        }
    }

    /// In one line where there is room for that.
    private func signs(columns: Int) -> [[Segment]] {
        let meanings: [(Mark.Kind, String)] = [
            (.sweep, "sweep"), (.manual, "asked for by hand"), (.change, "switch changed"),
            (.note, "note"), (.bound, "plan"), (.ending, "end"),
        ]
        let signs = meanings.map { kind, meaning in
            [Segment("\(glyphs[kind.symbol]) ", kind.role), Segment(meaning + "   ", .label)]
        }
        let isOneLine = signs.joined().reduce(0) { $0 + Rendered($1.text).columns } <= columns
        return isOneLine ? [Array(signs.joined())] : signs
    }
}
