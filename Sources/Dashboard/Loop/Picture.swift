internal import TerminalUI

/// What is on the screen, as text.
package struct Picture: Sendable {
    /// Its characters alone.
    package let plain: String
    /// With the escape sequences of its colours.
    package let colored: String

    init(_ canvas: Canvas, theme: Theme) {
        plain = canvas.text + "\n"
        colored = AnsiText(canvas, theme: theme).text
    }
}
