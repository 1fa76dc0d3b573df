internal import Telemetry

/// The newest rows of the log, each with a number that stays the same while older rows are forgotten.
struct LogBuffer: Sendable {
    /// One row on the screen: a line of the log, or one of several of a traceback.
    struct Row: Sendable, Equatable {
        let level: LogLine.Level
        /// Who wrote it; empty in the further rows of a traceback.
        let source: String
        let text: String
        let elapsed: Int64
    }

    /// How many rows are kept.
    static let capacity = 2000
    /// Longer rows are cut: nobody reads them here, and a huge print must not fill the memory.
    static let longestRow = 1000
    /// Of a line with many newlines, only so many rows are kept.
    static let mostRowsOfLine = 200

    private var rows: [Row] = []
    /// Number of the oldest row that is kept.
    private(set) var first = 0

    /// The number that the next row gets.
    var end: Int { first + rows.count }

    /// The row with this number, if it is kept.
    subscript(number: Int) -> Row? {
        number >= first && number < end ? rows[number - first] : nil
    }

    /// Adds a line, as one row for each of its own.
    mutating func append(_ line: LogLine, at elapsed: Int64) {
        let texts = line.text.split(maxSplits: Self.mostRowsOfLine - 1, omittingEmptySubsequences: false) {
            $0.isNewline
        }
        for (index, text) in texts.enumerated() where index == 0 || !text.isEmpty {
            rows.append(
                Row(
                    level: line.level, source: index == 0 ? String(line.source.prefix(40)) : "",
                    text: Self.shortened(text), elapsed: elapsed))
        }
        trim()
    }

    private static func shortened(_ text: Substring) -> String {
        String(text.unicodeScalars.prefix(longestRow))
    }

    /// Drops a good part at once, so that not every append moves all rows.
    private mutating func trim() {
        guard rows.count > Self.capacity + Self.capacity / 4 else { return }
        let dropped = rows.count - Self.capacity
        rows.removeFirst(dropped)
        first += dropped
    }
}
