/// What was pressed.
public enum Key: Sendable, Hashable {
    /// A printable character, or a combination with Control as its letter's control character.
    case character(Character)
    /// Return.
    case enter
    /// Escape, alone.
    case escape
    /// Backspace.
    case backspace
    /// Tab.
    case tab
    /// Tab with Shift.
    case backTab
    /// Cursor up.
    case up
    /// Cursor down.
    case down
    /// Cursor left.
    case left
    /// Cursor right.
    case right
    /// One page up.
    case pageUp
    /// One page down.
    case pageDown
    /// To the beginning.
    case home
    /// To the end.
    case end
    /// Delete.
    case delete
    /// Control-C.
    case interrupt
}
