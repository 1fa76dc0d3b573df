internal import Telemetry

/// The newest lines of the log, each with a number that stays the same while older ones are forgotten.
struct LogBuffer: Sendable {
    /// A line of the log, which a traceback makes several rows of.
    struct Line: Sendable, Equatable {
        let level: LogLine.Level
        /// Who wrote it.
        let source: String
        /// When, in nanoseconds since the session began.
        let elapsed: Int64
        /// At least one.
        let rows: [String]

        /// What stands for it where it has one row only: of a traceback what was raised, else its beginning.
        var summary: String {
            rows[0].hasPrefix("Traceback ") ? rows[rows.count - 1] : rows[0]
        }

        /// Whether it contains a text in whatever case, which is given in lower case.
        func contains(_ lowercased: String) -> Bool {
            source.lowercased().contains(lowercased) || rows.contains { $0.lowercased().contains(lowercased) }
        }
    }

    /// How many rows of all lines are kept.
    static let capacity = 2000
    /// Longer rows are cut: nobody reads them here, and a huge print must not fill the memory.
    static let longestRow = 1000
    /// Of a line with many newlines, only so many rows are kept.
    static let mostRowsOfLine = 200

    private var lines: [Line] = []
    private var rows = 0
    /// Number of the oldest line that is kept.
    private(set) var first = 0

    /// The number that the next line gets.
    var end: Int { first + lines.count }

    /// The line with this number, if it is kept.
    subscript(number: Int) -> Line? {
        number >= first && number < end ? lines[number - first] : nil
    }

    /// Adds a line.
    mutating func append(_ line: LogLine, at elapsed: Int64) {
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
