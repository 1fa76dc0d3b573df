import TerminalUI
import Testing

@Suite struct RenderedTests {
    @Test(
        "columns are those that the text takes on a canvas",
        arguments: ["", "abc", "日本x", "e\u{301}", "\u{1B}[0m"])
    func columns(text: String) {
        var canvas = Canvas(size: Size(columns: 20, rows: 1))
        let columns = canvas.write(text, column: 0, row: 0, style: Style(.text))
        #expect(Rendered(text).columns == columns)
    }

    @Test(
        "text that is too long ends with an ellipsis",
        arguments: [
            ("phantoms", 8, "phantoms"), ("phantoms", 5, "phan…"), ("日本", 3, "日…"), ("日本", 2, "…"),
            ("ab", 0, ""),
        ])
    func truncated(text: String, limit: Int, shown: String) {
        #expect(Rendered(text).truncated(to: limit, ellipsis: "…") == shown)
    }

    @Test(
        "text is broken at spaces, and within a word only where that does not fit",
        arguments: [
            ("a list of words", 6, ["a list", "of", "words"]), ("short", 10, ["short"]), ("", 5, [""]),
            ("unbreakable", 4, ["unbr", "eaka", "ble"]), ("a 日本語", 4, ["a", "日本", "語"]),
            ("ab", 0, ["a", "b"]), ("  a   b ", 9, ["a b"]),
        ])
    func wrapped(text: String, limit: Int, lines: [String]) {
        #expect(Rendered(text).wrapped(to: limit) == lines)
    }
}
