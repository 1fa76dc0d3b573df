internal import CNcurses
internal import Glibc
package import TerminalUI

/// A terminal driven by ncurses.
///
/// There is one at a time, used from one thread. It owns descriptors of its own, so that standard output and
/// standard error may go elsewhere while it is on.
package final class CursesTerminal: Terminal {
    private enum Phase {
        case on
        /// Left to others, until the process is in the foreground again.
        case away
        case off
    }

    private let device: TerminalDevice
    private let attention: Int32
    private let jobs: JobControl
    private let depth: ColorDepth
    private let cells: CursesCells
    private let restoration: [UInt8]
    private let pasteOff: [UInt8]
    private let mouseOff: [UInt8]
    private let hasSecondScreen: Bool
    private let keyboard: CursesKeyboard
    private var phase = Phase.on
    private var colors: CursesColors
    private var shown: Shown?
    private var decoder = KeyDecoder()
    /// When the terminal last sent something, in nanoseconds of the monotonic clock.
    private var lastInput: Int64 = 0

    /// What a person should know about how the terminal is driven; nil where it is known to terminfo.
    package let remark: String?

    /// Whether the terminal reports the mouse, which ends with `restore`.
    package var usesMouse = false {
        didSet {
            guard phase == .on, usesMouse != oldValue else { return }
            device.write(usesMouse ? MouseReport.on() : mouseOff)
        }
    }

    /// How large the screen is, as it was last noticed.
    package private(set) var size: Size

    private struct Shown {
        var canvas: Canvas
        var theme: Theme
        var cursor: Point?
    }

    /// Turns the screen on: raw mode, second screen, no cursor.
    ///
    /// The handlers of `SIGINT`, `SIGTERM` and `SIGTSTP` stay as they are; `SIGWINCH` gets one that does nothing
    /// but interrupt a wait.
    /// - Parameters:
    ///   - environment: what to believe about the terminal.
    ///   - input: where keys come from; stays open.
    ///   - output: where the screen is; stays open.
    ///   - attention: a descriptor that ends `nextEvent` by becoming readable; negative for none.
    ///   - jobs: how the process stops and goes on; its signals make `attention` readable.
    /// - Throws: if there is no terminal, or none that a screen can be drawn on.
    package init(
        environment: TerminalEnvironment, input: Int32 = STDIN_FILENO, output: Int32 = STDOUT_FILENO,
        attention: Int32 = -1, jobs: JobControl = .none
    ) throws(TerminalError) {
        device = try TerminalDevice(input: input, output: output)
        self.attention = attention
        self.jobs = jobs
        let description = try CursesSession.start(named: environment.name, on: device)
        remark =
            description == environment.name
            ? nil : "\(TerminalError.unknown(environment.name).summary): drawn as \(description)"
        let hasColor = environment.usesColor && CursesSession.startColor()
        depth = hasColor ? CursesColors.depth() : .none
        colors = CursesColors(theme: Theme(name: "", appearances: [:]), depth: depth)
        cells = CursesCells(isUnicode: GlyphSet.isUnicode(codeset: environment.codeset))
        keyboard = try CursesKeyboard()
        restoration = CrashRestoration.bytes()
        pasteOff = CrashRestoration.capability("BD")
        mouseOff = MouseReport.off()
        hasSecondScreen = !CrashRestoration.capability("rmcup").isEmpty
        size = Size(columns: Int(cncurses_columns()), rows: Int(cncurses_rows()))
        device.write(CrashRestoration.capability("BE"))
        if let real = device.size, real != size { adopt(real) }
    }

    deinit { restore() }

    /// What a handler of a crash writes to put the terminal back, and where; without allocating anything.
    package func crashRestoration() -> (bytes: [UInt8], descriptor: Int32) { (restoration, device.output) }

    /// Puts the terminal back as it was and gives it up: nothing is shown any more, and every event is `closed`.
    package func restore() {
        guard phase != .off else { return }
        if phase == .on { leaveScreen() }
        phase = .off
        device.close()
    }

    private func leaveScreen() {
        device.revive()
        device.write((usesMouse ? mouseOff : []) + pasteOff)
        endwin()
        // Without a second screen the last line still holds what was drawn there.
        if !hasSecondScreen { device.write([0x0D, 0x0A]) }
    }

    package func present(_ canvas: Canvas, theme: Theme, cursor: Point?) {
        guard phase == .on else { return }
        let isNewTheme = shown?.theme != theme
        if isNewTheme { colors = CursesColors(theme: theme, depth: depth) }
        let changes = Change.all(from: isNewTheme ? nil : shown?.canvas, to: canvas, within: size)
        guard !changes.isEmpty || shown?.cursor != cursor || shown == nil else { return }
        let parts = shown == nil || isNewTheme ? [changes] : Change.parts(changes, columns: size.columns)
        shown = Shown(canvas: canvas, theme: theme, cursor: cursor)
        for part in parts {
            for change in part where !change.cell.isContinuation { put(change) }
            place(cursor)
            unsafe wrefresh(cncurses_screen())
        }
    }

    package func ring() {
        if phase == .on { beep() }
    }

    package func nextEvent(timeout nanoseconds: Int64, heedsAttention: Bool = true) -> TerminalEvent? {
        let deadline = TerminalDevice.now() + max(0, nanoseconds)
        while true {
            if phase == .off { return .closed }
            if let event = stoppedOrContinued() { return event }
            if phase == .on, let event = resized() ?? pressed() { return event }
            let (awaited, rest) = (heedsAttention ? attention : -1, deadline - TerminalDevice.now())
            switch device.wait(attention: awaited, nanoseconds: rest, hasInput: phase == .on) {
            case .timeout, .attention: return phase == .on ? stoppedOrContinued() ?? resized() : nil
            case .closed: return .closed
            case .interrupted: continue
            case .input: if device.isAtEnd { return .closed }
            }
        }
    }

    // MARK: - Screen

    /// Hands a cell to ncurses.
    private func put(_ change: Change) {
        let look = colors.look(of: change.cell.style)
        var complex = cchar_t()
        let text = cells.scalars(of: change.cell) + [0]
        guard unsafe setcchar(&complex, text, look.attributes, look.pair, nil) == OK else { return }
        let screen = unsafe cncurses_screen()
        // The last cell of the screen reports an error, since the cursor has nowhere to go, and is set all the same.
        _ = unsafe mvwadd_wch(screen, Int32(change.row), Int32(change.column), &complex)
    }

    private func place(_ cursor: Point?) {
        let screen = unsafe cncurses_screen()
        guard let cursor, Rect(size).contains(column: cursor.column, row: cursor.row) else {
            curs_set(0)
            _ = unsafe leaveok(screen, true)
            return
        }
        _ = unsafe leaveok(screen, false)
        unsafe wmove(screen, Int32(cursor.row), Int32(cursor.column))
        curs_set(1)
    }

    private func adopt(_ real: Size) {
        resizeterm(Int32(real.rows), Int32(real.columns))
        size = real
        repaint()
    }

    /// Forgets what is on the screen, so that the next canvas is written in full.
    private func repaint() {
        shown = nil
        unsafe werase(cncurses_screen())
        _ = unsafe clearok(cncurses_shown(), true)
    }

    // MARK: - Events

    private func resized() -> TerminalEvent? {
        guard let real = device.size, real != size else { return nil }
        adopt(real)
        return .resized(real)
    }

    /// The next key or report of the mouse that has come already.
    private func pressed() -> TerminalEvent? {
        while true {
            let input = keyboard.read()
            if input != .pause { noteInput() }
            let event = decoder.feed(input)
            if event == Self.redraw {
                repaint()
                return .resized(size)
            }
            if event == Self.suspend { return stop(everybody: true) }
            if let event { return event }
            if input == .pause { return nil }
        }
    }

    /// Control-L, which draws the screen anew after something else has written over it.
    private static let redraw = TerminalEvent.key(.character("\u{C}"))
    /// Control-Z, which in raw mode is a key like any other.
    private static let suspend = TerminalEvent.key(.character("\u{1A}"))
    private static let patience: Int64 = 1_000_000_000

    /// Follows a stop from outside, or the end of one.
    private func stoppedOrContinued() -> TerminalEvent? {
        if jobs.takeStop() { return stop(everybody: false) }
        // A shell that brings back what runs in the background says nothing.
        return jobs.takeContinue() || phase == .away ? goOn() : nil
    }

    /// Leaves the terminal to the shell while the process stands still.
    private func stop(everybody: Bool) -> TerminalEvent? {
        if phase == .on { leaveScreen() }
        phase = .away
        jobs.stop(everybody)
        _ = jobs.takeContinue()
        return goOn()
    }

    /// Takes the terminal again, unless the process goes on in the background.
    /// - Returns: nil in the background.
    private func goOn() -> TerminalEvent? {
        guard device.isForeground else { return nil }
        // Stopped by a signal that nobody can handle: the shell has had the terminal as it was.
        if phase == .on { endwin() }
        phase = .on
        reset_prog_mode()
        device.write(CrashRestoration.capability("BE") + (usesMouse ? MouseReport.on() : []))
        repaint()
        return resized() ?? .resized(size)
    }

    /// A sequence of which no more came for a second has ended, well-formed or not.
    private func noteInput() {
        let now = TerminalDevice.now()
        if decoder.isInside, now - lastInput > Self.patience { decoder.reset() }
        lastInput = now
    }
}
