package import Telemetry

/// The newest lines of the log, each with a number that stays the same while older ones are forgotten.
package struct LogBuffer: Sendable, Transmitted {
    /// A line of the log, which a traceback makes several rows of.
    package struct Line: Sendable, Equatable, Codable {
        /// How grave it is.
        package let level: LogLine.Level
        /// Who wrote it.
        package let source: String
        /// When, in nanoseconds since the session began.
        package let elapsed: Int64
        /// At least one.
        package let rows: [String]

        /// What stands for it where it has one row only: of a traceback what was raised, else its beginning.
        package var summary: String {
            rows[0].hasPrefix("Traceback ") ? rows[rows.count - 1] : rows[0]
        }

        /// Whether it contains a text in whatever case, which is given in lower case.
        package func contains(_ lowercased: String) -> Bool {
            source.lowercased().contains(lowercased) || rows.contains { $0.lowercased().contains(lowercased) }
        }
    }

    /// How many rows of all lines are kept.
    package static let capacity = 2000
    /// Longer rows are cut: nobody reads them here, and a huge print must not fill the memory.
    package static let longestRow = 1000
    /// Of a line with many newlines, only so many rows are kept.
    package static let mostRowsOfLine = 200

    private var lines: [Line] = []
    private var rows = 0
    /// Number of the oldest line that is kept.
    package private(set) var first = 0

    /// Creates a log without lines.
    package init() {}

    /// The number that the next line gets.
    package var end: Int { first + lines.count }

    /// The line with this number, if it is kept.
    package subscript(number: Int) -> Line? {
        number >= first && number < end ? lines[number - first] : nil
    }

    /// Adds a line.
    package mutating func append(_ line: LogLine, at elapsed: Int64) {
        let texts = line.text.split(maxSplits: Self.mostRowsOfLine - 1, omittingEmptySubsequences: false) {
            $0.isNewline
        }
        let kept = texts.enumerated().filter { $0.offset == 0 || !$0.element.isEmpty }.map {
            Self.shortened($0.element)
        }
        lines.append(
            Line(
                level: line.level, source: String(line.source.prefix(40)), elapsed: elapsed,
                rows: kept.isEmpty ? [""] : kept))
        rows += max(1, kept.count)
        trim()
    }

    private static func shortened(_ text: Substring) -> String {
        String(text.unicodeScalars.prefix(longestRow))
    }

    /// Drops a good part at once, so that not every append moves all lines.
    private mutating func trim() {
        guard rows > Self.capacity + Self.capacity / 4 else { return }
        var dropped = 0
        while rows > Self.capacity {
            rows -= lines[dropped].rows.count
            dropped += 1
        }
        lines.removeFirst(dropped)
        first += dropped
    }
}

// MARK: - Travelling

extension LogBuffer: Codable {
    private enum CodingKeys: String, CodingKey { case first, lines }

    /// Reads the lines; the number of the first is what it was where they come from.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        first = max(0, min(try container.decode(Int.self, forKey: .first), 1 << 52))
        lines = try container.decode([Line].self, forKey: .lines).filter { !$0.rows.isEmpty }
        rows = lines.reduce(0) { $0 + $1.rows.count }
        trim()
    }

    /// Writes the lines that are kept, and the number of the first of them.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(first, forKey: .first)
        try container.encode(lines, forKey: .lines)
    }
}
