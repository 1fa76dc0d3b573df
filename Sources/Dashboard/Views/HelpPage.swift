internal import TerminalUI

/// All keys and what they do, and what the signs mean.
struct HelpPage: View {
    let glyphs: GlyphSet

    /// The narrowest column in which a purpose can be read.
    private static let readable = 38

    func draw(into canvas: inout Canvas, in rect: Rect) {
        let panel = Panel(title: "keys", value: "Esc", unit: "back", style: Style(.key), glyphs: glyphs)
        panel.draw(into: &canvas, in: rect)
        let inside = Panel.interior(of: rect).inset(left: 1, right: 1)
        let bindings = Keymap.standard.bindings
        let needsTwo = bindings.count > inside.rows && inside.columns >= 2 * Self.readable
        let columns = inside.splitColumns(into: needsTwo ? 2 : 1)
        for (index, binding) in bindings.enumerated() {
            let column = columns[min(index / max(1, inside.rows), columns.count - 1)]
            draw(
                binding, into: &canvas,
                in: column.inset(right: needsTwo ? 1 : 0).line(needsTwo ? index % max(1, inside.rows) : index)
            )
        }
        FieldLine(fields: signs, gap: 3, margin: 0, glyphs: glyphs)
            .draw(into: &canvas, in: inside.line(needsTwo ? inside.rows : bindings.count + 1))
    }

    private func draw(_ binding: KeyBinding, into canvas: inout Canvas, in line: Rect) {
        let width = (Keymap.standard.bindings.map { Rendered($0.keys).columns }.max() ?? 0) + 2
        let keys = KeyBinding.written(binding.keys, in: glyphs)
        canvas.write(keys, column: line.column, row: line.row, style: Style(.key, .bold), in: line)
        let purpose = Rendered(binding.purpose).truncated(
            to: line.columns - width, ellipsis: glyphs[.ellipsis])
        canvas.write(purpose, column: line.column + width, row: line.row, style: Style(.text), in: line)
    }

    private var signs: [Field] {
        let meanings: [(Mark.Kind, String)] = [
            (.sweep, "sweep"), (.manual, "evicted by hand"), (.change, "interval or preset changed"),
        ]
        return meanings.enumerated().map { index, sign in
            Field(
                rank: index,
                [Segment("\(glyphs[sign.0.symbol]) ", sign.0.role, .bold), Segment(sign.1, .label)])
        }
    }
}
