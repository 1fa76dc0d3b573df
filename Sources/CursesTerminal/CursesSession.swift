internal import CNcurses
internal import Glibc

/// How ncurses is turned on.
enum CursesSession {
    /// Milliseconds to wait whether more follows an escape character.
    private static let escapeDelay: Int32 = 25

    /// What is tried where terminfo does not know a terminal: nearly all that are younger than it understand xterm. Who
    /// does not even say what it is gets the least.
    private static func substitutes(for name: String) -> [String] {
        name.isEmpty ? ["vt100", "ansi"] : ["xterm-256color", "xterm", "vt100"]
    }

    /// Turns it on.
    /// - Returns: the description that is used: of the terminal itself, or of one that it is taken for.
    static func start(named name: String, on device: TerminalDevice) throws(TerminalError) -> String {
        guard let input = unsafe fdopen(device.input, "r"), let output = unsafe fdopen(device.output, "w")
        else {
            throw .refused(unsafe String(cString: strerror(errno)))
        }
        set_escdelay(escapeDelay)
        let handlers = SignalHandlers()
        let names = (name.isEmpty ? [] : [name]) + substitutes(for: name)
        guard let used = names.first(where: { unsafe newterm($0, output, input) != nil }) else {
            handlers.putBack()
            throw .unknown(name)
        }
        handlers.putBack()
        guard !CrashRestoration.capability("cup").isEmpty else {
            endwin()
            throw .tooSimple(name)
        }
        raw()
        noecho()
        nonl()
        // Else ncurses leaves a screen half written when a key comes meanwhile.
        typeahead(-1)
        curs_set(0)
        return used
    }

    /// Whether there is colour; ncurses is ready for it then.
    static func startColor() -> Bool {
        guard has_colors(), start_color() == OK else { return false }
        // Where it fails, the terminal's own colours are white on black to ncurses, which is what it shows then.
        _ = use_default_colors()
        return true
    }
}

/// The handlers of signals that ncurses would take over.
private struct SignalHandlers {
    private let kept: [(signal: Int32, action: sigaction)]

    init() {
        kept = [SIGINT, SIGTERM, SIGTSTP].map { signal in
            var action = sigaction()
            unsafe sigaction(signal, nil, &action)
            return (signal, action)
        }
    }

    /// Puts the handlers back, and takes `SIGWINCH` over, only to interrupt waits.
    func putBack() {
        for (signal, action) in kept {
            var action = action
            unsafe sigaction(signal, &action, nil)
        }
        var ignoring = sigaction()
        unsafe ignoring.__sigaction_handler.sa_handler = { _ in }
        unsafe sigaction(SIGWINCH, &ignoring, nil)
    }
}
