/// What the lowest and the highest dot of a graph stand for: round numbers that rarely change.
///
/// A scale that begins at zero ends at 1, 2, 3 or 5 times a power of ten. Values below zero have as much room as they
/// need, in the same numbers. Zero is inside unless the values stay well above it; then the bounds and the middle are
/// multiples of 1, 2 or 5 times a power of ten. A value that does not change stands about half way up, unless it is
/// zero or negative.
public struct Scale: Sendable, Equatable {
    /// What the lowest dot stands for.
    public private(set) var lower: Double
    /// What the highest dot stands for; above `lower`.
    public private(set) var upper: Double
    /// The finest difference worth showing: 1 for counts.
    public let resolution: Double

    /// Creates the smallest scale that begins at zero.
    public init(resolution: Double = 1) {
        self.resolution = resolution
        lower = 0
        upper = Self.roundUp(2 * resolution)
    }

    /// Half way up.
    public var middle: Double { lower + (upper - lower) / 2 }

    /// Changes the bounds if the values need it.
    ///
    /// It grows as soon as a value is outside, and shrinks only when the values would do with a third of it.
    /// - Parameter values: the lowest and the highest value in sight.
    /// - Returns: whether the bounds have changed.
    @discardableResult
    public mutating func fit(_ values: ClosedRange<Double>) -> Bool {
        let isPlottable = values.lowerBound > -1e300 && values.upperBound < 1e300
        guard isPlottable, !suits(values) else { return false }
        let before = self
        (lower, upper) = Self.bounds(for: values, resolution: resolution)
        return self != before
    }

    /// How far up a value is: 0 at the lower bound, 1 at the upper one, clamped to that.
    public func fraction(of value: Double) -> Double {
        guard !value.isNaN else { return 0 }
        return min(1, max(0, (value - lower) / (upper - lower)))
    }

    private func suits(_ values: ClosedRange<Double>) -> Bool {
        let (low, high) = (values.lowerBound, values.upperBound)
        guard low >= lower, high <= upper else { return false }
        let best = Self.bounds(for: values, resolution: resolution)
        let isAtBorder = low == lower || high == upper
        if isAtBorder, best.lower != 0, Self.isNarrow(values, resolution) { return false }
        if low == high, low != 0 { return best == (lower, upper) || abs(fraction(of: low) - 0.5) <= 0.1 }
        return (best.upper - best.lower) * 3 > upper - lower
    }

    /// Whether so few different values are in sight that a line at the border would look cut off.
    private static func isNarrow(_ values: ClosedRange<Double>, _ resolution: Double) -> Bool {
        values.upperBound - values.lowerBound <= 8 * resolution
    }

    private static func bounds(
        for values: ClosedRange<Double>, resolution: Double
    ) -> (lower: Double, upper: Double) {
        let (low, high) = (values.lowerBound, values.upperBound)
        if low >= 0, low < high * 0.6 || high < 4 * resolution {
            // A line that does not move stands somewhere in the middle.
            let needed = low == high ? high * 1.5 : high
            return (0, roundUp(max(needed, 2 * resolution), to: [1, 2, 3, 5]))
        }
        return low < 0 ? aboutZero(low...high, resolution) : around(low...high, resolution)
    }

    /// What lies on either side of zero; a side that hardly matters still has a dot of a small graph.
    private static func aboutZero(
        _ values: ClosedRange<Double>, _ resolution: Double
    ) -> (lower: Double, upper: Double) {
        let (low, high) = (-values.lowerBound, max(0, values.upperBound))
        let least = max(low, high, 2 * resolution) / leastShare
        return (
            -roundUp(max(low, least, high > 0 ? resolution : 2 * resolution), to: [1, 2, 3, 5]),
            high > 0 ? roundUp(max(high, least, resolution), to: [1, 2, 3, 5]) : 0
        )
    }

    /// The smaller side of zero has at least one part in so many of the larger one.
    private static let leastShare = 20.0

    /// Two steps, the middle of the values between them.
    private static func around(
        _ values: ClosedRange<Double>, _ resolution: Double
    ) -> (lower: Double, upper: Double) {
        let (low, high) = (values.lowerBound, values.upperBound)
        let center = low + (high - low) / 2
        // Around a single value the labels should differ, which are rounded to two digits.
        var step = roundUp(max(resolution, low == high ? center.magnitude / 20 : (high - low) / 2))
        let needsMargin = isNarrow(values, resolution)
        while true {
            let middle = (center / step).rounded() * step
            let (lower, upper) = (middle - step, middle + step)
            if needsMargin ? lower < low && high < upper : lower <= low && high <= upper {
                return (lower, upper)
            }
            step = roundUp(step * 1.5)
        }
    }

    /// The smallest of some factors times a power of ten that is not below a positive number.
    static func roundUp(_ value: Double, to factors: [Double] = [1, 2, 5]) -> Double {
        guard value > 0, value < 1e300 else { return value > 0 ? value : 1 }
        var power = 1.0
        while power > value { power /= 10 }
        while power * 10 <= value { power *= 10 }
        for factor in factors where power * factor >= value { return power * factor }
        return power * 10
    }
}
