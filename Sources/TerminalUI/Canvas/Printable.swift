/// A character made harmless: whatever the text was, a terminal only ever prints it.
///
/// Control characters, bidirectional controls and invisible format characters become `·`, what has no glyph of
/// its own (a lone combining mark, an unassigned code point) becomes U+FFFD, and of a sequence of scalars only
/// a base and its marks stay, because terminals disagree about the width of everything else.
struct Printable {
    let character: Character
    let width: Int

    private static let control: Character = "·"
    private static let unknown: Character = "\u{FFFD}"
    /// ncurses keeps five scalars in a cell (`CCHARW_MAX`).
    private static let mostMarks = 4

    init(_ original: Character) {
        let scalars = original.unicodeScalars
        let base = scalars[scalars.startIndex]
        if base.value < 0x7F, base.value >= 0x20, scalars.count == 1 {
            (character, width) = (original, 1)
            return
        }
        switch Self.kind(of: base) {
        case .control: (character, width) = (Self.control, 1)
        case .unknown: (character, width) = (Self.unknown, 1)
        case .spacing:
            width = WideRanges.contains(base) ? 2 : 1
            character = scalars.count == 1 ? original : Self.composed(base, scalars.dropFirst())
        }
    }

    private static func composed(_ base: Unicode.Scalar, _ rest: Substring.UnicodeScalarView) -> Character {
        var kept = String.UnicodeScalarView([base])
        kept.append(contentsOf: rest.filter(isMark).prefix(mostMarks))
        return Character(String(kept))
    }

    private enum Kind { case control, unknown, spacing }

    private static func kind(of scalar: Unicode.Scalar) -> Kind {
        switch scalar.value {
        case 0x20..<0x7F, 0xA1..<0xAD, 0xAE..<0x300, 0x2010..<0x2028, 0x2500..<0x2900: return .spacing
        case 0x1F1E6...0x1F1FF, 0x1160...0x11FF: return .unknown  // half a flag, half a syllable
        default: break
        }
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: return .control
        case .unassigned, .privateUse, .surrogate, .nonspacingMark, .enclosingMark, .spacingMark:
            return .unknown
        default: return scalar.properties.isDefaultIgnorableCodePoint ? .control : .spacing
        }
    }

    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        if (0x1160...0x11FF).contains(scalar.value) { return true }
        guard !scalar.properties.isVariationSelector else { return false }
        let category = scalar.properties.generalCategory
        return category == .nonspacingMark || category == .enclosingMark
    }
}
