internal import Glibc
internal import TerminalUI

/// The terminal as the kernel sees it: two descriptors of our own, under numbers that scripts leave alone. One that closed what it
/// finds and opened its own files would get the screen written into them.
struct TerminalDevice {
    let input: Int32
    let output: Int32
    /// Where the terminal can be opened again; nil where nobody knows.
    private let path: String?

    /// Opens the terminal anew for itself, so that nobody else's flags (`O_NONBLOCK`) or closing get in the way.
    init(input: Int32, output: Int32) throws(TerminalError) {
        guard isatty(input) == 1, isatty(output) == 1 else { throw .notATerminal }
        let ownInput = Self.reopened(input)
        let ownOutput = Self.reopened(output)
        guard ownInput >= 0, ownOutput >= 0 else {
            throw .refused(unsafe String(cString: strerror(errno)))
        }
        self.input = ownInput
        self.output = ownOutput
        path = unsafe ttyname(ownOutput).map { unsafe String(cString: $0) }
    }

    /// Opens the terminal again under the same numbers, should a script have closed them.
    func revive() {
        for descriptor in [input, output] where fcntl(descriptor, F_GETFD) < 0 {
            guard let path, case let own = unsafe open(path, O_RDWR | O_NOCTTY | O_CLOEXEC), own >= 0 else {
                continue
            }
            if own != descriptor {
                dup2(own, descriptor)
                _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
                Glibc.close(own)
            }
        }
    }

    /// Gives the terminal up: both descriptors lead nowhere from now on, so that ncurses, which knows their numbers, does no
    /// harm to whatever would get them next.
    func close() {
        let nowhere = unsafe open("/dev/null", O_RDWR | O_CLOEXEC)
        guard nowhere >= 0 else { return }
        dup2(nowhere, input)
        dup2(nowhere, output)
        Glibc.close(nowhere)
    }

    /// Whether the terminal is ours to read and write: not after `bg`.
    var isForeground: Bool {
        let group = tcgetpgrp(output)
        return group < 0 || group == getpgrp()
    }

    private static func reopened(_ descriptor: Int32) -> Int32 {
        if let name = unsafe ttyname(descriptor) {
            let own = unsafe open(name, O_RDWR | O_NOCTTY | O_CLOEXEC)
            if own >= 0 {
                defer { Glibc.close(own) }
                return duplicate(of: own)
            }
        }
        return duplicate(of: descriptor)
    }

    private static func duplicate(of descriptor: Int32) -> Int32 {
        let aside = fcntl(descriptor, F_DUPFD_CLOEXEC, 512)
        return aside >= 0 ? aside : fcntl(descriptor, F_DUPFD_CLOEXEC, 3)
    }

    /// The size that the kernel knows; nil if it knows none, as on a serial line.
    var size: Size? {
        var window = winsize()
        guard unsafe ioctl(output, UInt(TIOCGWINSZ), &window) == 0, window.ws_col > 0, window.ws_row > 0
        else {
            return nil
        }
        return Size(columns: Int(window.ws_col), rows: Int(window.ws_row))
    }

    /// Writes past ncurses, all of it or until the terminal is gone.
    func write(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let written = unsafe rest.withUnsafeBytes { unsafe Glibc.write(output, $0.baseAddress, $0.count) }
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { return }
            rest = rest.dropFirst(written)
        }
    }

    /// Why a wait ended.
    enum Wake: Equatable { case input, attention, closed, timeout, interrupted }

    /// Waits for input or for another descriptor to become readable.
    /// - Parameters:
    ///   - attention: negative for none.
    ///   - nanoseconds: not positive only looks.
    ///   - hasInput: whether to wait for input, too.
    func wait(attention: Int32, nanoseconds: Int64, hasInput: Bool = true) -> Wake {
        var descriptors = [
            pollfd(fd: hasInput ? input : -1, events: Int16(POLLIN), revents: 0),
            pollfd(fd: attention, events: Int16(POLLIN), revents: 0),
        ]
        // Rounded up, so that a wait never ends before its time.
        let milliseconds = min(Int64(Int32.max), (max(0, nanoseconds) + 999_999) / 1_000_000)
        let ready = unsafe poll(&descriptors, 2, Int32(milliseconds))
        if ready < 0 { return errno == EINTR ? .interrupted : .closed }
        let events = Int32(descriptors[0].revents)
        if events & POLLIN != 0 { return .input }
        if events & (POLLHUP | POLLERR | POLLNVAL) != 0 { return .closed }
        return descriptors[1].revents != 0 ? .attention : .timeout
    }

    /// Whether input that `wait` has announced is only the end of it.
    var isAtEnd: Bool {
        var available: Int32 = 0
        return unsafe ioctl(input, UInt(FIONREAD), &available) != 0 || available == 0
    }

    /// Nanoseconds of the monotonic clock.
    static func now() -> Int64 {
        var time = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
}
