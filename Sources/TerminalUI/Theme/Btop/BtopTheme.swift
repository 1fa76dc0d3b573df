extension Theme {
    /// Reads a theme for btop, since people have one already.
    ///
    /// What such a theme leaves out is as in btop's own. Its colours are made for other things, so each of our roles takes
    /// the one that is nearest in meaning; a text that would stand back too far to be read is brought nearer to the
    /// colour of the other text.
    /// - Parameters:
    ///   - text: the content of the file.
    ///   - file: what to call the file in an error; its name without folders and ending is the theme's.
    /// - Throws: the first thing that is wrong, with its line.
    public init(btop text: String, file: String) throws(ThemeError) {
        let colors = BtopColors(try BtopFile(text, file: file))
        let name = file.split(separator: "/").last.map(String.init) ?? file
        self.init(
            name: name.hasSuffix(".theme") ? String(name.dropLast(".theme".count)) : name,
            background: colors.background, appearances: colors.appearances)
    }
}

/// The colours of a btop theme, and what our roles make of them.
private struct BtopColors {
    private let file: BtopFile

    init(_ file: BtopFile) { self.file = file }

    /// btop's own theme, for what a file leaves out.
    private static let usual: [String: Color] = [
        "main_bg": grey(0x00), "main_fg": grey(0xCC), "title": grey(0xEE), "hi_fg": rgb(0xB54040),
        "selected_bg": rgb(0x6A2F2F), "selected_fg": grey(0xEE), "inactive_fg": grey(0x40),
        "cpu_box": rgb(0x556D59), "cpu_start": rgb(0x77CA9B), "cpu_mid": rgb(0xCBC06C),
        "cpu_end": rgb(0xDC4C4C), "temp_end": rgb(0xFF40B6), "free_end": rgb(0xB5E685),
        "cached_end": rgb(0x74E6FC), "available_end": rgb(0xFFB814), "used_end": rgb(0xFF4769),
        "upload_end": rgb(0xDCAFDE), "download_end": rgb(0xB0A9DE),
    ]

    var background: Color { self["main_bg"] }

    var appearances: [Role: Appearance] {
        let (good, warning, bad) = (self["cpu_start"], gradient("cpu", at: "mid"), gradient("cpu", at: "end"))
        let looks: [Role: Appearance] = [
            .text: plain(self["main_fg"]), .label: plain(self["main_fg"]),
            .muted: plain(standingBack), .axis: plain(standingBack),
            .title: bold(self["title"]), .key: bold(self["hi_fg"]), .frame: plain(self["cpu_box"]),
            .registry: plain(gradient("cached", at: "end")),
            .phantom: plain(gradient("available", at: "end")),
            .thread: plain(gradient("free", at: "end")), .heap: plain(gradient("used", at: "end")),
            .sweep: plain(gradient("download", at: "end")), .manual: plain(gradient("upload", at: "end")),
            .event: plain(gradient("temp", at: "end")),
            .good: plain(good), .warning: bold(warning), .bad: bold(bad),
            .pending: Appearance(foreground: readable(warning), attributes: .underline),
            .selection: Appearance(
                foreground: self["selected_fg"], background: self["selected_bg"], attributes: .bold),
        ]
        return looks
    }

    private subscript(name: String) -> Color {
        // An empty colour is the terminal's own.
        if let color = file.colors[name] { return color ?? .terminal }
        return Self.usual[name] ?? .terminal
    }

    /// The colour at a place of a gradient, which may have fewer places.
    private func gradient(_ name: String, at place: String) -> Color {
        let places = place == "mid" ? ["mid", "end", "start"] : ["end", "mid", "start"]
        let found = places.lazy.compactMap { file.colors["\(name)_\($0)"] ?? nil }.first
        return found ?? Self.usual["\(name)_\(place)"] ?? .terminal
    }

    private var standingBack: Color {
        file.colors["graph_text"] == nil ? self["inactive_fg"] : self["graph_text"]
    }

    private func plain(_ color: Color) -> Appearance { Appearance(foreground: readable(color)) }

    private func bold(_ color: Color) -> Appearance {
        Appearance(foreground: readable(color), attributes: .bold)
    }

    /// The colour itself, or one on the way to that of the text, of at least 3 : 1 against what is behind it.
    private func readable(_ color: Color) -> Color {
        let (behind, text) = (background, self["main_fg"])
        for share in 0...4 {
            let mixed = color.mixed(with: text, share: Double(share) / 4)
            guard let contrast = mixed.contrast(with: behind), contrast < 3 else { return mixed }
        }
        return text
    }

    private static func grey(_ value: UInt8) -> Color { .rgb(red: value, green: value, blue: value) }

    private static func rgb(_ value: UInt32) -> Color {
        .rgb(
            red: UInt8(truncatingIfNeeded: value >> 16), green: UInt8(truncatingIfNeeded: value >> 8),
            blue: UInt8(truncatingIfNeeded: value))
    }
}
