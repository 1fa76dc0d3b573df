/// Text together with the columns that it takes on a canvas.
public struct Rendered: Sendable, Equatable {
    /// The text.
    public let text: String
    /// How many columns it takes.
    public let columns: Int

    /// Measures text.
    public init(_ text: some StringProtocol) {
        self.text = String(text)
        columns = text.reduce(0) { $0 + Printable($1).width }
    }

    /// The text if it fits, else as much of its beginning as fits before an ellipsis.
    public func truncated(to limit: Int, ellipsis: Character) -> String {
        guard columns > limit else { return text }
        guard limit > 0 else { return "" }
        var kept = ""
        var used = 0
        for character in text {
            let width = Printable(character).width
            guard used + width < limit else { break }
            kept.append(character)
            used += width
        }
        return kept + String(ellipsis)
    }
}
