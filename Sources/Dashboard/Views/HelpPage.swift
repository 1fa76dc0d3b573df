internal import TerminalUI

/// All keys and what they do, and what the signs mean.
struct HelpPage: View {
    let glyphs: GlyphSet

    func draw(into canvas: inout Canvas, in rect: Rect) {
        Panel(title: "keys", value: "Esc", unit: "back", style: Style(.key), glyphs: glyphs).draw(
            into: &canvas, in: rect)
        let inside = Panel.interior(of: rect).inset(left: 1, right: 1)
        let bindings = Keymap.standard.bindings
        let names = bindings.map { Rendered($0.name(in: glyphs)) }
        let width = (names.map(\.columns).max() ?? 0) + 2
        for (index, binding) in bindings.enumerated() {
            let line = inside.line(index)
            canvas.write(
                names[index].text, column: line.column, row: line.row, style: Style(.key, .bold), in: line)
            canvas.write(
                binding.purpose, column: line.column + width, row: line.row, style: Style(.text), in: line)
        }
        let legend = inside.line(bindings.count + 1)
        FieldLine(fields: signs, gap: 3, margin: 0, glyphs: glyphs).draw(into: &canvas, in: legend)
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
