internal import Telemetry

/// The intervals that the keys step through, and what is accepted when one is typed.
enum IntervalLadder {
    /// Seconds, ascending.
    static let steps: [Double] = [0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600]

    /// The next longer interval, or nil at the end.
    static func longer(than interval: Double) -> Double? { steps.first { $0 > interval } }

    /// The next shorter interval, or nil at the end.
    static func shorter(than interval: Double) -> Double? { steps.last { $0 < interval } }

    /// The range, short enough for a narrow line.
    static var range: String {
        let (shortest, longest) = (Settings.intervalRange.lowerBound, Settings.intervalRange.upperBound)
        return "\(Quantity.seconds(shortest).dropLast(2))-\(Quantity.seconds(longest))"
    }

    /// Why something typed is no interval, in words.
    struct Refusal: Error, Equatable {
        let reason: String
    }

    /// Reads seconds, with or without their unit.
    static func parse(_ text: String) throws(Refusal) -> Double {
        var digits = text[...]
        while digits.last == " " || digits.last == "s" { digits.removeLast() }
        while digits.first == " " { digits.removeFirst() }
        guard let interval = Double(digits), !interval.isNaN else {
            throw Refusal(reason: "no number: \(range)")
        }
        guard Settings.intervalRange.contains(interval) else {
            throw Refusal(reason: "not in \(range)")
        }
        return interval
    }
}
