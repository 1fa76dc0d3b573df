/// What every role looks like.
public struct Theme: Sendable, Equatable {
    /// What the theme is called.
    public let name: String
    /// The colour behind everything.
    public let background: Color
    private let appearances: [Role: Appearance]

    /// Creates a theme; a role that is left out looks like the terminal's own text.
    public init(name: String, background: Color = .terminal, appearances: [Role: Appearance]) {
        self.name = name
        self.background = background
        self.appearances = appearances
    }

    /// What a role looks like.
    public subscript(role: Role) -> Appearance { appearances[role] ?? Appearance() }

    /// The theme without its colours, as `NO_COLOR` asks for; the attributes stay.
    public var withoutColor: Theme {
        Theme(
            name: name,
            appearances: appearances.mapValues { look in
                // What stood out only by its background keeps standing out.
                Appearance(
                    attributes: look.background == nil ? look.attributes : look.attributes.union(.reverse))
            })
    }
}
