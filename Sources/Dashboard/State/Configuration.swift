package import LeakAnalysis
package import Telemetry
package import TerminalUI

/// What a dashboard is told when it begins.
package struct Configuration: Sendable {
    /// What runs, as on the command line; shown until the first snapshot says it.
    package var workload: String
    /// The switches at the start; shown until the first snapshot says them.
    package var settings: Settings
    /// The themes that the key goes through, at least one.
    package var themes: [Theme]
    /// Index of the first theme shown.
    package var theme: Int
    /// The characters that the terminal can be trusted with.
    package var glyphs: GlyphSet
    /// Whether graphs stand still for an eighth of their width instead of scrolling with every column.
    package var isStepping = true
    /// Seconds that the local clock is ahead of UTC, at a Unix time in seconds.
    package var utcOffset: @Sendable (Int64) -> Int64 = { _ in 0 }
    /// Whether clicks and the wheel are answered.
    package var usesMouse = true
    /// How each theme is named on the command line: by its name, or by its file.
    package var themeChoices: [String]
    /// Whether the terminal can be sent more than ASCII.
    package var isUnicode = true
    /// Whether nothing may be asked of the run.
    package var isReadOnly = false
    /// What is to be marked when it is exceeded.
    package var thresholds = Thresholds()
    /// Whether a threshold that is exceeded rings the bell.
    package var rings = false
    /// Growth that is no leak.
    package var tolerance: Tolerance

    /// Creates a configuration.
    /// - Parameters:
    ///   - theme: index into `themes`; one that does not exist counts as the first.
    package init(
        workload: String, settings: Settings = Settings(), themes: [Theme], theme: Int = 0,
        glyphs: GlyphSet = .braille, tolerance: Tolerance = Tolerance()
    ) {
        precondition(!themes.isEmpty, "a dashboard has at least one theme")
        self.workload = workload
        self.settings = settings
        self.themes = themes
        self.theme = themes.indices.contains(theme) ? theme : 0
        self.glyphs = glyphs
        themeChoices = themes.map(\.name)
        self.tolerance = tolerance
    }
}
