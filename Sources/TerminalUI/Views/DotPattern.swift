/// The character for the dots of one cell in each glyph set.
extension GlyphSet {
    /// The character that shows a cell of a `BrailleGrid` best.
    public func character(forDots pattern: UInt8) -> Character {
        guard pattern != 0 else { return " " }
        switch self {
        case .braille: return Character(Unicode.Scalar(0x2800 + UInt32(pattern)) ?? " ")
        case .block: return Self.halfBlock(pattern)
        case .ascii: return Self.stroke(pattern)
        }
    }

    private static func halfBlock(_ pattern: UInt8) -> Character {
        let upper = pattern & 0b0001_1011 != 0
        let lower = pattern & 0b1110_0100 != 0
        return upper && lower ? "█" : upper ? "▀" : "▄"
    }

    /// Which of the four heights have a dot, the uppermost in bit 0.
    private static func heights(_ pattern: UInt8, right: Bool) -> UInt8 {
        right ? pattern >> 3 & 0b111 | pattern >> 4 & 0b1000 : pattern & 0b111 | pattern >> 3 & 0b1000
    }

    private static func stroke(_ pattern: UInt8) -> Character {
        let left = heights(pattern, right: false)
        let right = heights(pattern, right: true)
        let all = left | right
        if left.nonzeroBitCount >= 3 || right.nonzeroBitCount >= 3 { return "|" }
        if left != 0, right != 0, all.nonzeroBitCount >= 3 {
            return left.trailingZeroBitCount > right.trailingZeroBitCount ? "/" : "\\"
        }
        switch all {
        case 0b0001, 0b0011: return "'"
        case 0b1000, 0b1100: return "."
        default: return "-"
        }
    }
}
