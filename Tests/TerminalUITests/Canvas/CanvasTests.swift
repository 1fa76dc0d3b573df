import TerminalUI
import Testing

@Suite struct CanvasTests {
    private func canvas(columns: Int = 6, rows: Int = 1) -> Canvas {
        Canvas(size: Size(columns: columns, rows: rows))
    }

    @Test("a new canvas is blank")
    func blank() {
        #expect(canvas(columns: 3, rows: 2).text == "\n")
    }

    @Test("text is clipped at both ends of its clip")
    func clips() {
        var canvas = canvas()
        let clip = Rect(column: 2, row: 0, columns: 2, rows: 1)
        canvas.write("abcdef", column: 0, row: 0, style: Style(.text), in: clip)
        #expect(canvas.text == "  cd")
    }

    @Test("drawing outside the canvas changes nothing", arguments: [(-3, 0), (9, 0), (0, -1), (0, 5)])
    func outside(column: Int, row: Int) {
        var canvas = canvas()
        canvas.write("ab", column: column, row: row, style: Style(.text))
        canvas[column, row] = Cell("x", Style(.bad))
        canvas.fill(Rect(column: column, row: row, columns: 1, rows: 1), with: Cell("y", Style(.bad)))
        #expect(canvas == self.canvas())
        #expect(canvas[column, row] == .blank)
    }

    @Test("an empty canvas takes every drawing")
    func empty() {
        var canvas = canvas(columns: 0, rows: 0)
        canvas.write("日本", column: 0, row: 0, style: Style(.text))
        canvas.fill(Rect(column: -5, row: -5, columns: 20, rows: 20), with: Cell("日", Style(.text)))
        #expect(canvas.text == "")
    }

    @Test(
        "what a terminal would act on is shown as a dot",
        arguments: [
            ("\u{1B}[31m", "·[31m"), ("a\nb", "a·b"), ("a\r\nb", "a·b"), ("\u{9B}2J", "·2J"),
            ("\u{7}\u{0}\u{7F}", "···"),
            ("\u{202E}x\u{2066}", "·x·"), ("a\u{2028}b", "a·b"), ("\u{FEFF}x", "·x"),
        ])
    func controls(text: String, shown: String) {
        var canvas = canvas()
        canvas.write(text, column: 0, row: 0, style: Style(.text))
        #expect(canvas.text == shown)
    }

    @Test(
        "what has no glyph of its own is shown as a replacement",
        arguments: ["\u{301}", "\u{FFFF}", "\u{E000}", "\u{10FFFF}", "\u{1F1E9}\u{1F1EA}"])
    func replacements(text: String) {
        var canvas = canvas()
        canvas.write(text + "x", column: 0, row: 0, style: Style(.text))
        #expect(canvas.text == "\u{FFFD}x")
    }

    @Test("undecodable bytes reach the screen as replacement characters")
    func undecodable() {
        var canvas = canvas()
        let loneSurrogate = String(decoding: [0x61, 0xED, 0xA0, 0x80, 0x62], as: UTF8.self)
        canvas.write(loneSurrogate, column: 0, row: 0, style: Style(.text))
        #expect(canvas.text == "a\u{FFFD}\u{FFFD}\u{FFFD}b")
    }

    @Test("a combining mark shares the cell of its base, and too many are left out")
    func combining() {
        var canvas = canvas()
        let columns = canvas.write(
            "e" + String(repeating: "\u{301}", count: 20) + "x", column: 0, row: 0, style: Style(.text))
        #expect(columns == 2)
        #expect(canvas[0, 0].character.unicodeScalars.count == 5)
        #expect(canvas[1, 0].character == "x")
    }

    @Test("of a joined emoji the first one stays")
    func joined() {
        var canvas = canvas()
        canvas.write("👩‍👩‍👧x", column: 0, row: 0, style: Style(.text))
        #expect(canvas.text == "👩x")
        #expect(canvas[0, 0].width == 2)
    }

    @Test("a wide character takes two columns")
    func wide() {
        var canvas = canvas()
        let columns = canvas.write("日x", column: 0, row: 0, style: Style(.text))
        #expect(columns == 3)
        #expect(canvas[1, 0].isContinuation)
        #expect(canvas.text == "日x")
    }

    @Test("a wide character that is cut by an edge is left out", arguments: [(-1, ""), (5, "")])
    func wideAtEdge(column: Int, shown: String) {
        var canvas = canvas()
        canvas.write("日", column: column, row: 0, style: Style(.text))
        #expect(canvas.text == shown)
        #expect((0..<6).allSatisfy { canvas[$0, 0].width == 1 })
    }

    @Test("overwriting half of a wide character blanks the other half", arguments: [(0, "x"), (1, " x")])
    func overwritten(column: Int, shown: String) {
        var canvas = canvas()
        canvas.write("日", column: 0, row: 0, style: Style(.text))
        canvas[column, 0] = Cell("x", Style(.text))
        #expect(canvas.text == shown)
        #expect((0..<6).allSatisfy { canvas[$0, 0].width == 1 })
    }

    @Test("wide characters that overlap leave no half behind")
    func overlapping() {
        var canvas = canvas()
        canvas.write("日日日", column: 0, row: 0, style: Style(.text))
        canvas.write("本本", column: 1, row: 0, style: Style(.text))
        #expect(canvas.text == " 本本")
        #expect((0..<6).map { canvas[$0, 0].width } == [1, 2, 0, 2, 0, 1])
    }
}
