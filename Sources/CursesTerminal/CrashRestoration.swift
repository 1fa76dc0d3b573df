internal import CNcurses

/// What to write to put a terminal back, as bytes prepared beforehand for a signal handler.
enum CrashRestoration {
    /// Mouse and attributes off, colours, cursor and keypad as they were, bracketed paste off, back to the normal screen.
    ///
    /// Only while ncurses knows the terminal. Delays of old terminals are left out.
    static func bytes() -> [UInt8] {
        var bytes: [UInt8] = []
        bytes += MouseReport.off()
        for name in ["BD", "sgr0", "op", "cnorm", "rmkx"] { bytes += capability(name) }
        let normalScreen = capability("rmcup")
        return bytes + (normalScreen.isEmpty ? lastLine() : normalScreen)
    }

    /// A capability of the terminal without its delays; empty if it has none.
    static func capability(_ name: String) -> [UInt8] {
        guard let text = unsafe cncurses_capability(name) else { return [] }
        return withoutDelays(unsafe Array(String(cString: text).utf8))
    }

    /// Terminals without a second screen: to the last line, as `endwin` does.
    private static func lastLine() -> [UInt8] {
        guard let cup = unsafe cncurses_capability("cup"),
            let text = unsafe cncurses_moved(cup, cncurses_rows() - 1, 0)
        else { return [0x0D, 0x0A] }
        return withoutDelays(unsafe Array(String(cString: text).utf8)) + [0x0D, 0x0A]
    }

    private static func withoutDelays(_ text: [UInt8]) -> [UInt8] {
        var kept: [UInt8] = []
        var rest = text[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "$"), rest.first == UInt8(ascii: "<"),
                let end = rest.firstIndex(of: UInt8(ascii: ">"))
            {
                rest = rest[(end + 1)...]
            } else {
                kept.append(byte)
            }
        }
        return kept
    }
}
