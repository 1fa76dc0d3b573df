package import LeakAnalysis
package import TerminalUI

/// How a person wants the screen: every option of it, each of which can be changed in place.
package struct Habits: Sendable, Equatable {
    /// Index of the theme.
    package var theme = 0
    /// The characters to draw with; nil for what suits locale and terminal.
    package var glyphs: GlyphSet?
    /// Whether clicks and the wheel are answered.
    package var usesMouse = true
    /// Whether graphs stand still for an eighth of their width instead of scrolling with every column.
    package var isStepping = true
    /// Whether nothing may be asked of the run.
    package var isReadOnly = false
    /// Whether a threshold that is exceeded rings the bell.
    package var rings = false
    /// What is to be marked when it is exceeded.
    package var thresholds = Thresholds()
    /// Growth that is no leak.
    package var tolerance = Tolerance()

    /// Creates the habits of somebody who has said nothing.
    package init() {}
}
