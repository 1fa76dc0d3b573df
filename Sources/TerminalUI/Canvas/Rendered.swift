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

    /// The text in lines that fit, broken at spaces and within words that are longer; at least one line.
    /// - Parameter limit: columns of a line; fewer than one count as one.
    public func wrapped(to limit: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        var used = 0
        for piece in text.split(separator: " ").flatMap({ Self.pieces(of: $0, limit: max(1, limit)) }) {
            let columns = Rendered(piece).columns
            if used > 0, used + 1 + columns <= limit {
                line += " " + piece
                used += 1 + columns
            } else {
                if used > 0 { lines.append(line) }
                (line, used) = (piece, columns)
            }
        }
        return lines + [line]
    }

    /// A word in parts that fit.
    private static func pieces(of word: Substring, limit: Int) -> [String] {
        var pieces = [""]
        var used = 0
        for character in word {
            let width = Printable(character).width
            if used > 0, used + width > limit {
                pieces.append("")
                used = 0
            }
            pieces[pieces.count - 1].append(character)
            used += width
        }
        return pieces
    }
}
