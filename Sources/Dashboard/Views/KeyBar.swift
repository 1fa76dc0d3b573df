internal import TerminalUI

/// The most important keys that there is room for.
struct KeyBar: View {
    let glyphs: GlyphSet

    func draw(into canvas: inout Canvas, in rect: Rect) {
        let fields = Keymap.standard.bindings.compactMap(\.caption).map { caption in
            Field(
                rank: caption.rank,
                [
                    Segment(KeyBinding.written(caption.keys, in: glyphs), .key, .bold),
                    Segment(" " + caption.word, .label),
                ])
        }
        FieldLine(fields: fields, glyphs: glyphs).draw(into: &canvas, in: rect)
    }
}
