/// What is remembered of all values of one span of time.
package struct HistoryBucket: Sendable, Equatable {
    /// The smallest value.
    package private(set) var minimum: Double
    /// The largest value.
    package private(set) var maximum: Double
    /// The oldest value.
    package private(set) var first: Double
    /// The newest value.
    package private(set) var last: Double
    /// All values added up.
    package private(set) var sum: Double
    /// How many values there were; 0 where a value from before is repeated.
    package private(set) var count: Int

    /// Holds a single value.
    package init(_ value: Double) {
        (minimum, maximum, first, last, sum, count) = (value, value, value, value, value, 1)
    }

    /// The average; the repeated value where there is none.
    package var mean: Double { count == 0 ? last : sum / Double(count) }

    /// No value.
    static let empty = HistoryBucket(0).held

    /// The newest value alone, standing in for a time without samples.
    var held: HistoryBucket {
        var held = HistoryBucket(last)
        (held.sum, held.count) = (0, 0)
        return held
    }

    /// Adds values that came after these.
    mutating func merge(_ later: HistoryBucket) {
        guard later.count > 0 else { return }
        guard count > 0 else {
            self = later
            return
        }
        minimum = min(minimum, later.minimum)
        maximum = max(maximum, later.maximum)
        last = later.last
        sum += later.sum
        count += later.count
    }
}
