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

    enum Glyphs: Sendable { case braille, block, ascii }

    @Test("at rest nothing is written, and under 1 % of a processor is used")
    func rest() async throws {
        let recording = try await Recording(["scenario:churn", "--plans", "2"], in: folder)
        try await recording.wait(for: "2 plans, 100 steps")
        var (size, since, used) = (-1, ContinuousClock.now, 0.0)
        let span = Duration.seconds(4)
        try await Patience.wait(
            for: "\(span) without a byte", evidence: { "\(recording.written.count) bytes" }
        ) {
            if recording.written.count != size {
                (size, since, used) = (recording.written.count, .now, recording.processorTime)
            }
            return .now - since > span ? () : nil
        }
        #expect(recording.processorTime - used < 0.04)
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
