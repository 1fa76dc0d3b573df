internal import CNcurses
internal import TerminalUI

/// Where ncurses reads keys, without writing to the screen on that occasion.
///
/// Safe because the window is its own and lives as long as the process.
@safe struct CursesKeyboard {
    /// A pad, since reading from any other window refreshes it first.
    private let window: UnsafeMutablePointer<WINDOW>

    init() throws(TerminalError) {
        guard let pad = unsafe newpad(1, 1) else { throw .refused("out of memory") }
        unsafe window = pad
        _ = unsafe keypad(pad, true)
        _ = unsafe nodelay(pad, true)
        // Not before the pad has made ncurses learn its keys.
        MouseReport.takeFromNcurses()
    }

    /// The next input that has come already; waits only to learn whether an escape stands alone.
    func read() -> KeyDecoder.Input {
        let value = unsafe wgetch(window)
        if value == ERR { return .pause }
        return UInt8(exactly: value).map { .byte($0) } ?? .key(Self.key(value))
    }

    /// Function keys and `KEY_RESIZE`, which `resizeterm` leaves behind, mean nothing here.
    private static func key(_ code: Int32) -> Key? {
        switch code {
        case KEY_UP: .up
        case KEY_DOWN: .down
        case KEY_LEFT: .left
        case KEY_RIGHT: .right
        case KEY_HOME, KEY_FIND: .home
        case KEY_END, KEY_SELECT: .end
        case KEY_PPAGE: .pageUp
        case KEY_NPAGE: .pageDown
        case KEY_DC: .delete
        case KEY_BACKSPACE: .backspace
        case KEY_ENTER: .enter
        case KEY_BTAB: .backTab
        default: nil
        }
    }
}
