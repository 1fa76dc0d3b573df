/// A colour as a theme names it.
public enum Color: Sendable, Hashable {
    /// Whatever the terminal uses by itself.
    case terminal
    /// One of the terminal's 16 named colours, or of the 256 of its palette.
    case palette(UInt8)
    /// An exact colour.
    case rgb(red: UInt8, green: UInt8, blue: UInt8)
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
