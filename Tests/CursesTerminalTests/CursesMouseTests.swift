import CursesTerminal
import TerminalUI
import Testing

/// The mouse belongs to the one terminal too.
extension CursesTerminalTests {
    @Test(
        "clicks and the wheel are events, at the cell under the pointer; releases and other buttons are not",
        arguments: [
            ("xterm-256color", "\u{1B}[<0;5;3M\u{1B}[<0;5;3m\u{1B}[<2;1;1M\u{1B}[<64;1;2M\u{1B}[<65;20;1Mq"),
            ("tmux-256color", "\u{1B}[M %#\u{1B}[M#%#\u{1B}[M\"!!\u{1B}[M`!\"\u{1B}[Ma4!q"),
        ])
    func mouse(terminalName: String, reports: String) throws {
        try withTerminal(terminalName) { tty, terminal in
            #expect(!tty.written().contains("1000"))
            terminal.usesMouse = true
            #expect(tty.written().contains("1000h"))
            tty.type(reports)
            var events: [TerminalEvent] = []
            while let event = terminal.nextEvent(timeout: 0) { events.append(event) }
            #expect(
                events == [
                    .mouse(Mouse(.click, at: Point(column: 4, row: 2))),
                    .mouse(Mouse(.wheelUp, at: Point(column: 0, row: 1))),
                    .mouse(Mouse(.wheelDown, at: Point(column: 19, row: 0))), .key(.character("q")),
                ])
            terminal.usesMouse = false
            #expect(tty.written().contains("1000l"))
        }
    }

    @Test(
        "the mouse is off after the end, also after a crash", arguments: ["xterm-256color", "tmux-256color"])
    func mouseOff(terminalName: String) throws {
        try withTerminal(terminalName) { tty, terminal in
            terminal.usesMouse = true
            #expect(String(decoding: terminal.crashRestoration().bytes, as: UTF8.self).contains("1000l"))
            _ = tty.written()
            terminal.restore()
            #expect(tty.written().contains("1000l"))
        }
    }

    @Test("a terminal without a mouse is not asked for it")
    func noMouse() throws {
        try withTerminal("vt220") { tty, terminal in
            _ = tty.written()
            terminal.usesMouse = true
            terminal.usesMouse = false
            #expect(tty.written() == "")
        }
    }
}
