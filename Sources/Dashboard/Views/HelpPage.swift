internal import TerminalUI

/// All keys and what they do, and what the signs mean.
struct HelpPage {
    let glyphs: GlyphSet

    /// Everything, in lines of so many columns; a purpose that needs more goes on in the next.
    func lines(columns: Int) -> [[Segment]] {
        let bindings = Keymap.standard.bindings
        let width = (bindings.map { Rendered($0.keys).columns }.max() ?? 0) + 2
        let purposes = bindings.flatMap { binding in
            Rendered(binding.purpose).wrapped(to: columns - width).enumerated().map { index, part in
                let keys = index == 0 ? KeyBinding.written(binding.keys, in: glyphs) : ""
                return [Segment(Quantity.left(keys, in: width), .key, .bold), Segment(part)]
            }
        }
        return purposes + [[]] + signs(columns: columns)
    }

    /// In one line where there is room for that.
    private func signs(columns: Int) -> [[Segment]] {
        let meanings: [(Mark.Kind, String)] = [
            (.sweep, "sweep"), (.manual, "asked for by hand"), (.change, "switch changed"),
            (.note, "note"), (.bound, "plan"),
        ]
        let signs = meanings.map { kind, meaning in
            [Segment("\(glyphs[kind.symbol]) ", kind.role), Segment(meaning + "   ", .label)]
        }
        let isOneLine = signs.joined().reduce(0) { $0 + Rendered($1.text).columns } <= columns
        return isOneLine ? [Array(signs.joined())] : signs
    }
}
