import TerminalUI
import Testing

@Suite struct ScaleTests {
    private func fitted(_ values: ClosedRange<Double>, resolution: Double = 1) -> Scale {
        var scale = Scale(resolution: resolution)
        scale.fit(values)
        return scale
    }

    private func changes(_ scale: inout Scale, to values: ClosedRange<Double>) -> Bool { scale.fit(values) }

    @Test(
        "a scale from zero ends at a round number",
        arguments: [
            (0.0, 2.0), (1, 2), (3, 3), (4, 5), (212, 300), (1_284, 2_000), (2_600, 3_000), (9e6, 1e7),
        ])
    func round(highest: Double, upper: Double) {
        let scale = fitted(0...highest)
        #expect(scale.lower == 0)
        #expect(scale.upper == upper)
    }

    @Test("values that stay well above zero do not begin at zero")
    func aboveZero() {
        let threads = fitted(6...6)
        #expect([threads.lower, threads.middle, threads.upper] == [5, 6, 7])
        let heap = fitted(10_200_000...10_400_000)
        #expect([heap.lower, heap.middle, heap.upper] == [10_200_000, 10_300_000, 10_400_000])
    }

    @Test(
        "a positive value that does not change stands about half way up, whatever was in sight before",
        arguments: [1.0, 2, 3, 4, 5, 7, 99, 100, 1_141, 10_400_000],
        [0.0...1, 3...5, 0...20_000_000])
    func constant(value: Double, before: ClosedRange<Double>) {
        var scale = fitted(before)
        scale.fit(value...value)
        #expect((0.25...0.75).contains(scale.fraction(of: value)), "\(scale)")
    }

    @Test("a value that stays zero stands at the bottom")
    func zero() {
        #expect(fitted(0...0).fraction(of: 0) == 0)
    }

    @Test("few different values never touch the borders", arguments: [3.0...5, 5...6, 6...7, 4...12])
    func margin(values: ClosedRange<Double>) {
        var scale = fitted(3...3)
        scale.fit(values)
        #expect(scale.lower < values.lowerBound && values.upperBound < scale.upper, "\(scale)")
    }

    @Test(
        "values on both sides of zero have zero on the scale",
        arguments: [-5.0...20, -100...3, -7...(-7), -1...0])
    func negative(values: ClosedRange<Double>) {
        let scale = fitted(values)
        #expect(scale.lower <= min(0, values.lowerBound))
        #expect(scale.upper >= max(0, values.upperBound))
    }

    @Test(
        "what lies below zero has no more room than it needs",
        arguments: [
            (-10_000.0...450_000, -30_000.0, 500_000.0), (-10_000...1_900_000, -100_000, 2_000_000),
            (-180_000...1_900_000, -200_000, 2_000_000), (-1...20, -1, 20),
            (-90_000...3_000, -100_000, 5_000),
            (-90_000...(-80_000), -100_000, 0),
        ])
    func dip(values: ClosedRange<Double>, lower: Double, upper: Double) {
        let scale = fitted(values)
        #expect([scale.lower, scale.upper] == [lower, upper])
    }

    @Test("whatever the values are, they are on the scale")
    func covers() {
        var random = Xorshift(seed: 20_240_601)
        var scale = Scale()
        for _ in 0..<5_000 {
            let sizes: [Double] = [1, 10, 1_000, 1e6, 1e12]
            let size = sizes[Int(random.next() % 5)]
            let low = Double.random(in: -size...size, using: &random)
            let values = low...(low + Double.random(in: 0...size, using: &random))
            scale.fit(values)
            #expect(
                scale.lower <= values.lowerBound && values.upperBound <= scale.upper,
                "seed 20240601, \(values)")
        }
    }

    @Test("a scale grows at once, and shrinks only when a third of it would do")
    func hysteresis() {
        var scale = fitted(0...900)
        #expect(scale.upper == 1_000)
        #expect(!changes(&scale, to: 0...420))
        #expect(changes(&scale, to: 0...1_001))
        #expect(scale.upper == 2_000)
        #expect(changes(&scale, to: 0...450))
        #expect(scale.upper == 500)
    }

    @Test("a value that moves to and fro at a border does not make the scale flicker")
    func steady() {
        var scale = fitted(0...1_000)
        scale.fit(0...1_010)
        let changes = (0..<100).filter { scale.fit(0...($0 % 2 == 0 ? 990 : 1_010)) }
        #expect(changes.isEmpty)
    }

    @Test("values that are no numbers change nothing")
    func noNumbers() {
        var scale = fitted(0...10)
        #expect(!changes(&scale, to: 0...Double.infinity))
        #expect(!changes(&scale, to: -1e308...1e308))
        #expect(scale.fraction(of: .nan) == 0)
    }

    @Test("a fraction is clamped to the scale", arguments: [(-5.0, 0.0), (0, 0), (5, 0.5), (10, 1), (99, 1)])
    func fraction(value: Double, fraction: Double) {
        #expect(fitted(0...10).fraction(of: value) == fraction)
    }
}

/// Random numbers that are the same on every run.
private struct Xorshift: RandomNumberGenerator {
    private var state: UInt64
    init(seed: UInt64) { state = seed }
    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state
    }
}
