import CursesTerminal
import Glibc
import TerminalUI
import Testing

extension CursesTerminalTests {
    /// Stops of a process that are played, not suffered.
    private final class Stops {
        var isAsked = false
        var modes: [tcflag_t] = []
        var everybody: [Bool] = []
    }

    @Test(
        "a stop leaves the terminal as it was, and then everything is drawn anew", arguments: [true, false])
    func stop(byKey: Bool) throws {
        let stops = Stops()
        let tty = try PseudoTerminal()
        let plain = Theme(name: "plain", appearances: [:])
        var canvas = Canvas(size: Size(columns: 20, rows: 3))
        canvas.write("phantoms 12", column: 0, row: 0, style: Style(.text))
        let before = tty.localModes
        let jobs = JobControl(
            takeStop: {
                defer { stops.isAsked = false }
                return stops.isAsked
            }, takeContinue: { false },
            stop: {
                stops.everybody.append($0)
                stops.modes.append(tty.localModes)
            })
        let terminal = try CursesTerminal(
            environment: TerminalEnvironment(name: "xterm-256color", codeset: "UTF-8"), input: tty.program,
            output: tty.program, jobs: jobs)
        defer { terminal.restore() }
        terminal.present(canvas, theme: plain, cursor: nil)
        let during = tty.localModes
        _ = tty.written()
        if byKey { tty.type("\u{1A}") } else { stops.isAsked = true }
        #expect(terminal.nextEvent(timeout: 1_000_000_000) == .resized(Size(columns: 20, rows: 3)))
        #expect(stops.everybody == [byKey] && stops.modes == [before] && before != during)
        #expect(tty.localModes == during)
        #expect(tty.written().contains("\u{1B}[?1049l"))
        terminal.present(canvas, theme: plain, cursor: nil)
        let written = tty.written()
        #expect(written.contains("\u{1B}[?1049h") && written.contains("phantoms 12"))
    }
}
