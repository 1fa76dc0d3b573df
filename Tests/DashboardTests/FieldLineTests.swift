import TerminalUI
import Testing

@testable import Dashboard

@Suite("FieldLine")
struct FieldLineTests {
    private func text(_ fields: [Field], columns: Int) -> String {
        var canvas = Canvas(size: Size(columns: columns, rows: 1))
        FieldLine(fields: fields, margin: 0, glyphs: .braille).draw(into: &canvas, in: canvas.bounds)
        return canvas.text
    }

    private let fields = [
        Field(rank: 1, [Segment("first")]), Field(rank: 3, [Segment("second")]),
        Field(rank: 2, isTrailing: true, [Segment("third")]),
    ]

    @Test("the field with the highest rank goes first when there is not room for all")
    func ranks() {
        #expect(text(fields, columns: 24) == "first  second      third")
        #expect(text(fields, columns: 19) == "first         third")
        #expect(text(fields, columns: 11) == "first")
        #expect(text(fields, columns: 3) == "fi…")
    }

    @Test("a field that may be cut is cut before another one goes")
    func cut() {
        let fields = [Field(rank: 1, minimum: 4, [Segment("a long name")]), Field(rank: 2, [Segment("end")])]
        #expect(text(fields, columns: 16) == "a long name  end")
        #expect(text(fields, columns: 10) == "a lo…  end")
        #expect(text(fields, columns: 8) == "a long …")
    }

    @Test("a text of any length is cut before it is measured")
    func huge() {
        #expect(Segment(String(repeating: "e\u{301}", count: 1_000_000)).text.unicodeScalars.count == 1000)
    }

    @Test("wide characters are counted by their columns")
    func wide() {
        #expect(
            text([Field(rank: 0, [Segment("日本語")]), Field(rank: 1, [Segment("x")])], columns: 9) == "日本語  x")
        #expect(
            text([Field(rank: 0, [Segment("日本語")]), Field(rank: 1, [Segment("x")])], columns: 8) == "日本語")
    }
}
