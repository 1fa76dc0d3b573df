import CNcurses
import Glibc

/// A pseudo terminal: the program has one end, the test reads and types at the other.
@safe final class PseudoTerminal {
    /// The end that a program takes for its terminal.
    let program: Int32
    private let person: Int32
    private var isOpen = true

    /// - Throws: `errno` if the system has no pseudo terminal left.
    init(columns: UInt16 = 20, rows: UInt16 = 3) throws {
        person = unsafe open("/dev/ptmx", O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC)
        var number: UInt32 = 0
        var unlocked: Int32 = 0
        guard unsafe ioctl(person, Self.unlock, &unlocked) == 0,
            unsafe ioctl(person, Self.tellNumber, &number) == 0
        else {
            throw Refused(code: errno)
        }
        program = unsafe open("/dev/pts/\(number)", O_RDWR | O_NOCTTY | O_CLOEXEC)
        resize(columns: columns, rows: rows)
    }

    // TIOCSPTLCK and TIOCGPTN, which Swift cannot read from <asm-generic/ioctls.h>.
    private static let unlock: UInt = 0x4004_5431
    private static let tellNumber: UInt = 0x8004_5430

    /// The modes of the line that decide who handles keys (`c_lflag`).
    var localModes: tcflag_t {
        var modes = termios()
        unsafe tcgetattr(program, &modes)
        return modes.c_lflag
    }

    struct Refused: Error { let code: Int32 }

    deinit {
        hangUp()
        close(program)
    }

    func resize(columns: UInt16, rows: UInt16) {
        var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        _ = unsafe ioctl(person, UInt(TIOCSWINSZ), &size)
    }

    func type(_ text: String) {
        let bytes = Array(text.utf8)
        _ = unsafe bytes.withUnsafeBytes { unsafe write(person, $0.baseAddress, $0.count) }
    }

    /// What the program has written since the last time.
    func written() -> String {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = unsafe read(person, &buffer, buffer.count)
            guard count > 0 else { return String(decoding: bytes, as: UTF8.self) }
            bytes += buffer[..<count]
        }
    }

    func hangUp() {
        if isOpen { close(person) }
        isOpen = false
    }
}
