import Foundation
import Testing

@Suite("the bytes that a terminal gets", .paced) struct PseudoTerminalTests {
    private let folder: Folder

    init() throws { folder = try Folder() }

    @Test(
        "the screen is a second one, which is left at the end with the cursor shown",
        arguments: ["xterm-256color", "tmux-256color", "screen", "xterm"])
    func secondScreen(terminal: String) async throws {
        let recording = try await Recording(
            ["scenario:churn", "--plans", "2"], in: folder, terminal: terminal)
        try await recording.wait(for: "2 plans, 100 steps")
        try recording.type("q")
        #expect(try await recording.code() == 0)
        let text = recording.text
        let (on, off) = (text.ranges(of: "\u{1B}[?1049h"), text.ranges(of: "\u{1B}[?1049l"))
        #expect(on.count == 1 && off.count == 1)
        let end = try #require(off.first)
        #expect(text[end.upperBound...].allSatisfy { $0.isASCII })
        let (shown, hidden) = (text.ranges(of: "\u{1B}[?25h").last, text.ranges(of: "\u{1B}[?25l").last)
        #expect(try #require(shown).lowerBound > (try #require(hidden)).lowerBound)
        #expect(recording.hasSameModes)
    }

    @Test(
        "every kind of terminal shows the run, with the glyphs that it can be trusted with, and is put back",
        arguments: [
            ("xterm", .braille), ("screen-256color", .braille), ("tmux-256color", .braille),
            ("rxvt-unicode-256color", .braille), ("a-terminal-of-next-year", .braille), ("linux", .block),
            ("vt100", .ascii), ("vt220", .ascii), ("ansi", .ascii), ("''", .ascii),
        ] as [(String, Glyphs)])
    func kinds(terminal: String, glyphs: Glyphs) async throws {
        let recording = try await Recording(
            ["scenario:churn", "--plans", "2"], in: folder, terminal: terminal == "''" ? "" : terminal)
        try await recording.wait(for: "2 plans, 100 steps")
        try recording.type("q")
        #expect(try await recording.code() == 0)
        #expect(recording.hasSameModes)
        let text = recording.text
        let hasBraille = text.unicodeScalars.contains { (0x2801...0x28FF).contains($0.value) }
        #expect(hasBraille == (glyphs == .braille))
        #expect(text.allSatisfy(\.isASCII) == (glyphs == .ascii))
    }

    @Test("a terminal on which no screen can be drawn gets lines and the result, until Ctrl-C")
    func dumb() async throws {
        try await Pane.show([], in: folder, environment: ["TERM": "dumb"]) { pane in
            try await pane.wait(for: "TERM=dumb cannot move its cursor: no screen")
            try await pane.wait(for: "  registry ")
            try await pane.signal(SIGINT)
            #expect(try await pane.code() == 130)
            let screen = try await pane.wait(for: "THE PROGRAM HAS ENDED")
            #expect(screen.contains("1 plan, ") || screen.contains(" plans, "))
            #expect(screen.contains("\nleak "))
            #expect(pane.hasSameModes)
        }
    }

    @Test("what an unknown terminal is taken for stands on the screen until a key is pressed")
    func unknown() async throws {
        let environment = ["TERM": "a-terminal-of-next-year"]
        try await Pane.show([], in: folder, environment: environment) { pane in
            try await pane.wait(for: "unknown TERM=a-terminal-of-next-year: drawn as xterm-256color")
            try await pane.press("t")
            try await pane.wait(for: "theme light")
            try await pane.press("L")
            try await pane.wait(for: "phantop unknown TERM=")
            try await pane.press("q", "y")
            let code = try await pane.code()
            #expect(code == 0)
        }
    }

