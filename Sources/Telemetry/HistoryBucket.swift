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

extension HistoryBucket {
    /// The bucket as few numbers; `init(takingFrom:)` reads them.
    var numbers: [Double] {
        switch count {
        case 0: [0]
        case 1: [1, last]
        default: [Double(count), minimum, maximum, first, last, sum]
        }
    }

    /// Takes one bucket from the front of a list; nil if that begins with none.
    init?(takingFrom numbers: inout ArraySlice<Double>) {
        guard let head = numbers.first, let count = Int(exactly: head), count >= 0 else { return nil }
        let needed = count == 0 ? 1 : count == 1 ? 2 : 6
        guard numbers.count >= needed else { return nil }
        let values = Array(numbers.prefix(needed))
        numbers = numbers.dropFirst(needed)
        switch count {
        case 0: self = .empty
        case 1: self.init(values[1])
        default:
            self.init(values[1])
            (self.count, minimum, maximum) = (count, values[1], values[2])
            (first, last, sum) = (values[3], values[4], values[5])
        }
    }
}
