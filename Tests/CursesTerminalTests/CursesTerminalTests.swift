import CursesTerminal
import Glibc
import TerminalUI
import Testing

/// ncurses belongs to the process, so these run one after the other.
@Suite(.serialized) struct CursesTerminalTests {
    private let theme = Theme(name: "plain", appearances: [:])
    private let second: Int64 = 1_000_000_000

    init() { _ = unsafe setlocale(LC_CTYPE, "C.UTF-8") }

    private func canvas(_ text: String, size: Size = Size(columns: 20, rows: 3)) -> Canvas {
        var canvas = Canvas(size: size)
        canvas.write(text, column: 0, row: 0, style: Style(.text))
        return canvas
    }

    func withTerminal(
        _ name: String = "xterm-256color", codeset: String = "UTF-8", attention: Int32 = -1,
        _ body: (PseudoTerminal, CursesTerminal) throws -> Void
    ) throws {
        let tty = try PseudoTerminal()
        let terminal = try CursesTerminal(
            environment: TerminalEnvironment(name: name, codeset: codeset), input: tty.program,
            output: tty.program, attention: attention)
        defer { terminal.restore() }
        try body(tty, terminal)
    }

    @Test("what is on the screen already is not written again")
    func quiet() throws {
        try withTerminal { tty, terminal in
            terminal.present(canvas("phantoms 12"), theme: theme, cursor: nil)
            #expect(tty.written().contains("phantoms 12"))
            terminal.present(canvas("phantoms 12"), theme: theme, cursor: nil)
            #expect(tty.written() == "")
            terminal.present(canvas("phantoms 13"), theme: theme, cursor: nil)
            let update = tty.written()
            #expect(update.contains("3") && !update.contains("phantoms"))
        }
    }

    @Test("two graphs side by side cost no change of colour in every row")
    func halves() throws {
        let colored = Theme(
            name: "two",
            appearances: [
                .heap: Appearance(foreground: .palette(5)), .thread: Appearance(foreground: .palette(2)),
            ])
        try withTerminal { tty, terminal in
            var canvas = Canvas(size: Size(columns: 20, rows: 3))
            terminal.present(canvas, theme: colored, cursor: nil)
            _ = tty.written()
            for row in 0..<3 {
                canvas.write("l\(row)", column: 4, row: row, style: Style(.heap))
                canvas.write("r\(row)", column: 14, row: row, style: Style(.thread))
            }
            terminal.present(canvas, theme: colored, cursor: nil)
            let written = tty.written()
            #expect(written.count(of: "\u{1B}[35m") == 1)
            #expect(written.count(of: "\u{1B}[32m") == 1)
            for text in ["l0", "l1", "l2", "r0", "r1", "r2"] { #expect(written.contains(text)) }
        }
    }

    @Test("text in every width reaches the screen, and control characters do not")
    func text() throws {
        try withTerminal { tty, terminal in
            terminal.present(canvas("日本 é \u{7}\u{1B}]0;x"), theme: theme, cursor: nil)
            let written = tty.written()
            #expect(written.contains("日本 é ··]0;x"))
            #expect(!written.contains("\u{7}"))
        }
    }

    @Test("keys that have come are events, and without one the time passes")
    func keys() throws {
        try withTerminal { tty, terminal in
            tty.type("q\u{1B}[A\u{3}é")
            let events = (0..<5).map { _ in terminal.nextEvent(timeout: 0) }
            #expect(
                events == [
                    .key(.character("q")), .key(.up), .key(.interrupt), .key(.character("é")), nil,
                ])
        }
    }

    @Test("a lone escape is a key")
    func escape() throws {
        try withTerminal { tty, terminal in
            tty.type("\u{1B}")
            #expect(terminal.nextEvent(timeout: second) == .key(.escape))
        }
    }

    @Test("the attention descriptor ends a wait")
    func attention() throws {
        var ends: [Int32] = [-1, -1]
        _ = unsafe Glibc.pipe(&ends)
        defer { ends.forEach { close($0) } }
        _ = unsafe write(ends[1], "!", 1)
        try withTerminal(attention: ends[0]) { _, terminal in
            #expect(terminal.nextEvent(timeout: 3_600 * second) == nil)
        }
    }

    @Test("a new size is an event, down to one cell, and then everything is drawn anew")
    func resized() throws {
        try withTerminal { tty, terminal in
            terminal.present(canvas("abc"), theme: theme, cursor: nil)
            for (columns, rows) in [(1, 1), (300, 80), (1, 50), (200, 1), (20, 3)] as [(UInt16, UInt16)] {
                tty.resize(columns: columns, rows: rows)
                let size = Size(columns: Int(columns), rows: Int(rows))
                #expect(terminal.nextEvent(timeout: 0) == .resized(size))
                #expect(terminal.size == size)
                _ = tty.written()
                terminal.present(canvas("abc", size: size), theme: theme, cursor: Point(column: 19, row: 2))
                #expect(tty.written().contains("a"))
                #expect(terminal.nextEvent(timeout: 0) == nil)
            }
        }
    }

