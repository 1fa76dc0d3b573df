/// Where the lines of a grid lie, and what is written beside them.
struct GraphScale: Sendable, Equatable {
    /// A line and its text.
    struct Tick: Sendable, Equatable {
        let value: Double
        let text: String
    }

    /// What lies between the first and the last line.
    let range: ClosedRange<Double>
    let ticks: [Tick]

    /// A scale of values from zero, or from something below it, in at most five steps of 1, 2 or 5.
    init(from low: Double, to high: Double, isBytes: Bool) {
        let (low, high) = (min(0, low), max(0, high, low))
        let wanted = max((high - low) / 5, isBytes ? 10 : 1)
        let power = Self.power(below: wanted)
        let step = ([1, 2, 5, 10].map { $0 * power }.first { $0 >= wanted * 0.999 } ?? wanted)
        let (first, last) = ((low / step).rounded(.down), max((high / step).rounded(.up), 1))
        // A dip below the last line that hardly reaches down has no line of its own, but as much room as it needs.
        let depth = (first + 1) * step - low
        let isShallow = low < 0 && depth < step / 2
        let bottom =
            isShallow ? (first + 1) * step - (depth / step * 10).rounded(.up) * step / 10 : first * step
        range = bottom...(last * step)
        let unit = isBytes ? Decimals.byteUnit(max(high, -low)) : ("", 1)
        ticks = stride(from: isShallow ? first + 1 : first, through: last, by: 1).map { index in
            let value = index * step
            guard isBytes else { return Tick(value: value, text: Self.count(value)) }
            return Tick(
                value: value, text: value == 0 ? "0" : Decimals.fixed(value / unit.1, 3) + " " + unit.0)
        }
    }

    /// A scale of time, with at most so many lines at round times.
    init(_ span: Range<Int64>, most: Int) {
        let length = Double(span.upperBound - span.lowerBound) / 1e9
        let steps = [
            0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600,
            43_200, 86_400,
            172_800, 604_800, 1_209_600, 2_592_000, 7_776_000, 31_536_000,
        ]
        let step = steps.first { length / $0 <= Double(max(most, 1)) } ?? length
        range = (Double(span.lowerBound) / 1e9)...(Double(span.upperBound) / 1e9)
        let first = (range.lowerBound / step).rounded(.up)
        ticks = stride(from: first, through: (range.upperBound / step).rounded(.down), by: 1).map { index in
            let seconds = index * step
            let part =
                step < 1
                ? "." + Decimals.fixed((seconds * 10).rounded().truncatingRemainder(dividingBy: 10), 0) : ""
            return Tick(
                value: seconds, text: UTCTime.clock(Int64((seconds * 1000).rounded()) * 1_000_000) + part)
        }
    }

    private static func power(below value: Double) -> Double {
        var power = 1e-3
        while power * 10 <= value { power *= 10 }
        return power
    }

    /// Of whole things there are only whole numbers.
    private static func count(_ value: Double) -> String {
        guard value == value.rounded(), value.magnitude < 1e15 else { return "" }
        if value.magnitude >= 1e6 { return Decimals.fixed(value / 1e6, 3) + "M" }
        return Decimals.grouped(Int(value))
    }
}
