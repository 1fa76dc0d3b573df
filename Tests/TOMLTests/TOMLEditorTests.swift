import Testing

@testable import TOML

@Suite("TOMLEditor")
struct TOMLEditorTests {
    private func edited(_ text: String, _ key: String, _ literal: String?) throws -> String {
        var editor = try TOMLEditor(text)
        try editor.set(key, to: literal)
        return editor.text
    }

    @Test("a value is changed in its place, and the comment beside it stays")
    func change() throws {
        let text = "# mine\ntheme = \"dark\"  # at night\n\n[thresholds]\nheap = 5 # MB\n"
        #expect(
            try edited(text, "theme", "\"light\"")
                == "# mine\ntheme = \"light\"  # at night\n\n[thresholds]\nheap = 5 # MB\n")
    }

    @Test("spacing, quotes around the key and line ends stay as they are")
    func spacing() throws {
        #expect(try edited("  \"theme\"='dark'#x\r\n", "theme", "\"a\"") == "  \"theme\"=\"a\"#x\r\n")
    }

    @Test(
        "a new key goes to the others, before the first table",
        arguments: [
            ("", "interval = 5\n"), ("theme = \"dark\"", "theme = \"dark\"\ninterval = 5\n"),
            ("theme = \"dark\"\n", "theme = \"dark\"\ninterval = 5\n"),
            ("a = 1\n\n# sizes\n[thresholds]\n", "a = 1\ninterval = 5\n\n# sizes\n[thresholds]\n"),
            (
                "# all mine\n\n# sizes\n[thresholds]\n",
                "# all mine\n\ninterval = 5\n\n# sizes\n[thresholds]\n"
            ),
            ("[x.y]\n[x]\n", "interval = 5\n\n[x.y]\n[x]\n"),
            ("a = [1,\n 2]\n", "a = [1,\n 2]\ninterval = 5\n"),
        ])
    func insert(text: String, expected: String) throws {
        #expect(try edited(text, "interval", "5") == expected)
    }

    @Test("a key of the same name in a table is another one")
    func sameName() throws {
        #expect(try edited("[x]\ninterval = 1\n", "interval", "5") == "interval = 5\n\n[x]\ninterval = 1\n")
    }

    @Test("a key is taken away with its line, and one that is not there without a word")
    func remove() throws {
        #expect(try edited("a = 1\nb = 2\n", "a", nil) == "b = 2\n")
        #expect(try edited("b = 2\n", "a", nil) == "b = 2\n")
    }

    @Test(
        "a key in a table is changed, added after the others, or brings its table",
        arguments: [
            ("[t]\na = 1 # x\n[u]\n", "[t]\na = 5 # x\n[u]\n"),
            ("[t]\nb = 1\n\n[u]\n", "[t]\nb = 1\na = 5\n\n[u]\n"), ("[t]\n[u]", "[t]\na = 5\n[u]"),
            ("[t]", "[t]\na = 5\n"), ("", "[t]\na = 5\n"), ("x = 1", "x = 1\n\n[t]\na = 5\n"),
            ("x = 1\r\n", "x = 1\r\n\r\n[t]\r\na = 5\r\n"), ("t.a = 1\n", "t.a = 5\n"),
            ("t.b = 1\nx = 2\n", "t.b = 1\nt.a = 5\nx = 2\n"),
        ])
    func inTable(text: String, expected: String) throws {
        var editor = try TOMLEditor(text)
        try editor.set("a", in: "t", to: "5")
        #expect(editor.text == expected)
        try editor.set("a", in: "t", to: nil)
        #expect(try TOMLReader.read(editor.text)["t"]?.table?["a"] == nil)
    }

    @Test("a table in braces stays as it is, and that is said")
    func braces() throws {
        var editor = try TOMLEditor("t = { a = 1 }\n")
        #expect(throws: TOMLError.self) { try editor.set("a", in: "t", to: "5") }
        #expect(editor.text == "t = { a = 1 }\n")
    }

    @Test("what would break the document is refused, and the document stays")
    func refusal() throws {
        #expect(throws: TOMLError.self) { try TOMLEditor("a = = 1") }
        var editor = try TOMLEditor("a = [1,\n2]\n")
        #expect(throws: TOMLError.self) { try editor.set("a", to: "5") }
        #expect(editor.text == "a = [1,\n2]\n")
    }

    @Test("a text is read back as it was, whatever is in it", arguments: ["a\"b\\c", "\u{1}\n", "é"])
    func literal(text: String) throws {
        let document = "a = " + TOMLEditor.literal(text)
        #expect(try TOMLReader.read(document)["a"]?.string == text)
    }
}
