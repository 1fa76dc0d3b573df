internal import CNcurses
internal import Glibc
package import TerminalUI

/// What the process was told about the terminal that it was started in.
package struct TerminalEnvironment: Sendable, Equatable {
    /// The terminal's name in terminfo; empty if nobody said.
    package var name: String
    /// What the locale calls its character encoding.
    package var codeset: String
    /// False where a person asked for no colour.
    package var usesColor: Bool

    /// Creates an environment.
    package init(name: String, codeset: String, usesColor: Bool = true) {
        self.name = name
        self.codeset = codeset
        self.usesColor = usesColor
    }

    /// The environment of this process: `TERM`, `NO_COLOR` if it is not empty, and the locale.
    ///
    /// The locale must have been set with `setlocale`, or it is that of C.
    package static func ofProcess() -> TerminalEnvironment {
        TerminalEnvironment(
            name: variable("TERM"), codeset: unsafe String(cString: cncurses_codeset()),
            usesColor: variable("NO_COLOR").isEmpty)
    }

    /// The glyphs that suit it best.
    package var glyphs: GlyphSet { GlyphSet.suited(codeset: codeset, terminal: name) }

    private static func variable(_ name: String) -> String {
        unsafe getenv(name).map { unsafe String(cString: $0) } ?? ""
    }
}