    @Test(
        "a terminal gets the colours that it has, and none where nobody wants any",
        arguments: [
            ("phantop-direct", "", "\u{1B}[38:2::108:182:255m"), ("phantop-256", "", "\u{1B}[38;5;75m"),
            ("phantop-16", "", "\u{1B}[96m"), ("phantop-8", "", "\u{1B}[36m"), ("phantop-direct", "1", ""),
            ("vt220", "", ""),
        ])
    func colors(terminal: String, refusal: String, registry: String) async throws {
        try folder.write(Self.terminals, to: "terminals")
        let compiled = try await Program.run(["-x", "-o", "terminfo", "terminals"], of: "tic", in: folder)
        #expect(compiled.code == 0, "\(compiled.errors)")
        let recording = try await Recording(
            ["scenario:churn", "--plans", "2", "--theme", "dark"], in: folder, terminal: terminal,
            environment: ["TERMINFO": folder("terminfo"), "NO_COLOR": refusal])
        try await recording.wait(for: "2 plans, 100 steps")
        try recording.type("q")
        let code = try await recording.code()
        #expect(code == 0 && recording.hasSameModes)
        let hasColor = recording.text.contains(/\u{1B}\[[0-9;]*[349][0-8][;:m]/)
        #expect(hasColor == !registry.isEmpty)
        #expect(registry.isEmpty || recording.text.contains(registry))
    }

    /// xterm with all depths of colour, which few machines have descriptions of.
    private static let terminals = #"""
        phantop-8|eight colours, colors#8, pairs#64,
            setaf=\E[3%p1%dm, setab=\E[4%p1%dm, use=xterm-256color,
        phantop-16|sixteen colours, colors#16, pairs#256,
            setaf=\E[%?%p1%{8}%<%t3%p1%d%e9%p1%{8}%-%d%;m,
            setab=\E[%?%p1%{8}%<%t4%p1%d%e10%p1%{8}%-%d%;m, use=xterm-256color,
        phantop-256|the palette, use=xterm-256color,
        phantop-direct|every colour, RGB, colors#0x1000000, pairs#0x7fff, CO#8,
            setaf=\E[%?%p1%{8}%<%t3%p1%d%e38:2::%p1%{65536}%/%d:%p1%{256}%/%{255}%&%d:%p1%{255}%&%d%;m,
            setab=\E[%?%p1%{8}%<%t4%p1%d%e48:2::%p1%{65536}%/%d:%p1%{256}%/%{255}%&%d:%p1%{255}%&%d%;m,
            use=xterm-256color,
        """#

    enum Glyphs: Sendable { case braille, block, ascii }

    @Test("at rest nothing is written, and under 1 % of a processor is used")
    func rest() async throws {
        let recording = try await Recording(["scenario:churn", "--plans", "2"], in: folder)
        try await recording.wait(for: "2 plans, 100 steps")
        var (size, since, used) = (-1, ContinuousClock.now, 0.0)
        // The kernel counts in hundredths of a second: so long that one of them makes no difference.
        let span = Duration.seconds(8)
        try await Patience.wait(
            for: "\(span) without a byte", evidence: { "\(recording.written.count) bytes" }
        ) {
            if recording.written.count != size {
                (size, since, used) = (recording.written.count, .now, recording.processorTime)
            }
            return .now - since > span ? () : nil
        }
        #expect(recording.processorTime - used < 0.08)
        try recording.type("q")
        #expect(try await recording.code() == 0)
    }

    @Test("keys that come before the first frame are not lost")
    func early() async throws {
        let recording = try await Recording(["scenario:churn", "--plans", "1"], in: folder)
        try recording.type("qy")
        #expect(try await recording.code() == 0)
        #expect(recording.hasSameModes)
    }

    @Test("a terminal in a locale without Unicode gets ASCII only")
    func ascii() async throws {
        let arguments = ["scenario:churn", "--plans", "1"]
        try await Pane.show(arguments, in: folder, environment: ["LC_ALL": "C"]) { pane in
            let screen = try await pane.wait(for: "q leaves")
            #expect(screen.text.allSatisfy { $0.isASCII })
            for graph in ["registry", "phantoms", "threads", "heap growth"] {
                #expect(screen.contains(graph))
            }
        }
    }
}
