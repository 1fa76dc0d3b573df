import TerminalUI
import Testing

@Suite struct GlyphSetTests {
    @Test(
        "locale and terminal choose the glyphs",
        arguments: [
            ("UTF-8", "xterm-256color", GlyphSet.braille), ("utf8", "tmux-256color", .braille),
            ("UTF-8", "linux", .block),
            ("UTF-8", "vt220", .ascii), ("ANSI_X3.4-1968", "xterm", .ascii), ("ISO-8859-1", "xterm", .ascii),
            ("UTF-8", "", .ascii),
        ])
    func suited(codeset: String, terminal: String, glyphs: GlyphSet) {
        #expect(GlyphSet.suited(codeset: codeset, terminal: terminal) == glyphs)
    }

    @Test("every symbol takes one column in every set", arguments: GlyphSet.allCases, Symbol.allCases)
    func columns(glyphs: GlyphSet, symbol: Symbol) {
        #expect(Cell(glyphs[symbol], Style(.text)).width == 1)
        #expect(Cell(glyphs[symbol], Style(.text)).character == glyphs[symbol])
        #expect(glyphs != .ascii || glyphs[symbol].isASCII)
    }

    @Test("the kinds of marks differ by shape", arguments: GlyphSet.allCases)
    func marks(glyphs: GlyphSet) {
        #expect(Set(Mark.Kind.allCases.map { glyphs[$0.symbol] }).count == Mark.Kind.allCases.count)
    }
}
