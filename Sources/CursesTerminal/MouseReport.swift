internal import CNcurses
internal import TerminalUI

/// How terminals report the mouse, and how they are asked to.
///
/// Asked for are presses and the wheel (1000), in decimal numbers (1006); terminals that know only the former send three
/// bytes, which reach to column 223. ncurses could do this, but drops a press that arrives together with its release, as
/// it does over a slow line. See "Mouse Tracking" in https://invisible-island.net/xterm/ctlseqs/ctlseqs.html.
enum MouseReport {
    /// What asks for reports; nothing on a terminal without a mouse.
    static func on() -> [UInt8] { isKnown ? Array("\u{1B}[?1000h\u{1B}[?1006h".utf8) : [] }

    /// What asks for no more reports.
    static func off() -> [UInt8] { isKnown ? Array("\u{1B}[?1006l\u{1B}[?1000l".utf8) : [] }

    /// Leaves the reports to `KeyDecoder`.
    static func takeFromNcurses() { keyok(KEY_MOUSE, false) }

    private static var isKnown: Bool { !CrashRestoration.capability("kmous").isEmpty }

    /// What `ESC [ < button ; column ; row M` says; nil for a release or anything that means nothing here.
    static func decimal(_ parameters: [UInt8], final: UInt8) -> Mouse? {
        let numbers = parameters.dropFirst().split(
            separator: UInt8(ascii: ";"), omittingEmptySubsequences: false
        )
        .map { Int(String(decoding: $0, as: UTF8.self)) }
        guard final == UInt8(ascii: "M"), numbers.count == 3, let button = numbers[0] else { return nil }
        guard let column = numbers[1], let row = numbers[2] else { return nil }
        return mouse(button: button, column: column, row: row)
    }

    /// What the three bytes after `ESC [ M` say.
    static func bytes(_ bytes: [UInt8]) -> Mouse? {
        let numbers = bytes.map { Int($0) - 32 }
        return mouse(button: numbers[0], column: numbers[1], row: numbers[2])
    }

    /// Columns and rows count from 1. Shift, Alt and Control change the number of the button and mean nothing here.
    private static func mouse(button: Int, column: Int, row: Int) -> Mouse? {
        guard column > 0, row > 0, column < 10_000, row < 10_000 else { return nil }
        let gestures: [Int: Mouse.Gesture] = [0: .click, 64: .wheelUp, 65: .wheelDown]
        return gestures[button].map { Mouse($0, at: Point(column: column - 1, row: row - 1)) }
    }
}
