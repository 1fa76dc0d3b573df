import Testing
import TerminalUI

@Suite("PlainText") struct PlainTextTests {
    @Test(
        "whatever would be obeyed by a terminal is printed; line ends and tabs are harmless",
        arguments: [
            ("plain\ntext\n", "plain\ntext\n"), ("\u{1B}[31mred\u{1B}]0;title\u{7}", "·[31mred·]0;title·"),
            ("a\r\nb", "a·\nb"), ("a\tb", "a b"), ("\u{9B}2J", "·2J"), ("a\u{202E}b", "a·b"),
            ("größer → ✓", "größer → ✓"), ("", ""), ("\n\n", "\n\n"),
        ])
    func lines(text: String, expected: String) {
        #expect(PlainText.lines(text) == expected)
    }

    @Test("a name in a line has no line ends")
    func line() {
        #expect(PlainText.line("red\nx.py") == "red·x.py")
    }

    @Test("what is too long loses its middle", arguments: [20, 21, 40])
    func middle(columns: Int) {
        let name = "begin" + String(repeating: "x", count: 240) + "end.py"
        let short = PlainText.line(name, atMost: columns)
        #expect(Rendered(short).columns == columns)
        #expect(short.hasPrefix("begin") && short.hasSuffix("end.py") && short.contains("…"))
        #expect(PlainText.line("short.py", atMost: columns) == "short.py")
        let wide = PlainText.line(String(repeating: "試", count: 60), atMost: columns)
        #expect(Rendered(wide).columns <= columns)
    }

    @Test("padding counts columns, not characters")
    func padding() {
        #expect(PlainText.padded("試", to: 4) == "試  ")
        #expect(PlainText.padded("long", to: 2) == "long")
    }
}
