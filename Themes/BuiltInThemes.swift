/// The themes that are part of the program, as the text of the files in this folder.
package enum BuiltInThemes {
    /// The name of a file without `.toml`, which is the theme's name too, and the file's text.
    ///
    /// In the order in which a person steps through them; the first is the one to start with.
    package static var all: [(name: String, text: String)] {
        [
            ("dark", text(PackageResources.dark_toml)),
            ("light", text(PackageResources.light_toml)),
            ("high-contrast", text(PackageResources.high_contrast_toml)),
            ("colour-blind", text(PackageResources.colour_blind_toml)),
            ("monochrome", text(PackageResources.monochrome_toml)),
            ("terminal16", text(PackageResources.terminal16_toml)),
        ]
    }

    private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
