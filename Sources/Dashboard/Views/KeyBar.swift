internal import TerminalUI

/// The most important keys that there is room for.
struct KeyBar: View {
    let glyphs: GlyphSet

    func draw(into canvas: inout Canvas, in rect: Rect) {
        let fields = Keymap.standard.bindings.compactMap { binding in
            binding.caption.map { caption in
                Field(
                    rank: binding.rank,
                    [Segment(binding.name(in: glyphs), .key, .bold), Segment(" " + caption, .label)])
            }
        }
        FieldLine(fields: fields, glyphs: glyphs).draw(into: &canvas, in: rect)
    }
}
