internal import TerminalUI

/// The most important keys that there is room for.
struct KeyBar: View {
    let captions: [KeyBinding.Caption]
    let glyphs: GlyphSet

    /// The keys that are worth mentioning on a page.
    init(on page: Page, reach: Keymap.Reach, glyphs: GlyphSet) {
        captions = Keymap.standard.captions(on: page, reach: reach)
        self.glyphs = glyphs
    }

    func draw(into canvas: inout Canvas, in rect: Rect) { line.draw(into: &canvas, in: rect) }

    /// The keys, each where a click presses it.
    var line: FieldLine {
        let fields = captions.map { caption in
            Field(rank: caption.rank, keys(of: caption) + [word(of: caption)])
        }
        return FieldLine(fields: fields, glyphs: glyphs)
    }

    private func keys(of caption: KeyBinding.Caption) -> [Segment] {
        if let key = Self.words[caption.keys] { return [Segment(caption.keys, .key, .bold, key: key)] }
        return caption.keys.map { character in
            let written = KeyBinding.written(String(character), in: glyphs)
            return Segment(written, .key, .bold, key: Self.key(named: character))
        }
    }

    /// Where a caption names only one key, its word belongs to it.
    private func word(of caption: KeyBinding.Caption) -> Segment {
        let only = caption.keys.count == 1 ? caption.keys.first.flatMap(Self.key) : Self.words[caption.keys]
        return Segment(" " + caption.word, .label, key: only)
    }

    /// Keys whose names are words.
    private static let words: [String: Key] = ["Esc": .escape, "Enter": .enter, "Home": .home, "End": .end]

    private static let signs: [Character: Key] = [
        "␣": .character(" "), "↑": .up, "↓": .down, "←": .left, "→": .right,
    ]

    private static func key(named character: Character) -> Key? {
        let key = signs[character] ?? .character(character)
        return Keymap.standard.action(for: key) == nil ? nil : key
    }
}