    @Test("Control-L draws everything anew")
    func redrawn() throws {
        try withTerminal { tty, terminal in
            terminal.present(canvas("abc"), theme: theme, cursor: nil)
            _ = tty.written()
            tty.type("\u{C}")
            #expect(terminal.nextEvent(timeout: 0) == .resized(terminal.size))
            terminal.present(canvas("abc"), theme: theme, cursor: nil)
            #expect(tty.written().contains("abc"))
        }
    }

    @Test("a hang-up closes the terminal")
    func hangUp() throws {
        try withTerminal { tty, terminal in
            tty.hangUp()
            #expect(terminal.nextEvent(timeout: second) == .closed)
            terminal.present(canvas("abc"), theme: theme, cursor: nil)
        }
    }

    @Test("the terminal is restored once, and is closed afterwards")
    func restored() throws {
        try withTerminal { tty, terminal in
            terminal.present(canvas("abc"), theme: theme, cursor: nil)
            #expect(tty.written().contains("\u{1B}[?1049h"))
            terminal.restore()
            #expect(tty.written().contains("\u{1B}[?1049l"))
            terminal.restore()
            terminal.present(canvas("def"), theme: theme, cursor: nil)
            #expect(tty.written() == "")
            #expect(terminal.nextEvent(timeout: second) == .closed)
        }
    }

    @Test("the modes of the terminal line are what they were before")
    func modes() throws {
        try withTerminal { tty, terminal in
            #expect(tty.localModes & tcflag_t(ICANON | ECHO | ISIG) == 0)
            terminal.restore()
            #expect(tty.localModes & tcflag_t(ICANON | ECHO | ISIG) == tcflag_t(ICANON | ECHO | ISIG))
        }
    }

    @Test(
        "the bytes for a crash bring back cursor and normal screen",
        arguments: [
            ("xterm-256color", ["\u{1B}[?1049l", "\u{1B}[?25h", "\u{1B}[?2004l"]), ("vt220", ["\u{1B}[?25h"]),
        ])
    func crash(terminalName: String, parts: [String]) throws {
        try withTerminal(terminalName) { _, terminal in
            let bytes = String(decoding: terminal.crashRestoration().bytes, as: UTF8.self)
            #expect(parts.allSatisfy(bytes.contains))
            #expect(!bytes.contains("$<"))
        }
    }

    @Test("a terminal that cannot be used says why")
    func unusable() throws {
        #expect(throws: TerminalError.tooSimple("dumb")) { try withTerminal("dumb") { _, _ in } }
    }

    @Test(
        "a terminal that nobody knows is taken for one that it resembles",
        arguments: ["no-such-terminal", ""])
    func unknown(terminalName: String) throws {
        try withTerminal(terminalName) { tty, terminal in
            terminal.present(canvas("phantoms 12"), theme: theme, cursor: nil)
            #expect(tty.written().contains("phantoms 12"))
        }
    }

    @Test("a pipe is not a terminal")
    func pipe() {
        var ends: [Int32] = [-1, -1]
        _ = unsafe Glibc.pipe(&ends)
        defer { ends.forEach { close($0) } }
        let environment = TerminalEnvironment(name: "xterm", codeset: "UTF-8")
        #expect(throws: TerminalError.notATerminal) {
            try CursesTerminal(environment: environment, input: ends[0], output: ends[1])
        }
    }

    @Test("in a locale without Unicode only ASCII is written")
    func plainLocale() throws {
        try withTerminal(codeset: "ANSI_X3.4-1968") { tty, terminal in
            terminal.present(canvas("▲ é 日 ✓"), theme: theme, cursor: nil)
            let written = tty.written()
            #expect(written.contains("^ ? ?  +"))
            #expect(written.utf8.allSatisfy { $0 < 0x80 })
        }
    }

    @Test(
        "colours are those that the terminal has",
        arguments: [("xterm-256color", "38;5;75m"), ("linux", "36")])
    func colors(terminalName: String, sequence: String) throws {
        let look = Appearance(foreground: .rgb(red: 0x6C, green: 0xB6, blue: 0xFF))
        try withTerminal(terminalName) { tty, terminal in
            terminal.present(
                canvas("abc"), theme: Theme(name: "blue", appearances: [.text: look]), cursor: nil)
            #expect(tty.written().contains(sequence))
        }
    }
}

extension String {
    fileprivate func count(of part: String) -> Int { ranges(of: part).count }
}
