internal import TerminalUI

/// The most important keys that there is room for.
struct KeyBar: View {
    let glyphs: GlyphSet

    func draw(into canvas: inout Canvas, in rect: Rect) { line.draw(into: &canvas, in: rect) }

    /// The keys, each where a click presses it.
    var line: FieldLine {
        let fields = Keymap.standard.bindings.compactMap(\.caption).map { caption in
            Field(rank: caption.rank, keys(of: caption) + [word(of: caption)])
        }
        return FieldLine(fields: fields, glyphs: glyphs)
    }

    private func keys(of caption: KeyBinding.Caption) -> [Segment] {
        caption.keys.map { character in
            let written = KeyBinding.written(String(character), in: glyphs)
            return Segment(written, .key, .bold, key: Self.key(named: character))
        }
    }

    /// Where a caption names only one key, its word belongs to it.
    private func word(of caption: KeyBinding.Caption) -> Segment {
        let only = caption.keys.count == 1 ? caption.keys.first.flatMap(Self.key) : nil
        return Segment(" " + caption.word, .label, key: only)
    }

    private static func key(named character: Character) -> Key? {
        let key = Key.character(character == "␣" ? " " : character)
        return Keymap.standard.action(for: key) == nil ? nil : key
    }
}
