/// Values of one quantity against the step instances run when they were measured.
struct Series: Sendable, Equatable {
    /// Step instances, ascending; equal ones are allowed.
    let positions: [Double]
    /// One value for each position.
    let values: [Double]

    init(positions: [Double], values: [Double]) {
        precondition(positions.count == values.count, "every value has a position")
        self.positions = positions
        self.values = values
    }

    var count: Int { values.count }

    /// Steps from the first value to the last.
    var span: Double { (positions.last ?? 0) - (positions.first ?? 0) }

    /// A stretch of it.
    subscript(range: Range<Int>) -> Series {
        Series(positions: Array(positions[range]), values: Array(values[range]))
    }

    /// The middle one of some numbers; 0 for none.
    static func median(_ numbers: [Double]) -> Double {
        var selection = Selection(numbers)
        return selection.median()
    }

    /// The values without those that are higher or lower than both neighbours: one odd value is no level.
    private var levels: [Double] {
        zip(values, zip(values.dropFirst(), values.dropFirst(2))).map { Self.median([$0, $1.0, $1.1]) }
    }

    /// The highest level it has had; one odd value is none.
    var highestLevel: Double { levels.max() ?? -.infinity }

    /// How far it has come down at most from a level that it had before.
    var largestFall: Double {
        var (peak, fall) = (-Double.infinity, 0.0)
        for level in levels {
            peak = max(peak, level)
            fall = max(fall, peak - level)
        }
        return fall
    }
}
