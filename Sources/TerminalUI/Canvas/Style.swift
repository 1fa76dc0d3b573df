/// What a cell is about; a theme says what that looks like.
public enum Role: String, CaseIterable, Sendable {
    /// Ordinary text.
    case text
    /// Text that stands back: units, explanations.
    case muted
    /// The name of a panel.
    case title
    /// Frames and rules.
    case frame
    /// Scales and time axes.
    case axis
    /// The graph and the number of registry entries.
    case registry
    /// The graph and the number of phantoms.
    case phantom
    /// The graph and the number of threads.
    case thread
    /// The graph and the number of heap growth.
    case heap
    /// The mark of a sweep.
    case sweep
    /// The mark of a manual eviction.
    case manual
    /// The mark of a change of interval or preset, and of other events.
    case event
    /// Something is as it should be.
    case good
    /// Something deserves a look.
    case warning
    /// Something is wrong.
    case bad
    /// Something was asked for and has not happened yet.
    case pending
    /// A key in the key bar or the help.
    case key
    /// What a key does, and other captions.
    case label
    /// What is selected, or being typed.
    case selection
}

/// How a character is printed beside its colour.
public struct Attributes: OptionSet, Sendable, Hashable {
    /// The set as bits, one for each attribute.
    public let rawValue: UInt8

    /// Creates a set from its bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Heavier, or brighter where a terminal knows no heavier.
    public static let bold = Attributes(rawValue: 1)
    /// Foreground and background exchanged.
    public static let reverse = Attributes(rawValue: 2)
    /// With a line below.
    public static let underline = Attributes(rawValue: 4)
    /// Fainter than usual.
    public static let dim = Attributes(rawValue: 8)
}

/// The look of a cell before a theme has resolved it.
public struct Style: Sendable, Hashable {
    /// What the cell is about.
    public var role: Role
    /// What is added to the attributes that the theme gives the role.
    public var attributes: Attributes

    /// Creates a style.
    public init(_ role: Role, _ attributes: Attributes = []) {
        self.role = role
        self.attributes = attributes
    }
}
