import TerminalUI
import Testing

@Suite("BarStrip")
struct BarStripTests {
    private func text(_ values: [Double?], _ glyphs: GlyphSet = .braille, columns: Int, rows: Int) -> String {
        var canvas = Canvas(size: Size(columns: columns, rows: rows))
        BarStrip(values: values, style: Style(.sweep), glyphs: glyphs).draw(into: &canvas, in: canvas.bounds)
        return canvas.text
    }

    @Test("bars stand at the right, the greatest as high as there is room")
    func bars() {
        #expect(text([1, 2, 4], columns: 5, rows: 1) == "  ▂▄█")
        #expect(text([8, 16], columns: 2, rows: 2) == " █\n██")
        #expect(text([1, 2], .ascii, columns: 2, rows: 1) == ".|")
        #expect(text([1, 2], .block, columns: 2, rows: 1) == "▄█")
    }

    @Test("what is small is in sight, what is nothing or not known is not")
    func small() {
        #expect(text([0.001, 0, nil, 1_000], columns: 4, rows: 1) == "▁  █")
    }

    @Test("the oldest bars give way, and nothing is drawn of nothing")
    func room() {
        #expect(text([9, 1, 2], columns: 2, rows: 1) == "▄█")
        #expect(text([], columns: 2, rows: 1).isEmpty)
        #expect(text([0, nil], columns: 2, rows: 1).isEmpty)
        #expect(text([1], columns: 0, rows: 0).isEmpty)
    }
}
