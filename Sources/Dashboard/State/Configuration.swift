package import Telemetry
package import TerminalUI

/// Where what a dashboard shows comes from.
package enum Source: Sendable, Equatable {
    /// A run in the same process, which goes on without a screen if it is left so.
    case embedded
    /// The same, but nobody could ever attach to it again.
    case unreachable
    /// A run in another process.
    case attached
    /// A record.
    case replayed
}

/// What a dashboard is told when it begins.
package struct Configuration: Sendable {
    /// What runs, as on the command line; shown until the first snapshot says it.
    package var workload: String
    /// The switches at the start; shown until the first snapshot says them.
    package var settings: Settings
    /// The themes that the key goes through, at least one.
    package var themes: [Theme]
    /// The characters that the terminal can be trusted with.
    package var glyphs: GlyphSet
    /// How the screen is wanted at the start.
    package var habits = Habits()
    /// Seconds that the local clock is ahead of UTC, at a Unix time in seconds.
    package var utcOffset: @Sendable (Int64) -> Int64 = { _ in 0 }
    /// How each theme is named on the command line: by its name, or by its file.
    package var themeChoices: [String]
    /// Whether the terminal can be sent more than ASCII.
    package var isUnicode = true
    /// Whether a person asked on the command line that nothing may be asked of the run, so that no key changes that.
    package var isReadOnlyFixed = false

    /// Where what is shown comes from.
    package var source = Source.embedded
    /// What a person should know from the start; it stands where keys are answered, until the first one.
    package var remark: String?

    /// Creates a configuration.
    /// - Parameters:
    ///   - theme: index into `themes`; one that does not exist counts as the first.
    package init(
        workload: String, settings: Settings = Settings(), themes: [Theme], theme: Int = 0,
        glyphs: GlyphSet = .braille
    ) {
        precondition(!themes.isEmpty, "a dashboard has at least one theme")
        self.workload = workload
        self.settings = settings
        self.themes = themes
        habits.theme = themes.indices.contains(theme) ? theme : 0
        self.glyphs = glyphs
        themeChoices = themes.map(\.name)
    }
}
