/// The whole past of one series in bounded memory: fine where it is recent, coarse where it is old, and with
/// every extreme kept.
///
/// Each level is a ring of buckets four times as wide as those of the level below. A value enters the newest
/// bucket of every level at once, so each level is complete for the time it still covers, and one odd sample
/// remains the maximum of some bucket for as long as anything of its time is remembered. With the default
/// shape a series takes at most 480 KiB and reaches back more than a year.
package struct HistoryPyramid: Sendable {
    /// How much wider the buckets are from one level to the next.
    package static let fanOut: Int64 = 4

    private var levels: [HistoryLevel]

    /// Creates an empty history.
    /// - Parameters:
    ///   - bucketNanoseconds: width of the finest bucket. The default, an eighth of a second, divides the widths
    ///     that a screen likes to give a column (a quarter, a half, whole seconds).
    ///   - bucketsPerLevel: buckets each level keeps, at least 2.
    ///   - levels: how many levels, at least 1.
    package init(bucketNanoseconds: Int64 = 125_000_000, bucketsPerLevel: Int = 1024, levels: Int = 10) {
        precondition(
            bucketNanoseconds > 0 && bucketsPerLevel > 1 && levels > 0, "a history keeps something of a width"
        )
        var width = bucketNanoseconds
        self.levels = []
        for _ in 0..<levels {
            self.levels.append(HistoryLevel(width: width, capacity: bucketsPerLevel))
            width *= Self.fanOut
        }
    }

    /// Remembers a value, in constant time.
    ///
    /// Values arrive in order of time. One that is older than the newest goes where it belongs while its bucket is
    /// still kept, and is forgotten at the levels where it is not.
    /// - Parameters:
    ///   - value: what was measured; not a number is ignored, so that a gap stays a gap.
    ///   - elapsed: when, in nanoseconds on `Moment.elapsed`, never negative.
    package mutating func append(_ value: Double, at elapsed: Int64) {
        guard value.isFinite, elapsed >= 0 else { return }
        for index in levels.indices { levels[index].append(value, at: elapsed) }
    }

    /// What happened in each of a number of columns of equal width.
    ///
    /// A bucket that overlaps two columns counts in both, so no extreme is ever lost, and an extreme is displaced
    /// by at most one bucket: never at the finest level when columns are whole buckets, at most half a column
    /// while the level that suits the width remembers that time, and one bucket of a coarser level before that.
    /// - Parameters:
    ///   - start: where the first column begins, in nanoseconds on `Moment.elapsed`.
    ///   - width: width of each column in nanoseconds, at least 1.
    ///   - count: how many columns.
    ///   - bridged: how long a silence may last before it is a gap. Within a shorter one, columns without a
    ///     sample repeat the value that stood before it.
    /// - Returns: one element for each column, nil where nothing is known.
    package func columns(
        from start: Int64, width: Int64, count: Int, bridging bridged: Int64 = 2_000_000_000
    ) -> [HistoryBucket?] {
        precondition(width > 0, "a column has a width")
        var columns: [HistoryBucket?] = []
        columns.reserveCapacity(count)
        for index in 0..<max(0, count) {
            let begin = start + Int64(index) * width
            columns.append(level(from: begin, to: begin + width).merged(from: begin, to: begin + width))
        }
        bridge(&columns, reaching: Int(clamping: bridged / width))
        return columns
    }

    /// How many buckets are looked at to answer for columns: a few for each, however long the history is.
    func bucketsRead(from start: Int64, width: Int64, count: Int) -> Int {
        (0..<max(0, count)).reduce(0) { read, index in
            let begin = start + Int64(index) * width
            return read + level(from: begin, to: begin + width).numbers(from: begin, to: begin + width).count
        }
    }

    /// How far back the coarsest level reaches once it is full, in nanoseconds.
    package var reach: Int64 { coarsest.width * Int64(coarsest.capacity) }

    /// Bytes that all buckets take once every level is full.
    package var greatestSize: Int {
        levels.reduce(0) { $0 + $1.capacity * MemoryLayout<HistoryBucket>.stride }
    }

    /// The oldest time of which nothing is forgotten yet.
    var oldestRemembered: Int64 { coarsest.oldestRemembered }

    /// Width of the buckets that a column is made of.
    func bucketWidth(from begin: Int64, to end: Int64) -> Int64 { level(from: begin, to: end).width }

    private var coarsest: HistoryLevel { levels[levels.count - 1] }

    /// The coarsest level with two buckets to the column, or the next that still knows that time.
    private func level(from begin: Int64, to end: Int64) -> HistoryLevel {
        let suitable = levels.lastIndex { $0.width * 2 <= end - begin } ?? 0
        return levels[suitable...].first { $0.oldestRemembered <= begin } ?? coarsest
    }

    /// Fills silences of at most `reach` columns; what follows the newest sample stays empty.
    private func bridge(_ columns: inout [HistoryBucket?], reaching reach: Int) {
        var newest: Int?
        for index in columns.indices where columns[index] != nil {
            defer { newest = index }
            guard let before = newest, index - before > 1, index - before - 1 <= reach else { continue }
            guard let held = columns[before]?.held else { continue }
            for silent in (before + 1)..<index { columns[silent] = held }
        }
    }
}

// MARK: - Travelling

extension HistoryPyramid: Codable {
    private enum CodingKeys: String, CodingKey { case levels }

    /// Reads what was written; throws when it is no history, whatever its shape.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        levels = try container.decode([HistoryLevel].self, forKey: .levels)
        guard (1...32).contains(levels.count) else {
            throw DecodingError.dataCorruptedError(
                forKey: .levels, in: container, debugDescription: "no levels of a history")
        }
    }
}
