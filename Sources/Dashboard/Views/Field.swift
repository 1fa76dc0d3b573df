internal import TerminalUI

/// A piece of text in one style.
struct Segment: Equatable {
    let text: String
    let style: Style
    /// The key that a click on it presses.
    var key: Key?

    /// No screen is wider; names of steps and messages of exceptions can be of any length.
    private static let longest = 1000

    init(_ text: String, _ role: Role = .text, _ attributes: Attributes = [], key: Key? = nil) {
        self.text = text.utf8.count <= Self.longest ? text : String(text.unicodeScalars.prefix(Self.longest))
        style = Style(role, attributes)
        self.key = key
    }
}

/// Something that stands in a line, or does not when the line is too short.
struct Field: Equatable {
    var segments: [Segment]
    /// The highest rank goes first when there is not room for all.
    var rank: Int
    /// How far it may be cut before it goes as a whole; nil if it may not. So much room is kept for it even when it
    /// is shorter, so that a changing text does not make its neighbours come and go.
    var minimum: Int?
    /// Whether it stands at the right end of the line.
    var isTrailing = false

    init(rank: Int, minimum: Int? = nil, isTrailing: Bool = false, _ segments: [Segment]) {
        self.segments = segments
        self.rank = rank
        self.minimum = minimum
        self.isTrailing = isTrailing
    }

    /// The columns that all of it takes.
    var columns: Int { segments.reduce(0) { $0 + Rendered($1.text).columns } }

    /// The columns without which it is not worth showing.
    var needed: Int { minimum ?? columns }

    /// The field cut to a width.
    func truncated(to limit: Int, ellipsis: Character) -> Field {
        var left = limit
        var cut = self
        cut.segments = []
        for segment in segments where left > 0 {
            let text = Rendered(segment.text).truncated(to: left, ellipsis: ellipsis)
            cut.segments.append(
                Segment(text, segment.style.role, segment.style.attributes, key: segment.key))
            left -= Rendered(segment.text).columns
        }
        return cut
    }
}
