import Testing

@testable import TerminalUI

@Suite("a screen as ANSI text")
struct AnsiTextTests {
    private let theme = Theme(
        name: "test", background: .palette(0),
        appearances: [
            .heap: Appearance(foreground: .rgb(red: 1, green: 2, blue: 3), attributes: .bold),
            .good: Appearance(foreground: .palette(10)), .bad: Appearance(foreground: .palette(200)),
            .selection: Appearance(foreground: .terminal, background: .palette(12)),
        ])

    private func text(_ words: String, _ style: Style) -> String {
        var canvas = Canvas(size: Size(columns: words.count, rows: 1))
        canvas.write(words, column: 0, row: 0, style: style)
        return AnsiText(canvas, theme: theme).text
    }

    @Test("each kind of colour and attribute has its code, and a row ends without any")
    func codes() {
        #expect(text("ab", Style(.heap)) == "\u{1B}[0;1;38;2;1;2;3;40mab\u{1B}[0m\n")
        #expect(text("a", Style(.good, .reverse)) == "\u{1B}[0;7;92;40ma\u{1B}[0m\n")
        #expect(text("a", Style(.bad)) == "\u{1B}[0;38;5;200;40ma\u{1B}[0m\n")
        #expect(text("a", Style(.selection)) == "\u{1B}[0;104ma\u{1B}[0m\n")
    }

    @Test("without its codes it is the text of the canvas")
    func plain() {
        var canvas = Canvas(size: Size(columns: 8, rows: 2))
        canvas.write("日本 ok", column: 0, row: 0, style: Style(.heap))
        canvas.write("x", column: 7, row: 1, style: Style(.bad))
        let plain = AnsiText(canvas, theme: theme).text.replacing(/\u{1B}\[[0-9;]*m/, with: "")
        #expect(plain == "日本 ok \n       x\n")
    }
}
