/// Where canvases are shown and keys come from.
public protocol Terminal {
    /// How large the screen is now.
    var size: Size { get }

    /// Shows a canvas; writes nothing if the screen shows it already.
    /// - Parameters:
    ///   - canvas: clipped to the screen if it is larger.
    ///   - theme: what the roles look like.
    ///   - cursor: where the text cursor stands; hidden if nil.
    mutating func present(_ canvas: Canvas, theme: Theme, cursor: Point?)

    /// Whether clicks and the wheel come as events. While they do, most terminals select text only with Shift.
    var usesMouse: Bool { get set }

    /// Makes a sound, or flashes the screen where there is none.
    mutating func ring()

    /// Waits for the next event.
    /// - Parameters:
    ///   - nanoseconds: how long to wait at most; 0 only looks.
    ///   - heedsAttention: whether something else that asks for attention ends the wait.
    /// - Returns: nil if the time is over, or if something else asks for attention.
    mutating func nextEvent(timeout nanoseconds: Int64, heedsAttention: Bool) -> TerminalEvent?
}

/// What a terminal reports.
public enum TerminalEvent: Sendable, Equatable {
    /// A key was pressed.
    case key(Key)
    /// The mouse was used, which comes only while `usesMouse` is on.
    case mouse(Mouse)
    /// The screen has another size now.
    case resized(Size)
    /// The terminal is gone: end of file, an input error or a hang-up. Nothing else will come.
    case closed
}
