import CursesTerminal
import TerminalUI
import Testing

@Suite struct KeyDecoderTests {
    /// The keys of bytes that come in one go, and then nothing more.
    private func keys(_ bytes: [UInt8]) -> [Key] {
        var decoder = KeyDecoder()
        return (bytes.map { .byte($0) } + [.pause]).compactMap { feed($0, to: &decoder) }
    }

    private func keys(_ text: String) -> [Key] { keys(Array(text.utf8)) }

    private func feed(_ input: KeyDecoder.Input, to decoder: inout KeyDecoder) -> Key? {
        guard case .key(let key) = decoder.feed(input) else { return nil }
        return key
    }

    @Test(
        "single bytes are keys",
        arguments: [
            ("q", Key.character("q")), (" ", .character(" ")), ("\r", .enter), ("\n", .enter), ("\t", .tab),
            ("\u{7F}", .backspace), ("\u{8}", .backspace), ("\u{3}", .interrupt), ("\u{1B}", .escape),
            ("\u{4}", .character("\u{4}")),
        ])
    func single(text: String, key: Key) {
        #expect(keys(text) == [key])
    }

    @Test("characters of any length are decoded", arguments: ["é", "€", "日", "👩"])
    func characters(text: Character) {
        #expect(keys(String(text)) == [.character(text)])
    }

    @Test(
        "bytes that are no UTF-8 are dropped, and what follows them is not",
        arguments: [
            [0xC3], [0x80], [0xFF, 0xFE], [0xE2, 0x82], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80],
            [0xC0, 0xAF],
        ])
    func undecodable(bytes: [UInt8]) {
        #expect(keys(bytes + Array("q".utf8)) == [.character("q")])
    }

    @Test(
        "the sequences of nearly every terminal are keys whatever terminfo says",
        arguments: [
            ("\u{1B}[A", Key.up), ("\u{1B}OB", .down), ("\u{1B}[C", .right), ("\u{1B}OD", .left),
            ("\u{1B}[H", .home), ("\u{1B}[Z", .backTab),
            ("\u{1B}[4~", .end), ("\u{1B}[5~", .pageUp), ("\u{1B}[6~", .pageDown), ("\u{1B}[3~", .delete),
        ])
    func common(text: String, key: Key) {
        #expect(keys(text) == [key])
    }

    @Test(
        "an unknown sequence is dropped as a whole",
        arguments: [
            "\u{1B}[99;9q", "\u{1B}[?1;2c", "\u{1B}[1;5A", "\u{1B}q", "\u{1B}OP",
            "\u{1B}]0;quit\u{7}",
            "\u{1B}]11;rgb:q/q/q\u{1B}\\", "\u{1B}Pq\u{1B}\\", "\u{1B}_q\u{1B}\\",
            "\u{1B}[200~qqq\u{3}\u{1B}[Aq\u{1B}[201~",
        ])
    func unknown(text: String) {
        #expect(keys(text + "z") == [.character("z")])
    }

    @Test("two escapes are two escapes")
    func twice() {
        #expect(keys("\u{1B}\u{1B}") == [.escape, .escape])
    }

    @Test("a key known to terminfo is passed on, but not inside a paste or with Alt")
    func known() {
        var decoder = KeyDecoder()
        #expect(feed(.key(.up), to: &decoder) == .up)
        #expect(feed(.key(nil), to: &decoder) == nil)
        #expect(feed(.byte(0x1B), to: &decoder) == nil)
        #expect(feed(.key(.up), to: &decoder) == nil)
        for byte in "\u{1B}[200~".utf8 { #expect(feed(.byte(byte), to: &decoder) == nil) }
        #expect(feed(.key(.up), to: &decoder) == nil)
        #expect(decoder.isInside)
        decoder.reset()
        #expect(feed(.key(.up), to: &decoder) == .up)
    }

    @Test("a character that arrives in two parts is one key")
    func parts() {
        var decoder = KeyDecoder()
        #expect(feed(.byte(0xC3), to: &decoder) == nil)
        #expect(feed(.pause, to: &decoder) == nil)
        #expect(feed(.byte(0xA9), to: &decoder) == .character("é"))
    }

    @Test("a sequence that grows without end takes no memory and can be left")
    func endless() {
        var decoder = KeyDecoder()
        for byte in "\u{1B}[".utf8 { _ = decoder.feed(.byte(byte)) }
        for _ in 0..<100_000 { #expect(feed(.byte(0x31), to: &decoder) == nil) }
        #expect(feed(.byte(0x7E), to: &decoder) == nil)
        #expect(!decoder.isInside)
    }

    private func mice(_ bytes: [UInt8]) -> [Mouse] {
        var decoder = KeyDecoder()
        let events = (bytes.map { .byte($0) } + [.pause]).compactMap { decoder.feed($0) }
        return events.compactMap { if case .mouse(let mouse) = $0 { mouse } else { nil } }
    }

    @Test(
        "presses of the left button and the wheel are reports, in both forms",
        arguments: [
            ("\u{1B}[<0;5;3M", Mouse.Gesture.click, 4, 2), ("\u{1B}[<64;300;2M", .wheelUp, 299, 1),
            ("\u{1B}[<65;1;1M", .wheelDown, 0, 0), ("\u{1B}[M %#", .click, 4, 2),
            ("\u{1B}[Ma!!", .wheelDown, 0, 0),
        ])
    func mouse(text: String, gesture: Mouse.Gesture, column: Int, row: Int) {
        #expect(mice(Array(text.utf8)) == [Mouse(gesture, at: Point(column: column, row: row))])
        #expect(keys(text) == [])
    }

    @Test("the three bytes of a report may be no text", arguments: [UInt8(0x80), 0xC3, 0xFF])
    func farRight(byte: UInt8) {
        let report = Array("\u{1B}[M ".utf8) + [byte, 0x21]
        #expect(mice(report) == [Mouse(.click, at: Point(column: Int(byte) - 33, row: 0))])
        #expect(keys(report + Array("q".utf8)) == [.character("q")])
    }

    @Test(
        "releases, other buttons and malformed reports are dropped as a whole",
        arguments: [
            "\u{1B}[<0;5;3m", "\u{1B}[<2;5;3M", "\u{1B}[<32;5;3M", "\u{1B}[<0;5M", "\u{1B}[<0;5;3;4M",
            "\u{1B}[<;;M",
            "\u{1B}[<0;0;3M", "\u{1B}[<0;99999999999999999999;3M", "\u{1B}[<0;-1;3M", "\u{1B}[M#!!",
            "\u{1B}[M  !",
            "\u{1B}[200~\u{1B}[<0;5;3M\u{1B}[201~",
        ])
    func noReport(text: String) {
        #expect(mice(Array(text.utf8)) == [])
        #expect(keys(text + "z") == [.character("z")])
    }
}
