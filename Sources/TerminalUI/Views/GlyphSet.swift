/// The characters that a terminal can be trusted with.
public enum GlyphSet: String, CaseIterable, Sendable {
    /// Everything, graphs in braille dots.
    case braille
    /// What fonts of consoles have, graphs in half blocks.
    case block
    /// Nothing beyond ASCII.
    case ascii

    /// The set for a locale and a terminal.
    /// - Parameters:
    ///   - codeset: what `nl_langinfo(CODESET)` says.
    ///   - terminal: what `TERM` says.
    public static func suited(codeset: String, terminal: String) -> GlyphSet {
        guard isUnicode(codeset: codeset) else { return .ascii }
        if terminal == "linux" || terminal.hasPrefix("linux-") { return .block }
        if terminal.isEmpty { return .ascii }
        let old = ["vt", "dumb", "ansi", "cons", "sun"]
        return old.contains { terminal.hasPrefix($0) } ? .ascii : .braille
    }

    /// Whether `nl_langinfo(CODESET)` names an encoding of all of Unicode.
    public static func isUnicode(codeset: String) -> Bool {
        ["UTF-8", "UTF8"].contains(codeset.uppercased())
    }

    /// How a symbol is printed in this set; always one column wide.
    public subscript(symbol: Symbol) -> Character {
        let forms = symbol.forms
        switch self {
        case .braille: return forms.braille
        case .block: return forms.block
        case .ascii: return forms.ascii
        }
    }

    /// The parts of a frame.
    var frame: FrameGlyphs {
        switch self {
        case .braille:
            FrameGlyphs(
                topLeft: "╭", topRight: "╮", bottomLeft: "╰", bottomRight: "╯", horizontal: "─",
                vertical: "│",
                scaleTop: "⎤", scale: "⎥", scaleBottom: "⎦")
        case .block:
            FrameGlyphs(
                topLeft: "┌", topRight: "┐", bottomLeft: "└", bottomRight: "┘", horizontal: "─",
                vertical: "│",
                scaleTop: "┐", scale: "│", scaleBottom: "┘")
        case .ascii:
            FrameGlyphs(
                topLeft: "+", topRight: "+", bottomLeft: "+", bottomRight: "+", horizontal: "-",
                vertical: "|",
                scaleTop: "+", scale: "|", scaleBottom: "+")
        }
    }
}

/// The parts of a frame and of the scale inside it.
struct FrameGlyphs {
    let topLeft: Character
    let topRight: Character
    let bottomLeft: Character
    let bottomRight: Character
    let horizontal: Character
    let vertical: Character
    let scaleTop: Character
    let scale: Character
    let scaleBottom: Character
}
