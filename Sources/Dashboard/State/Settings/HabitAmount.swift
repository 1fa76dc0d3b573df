internal import LeakAnalysis
internal import Telemetry

/// Habits that are amounts: what is typed for them, and the round ones that keys step through.
extension Habit {
    /// Why something typed is no amount, in words.
    struct Refusal: Error, Equatable {
        let reason: String
    }

    /// What may be typed, short enough for a narrow line.
    var hint: String {
        switch self {
        case .threshold(.heap): "like 50MB; empty: off"
        case .threshold: "like 5000; empty: off"
        default: "bytes per step, like 64"
        }
    }

    /// Takes an amount over that was typed.
    func set(typed text: String, in habits: inout Habits) throws(Refusal) {
        switch self {
        case .threshold(let series):
            guard !text.isEmpty, text != "0", text != "off" else { return habits.thresholds[series] = nil }
            guard let count = ByteCount(argument: text.filter { $0 != "," }), count.bytes > 0 else {
                throw Refusal(reason: "no number: " + hint)
            }
            habits.thresholds[series] = Double(count.bytes)
        default:
            guard let number = Double(text), Tolerance.range.contains(number) else {
                throw Refusal(reason: "no number of " + hint)
            }
            habits.tolerance.bytesPerStep = number
        }
    }

    /// A threshold as a person would write it: `50MB`, `5000`.
    static func option(_ value: Double, of series: Series) -> Errand.Option.Value {
        let units = [("GB", 1e9), ("MB", 1e6), ("kB", 1e3)]
        guard series == .heap,
            let unit = units.first(where: { value.truncatingRemainder(dividingBy: $0.1) == 0 })
        else { return .number(value) }
        return .text("\(Int(value / unit.1))\(unit.0)")
    }

    /// Goes to the next round amount.
    /// - Parameter snapshot: where a threshold begins that is off: above what is measured now.
    func step(up isUp: Bool, in habits: inout Habits, from snapshot: Snapshot?) {
        switch self {
        case .threshold(let series):
            let lowest = series == .heap ? 1e6 : 1
            guard let value = habits.thresholds[series] else {
                let measured = snapshot.flatMap { series.value(in: $0) } ?? 0
                if isUp { habits.thresholds[series] = Self.round(above: max(measured, lowest / 2)) }
                return
            }
            let next = isUp ? Self.round(above: value) : Self.round(below: value)
            habits.thresholds[series] = next < lowest ? nil : min(next, 1e15)
        case .tolerance:
            let value = habits.tolerance.bytesPerStep
            let next = isUp ? Self.powers.first { $0 > value } : Self.powers.last { $0 < value }
            habits.tolerance.bytesPerStep = next ?? value
        default: break
        }
    }

    /// 0, and powers of two up to a megabyte.
    private static let powers: [Double] = [0] + (0...20).map { Double(1 << $0) }

    /// The next of 1, 2, 5, 10, 20, 50, …
    private static func round(above value: Double) -> Double { rounds.first { $0 > value } ?? value }

    private static func round(below value: Double) -> Double { rounds.last { $0 < value } ?? 0 }

    private static let rounds: [Double] = {
        var (rounds, power): ([Double], Double) = ([], 1)
        while power <= 1e15 {
            rounds += [power, 2 * power, 5 * power]
            power *= 10
        }
        return rounds
    }()
}
