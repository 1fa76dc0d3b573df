/// A colour as a theme names it.
public enum Color: Sendable, Hashable {
    /// Whatever the terminal uses by itself.
    case terminal
    /// One of the terminal's 16 named colours, or of the 256 of its palette.
    case palette(UInt8)
    /// An exact colour.
    case rgb(red: UInt8, green: UInt8, blue: UInt8)

    /// The terminal's eight colours by name, in its order; `bright-` in front of a name is eight further.
    static let names = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"]

    /// A colour as it is written in a theme: `#rrggbb`, `default`, `red`, `bright-red`; nil if it is none of them.
    public init?(named text: String) {
        if text == "default" {
            self = .terminal
        } else if text.hasPrefix("#"), text.utf8.count == 7,
            text.utf8.dropFirst().allSatisfy(Self.isHexadecimal),
            let value = UInt32(text.dropFirst(), radix: 16)
        {
            self = .rgb(
                red: UInt8(truncatingIfNeeded: value >> 16), green: UInt8(truncatingIfNeeded: value >> 8),
                blue: UInt8(truncatingIfNeeded: value))
        } else {
            let isBright = text.hasPrefix("bright-")
            let name = isBright ? String(text.dropFirst("bright-".count)) : text
            guard let index = Self.names.firstIndex(of: name) else { return nil }
            self = .palette(UInt8(isBright ? index + 8 : index))
        }
    }

    private static func isHexadecimal(_ digit: UInt8) -> Bool {
        Character(Unicode.Scalar(digit)).isHexDigit
    }
}

/// What a role looks like.
public struct Appearance: Sendable, Hashable {
    /// The colour of the glyphs.
    public var foreground: Color
    /// The colour behind them; the theme's own background if nil.
    public var background: Color?
    /// Attributes that the role always has.
    public var attributes: Attributes

    /// Creates an appearance.
    public init(foreground: Color = .terminal, background: Color? = nil, attributes: Attributes = []) {
        self.foreground = foreground
        self.background = background
        self.attributes = attributes
    }
}
