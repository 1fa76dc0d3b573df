/// One place on the screen.
public struct Cell: Sendable, Equatable {
    /// What is printed; harmless to a terminal, and one or two columns wide.
    public let character: Character
    /// How it is printed.
    public var style: Style
    /// How many columns the character takes: 1, 2, or 0 for the right half of the wide one before it.
    public let width: Int

    /// Creates a cell; a character that a terminal would act on is replaced by a harmless one.
    public init(_ character: Character, _ style: Style) {
        let printable = Printable(character)
        self.character = printable.character
        self.width = printable.width
        self.style = style
    }

    /// A space in ordinary text.
    public static let blank = Cell(" ", Style(.text))

    /// The right half of a wide character.
    static func continuation(_ style: Style) -> Cell { Cell(character: " ", style: style, width: 0) }

    private init(character: Character, style: Style, width: Int) {
        self.character = character
        self.style = style
        self.width = width
    }

    /// True for the right half of a wide character, of which nothing is printed.
    public var isContinuation: Bool { width == 0 }
}
