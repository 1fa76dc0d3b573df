import Testing

@testable import LeakAnalysis

@Suite("Drift")
struct DriftTests {
    private let positions = (0..<100).map(Double.init)

    private func drift(_ values: [Double]) -> Drift {
        let slope = TheilSen(of: values, at: positions).slope
        return Drift.fits(of: Series(positions: positions, values: values), along: slope).likely
    }

    @Test("an exact line has no error")
    func line() {
        let drift = drift(positions.map { 3 * $0 + 7 })
        #expect(abs(drift.slope - 3) < 1e-9)
        #expect(drift.margin(3) < 1e-9)
    }

    @Test("independent noise is known to forget", arguments: 1...20)
    func independent(_ seed: Int) {
        var chance = Chance(seed: seed)
        #expect(drift(positions.map { _ in chance.normal() }).memory < 0.5, "seed \(seed)")
    }

    @Test("nine random walks in ten are recognised")
    func walk() {
        let missed = (1...100).filter { seed in
            var chance = Chance(seed: seed)
            return drift(chance.walk(100)).memory < 1
        }
        #expect(missed.count <= 10, "seeds \(missed)")
    }

    @Test("the slope of a random walk is believed no more than chance allows")
    func coverage() {
        let misses = (1...400).filter { seed in
            var chance = Chance(seed: seed)
            let drift = drift(chance.walk(100))
            return abs(drift.slope) > drift.margin(1.96)
        }
        // One in twenty is expected.
        #expect(misses.count < 40, "seeds \(misses)")
    }

    @Test("few values are taken for a random walk by the cautious only")
    func cautious() {
        let values = positions[..<20].map { $0.remainder(dividingBy: 3) }
        let fits = Drift.fits(of: Series(positions: Array(positions[..<20]), values: values), along: 0)
        #expect(fits.likely.memory < 1)
        #expect(fits.cautious.memory == 1)
        #expect(fits.cautious.margin(2) > fits.likely.margin(2))
    }

    @Test("one window that missed its low does not cost the trend its certainty")
    func outlier() {
        var values = positions.map { 3 * $0 + ($0.truncatingRemainder(dividingBy: 2) == 0 ? 1 : -1) }
        let before = drift(values).margin(1.96)
        values[50] = 1e9
        #expect(drift(values).margin(1.96) < 2 * before)
    }

    @Test("what has no extent has no certain slope")
    func point() {
        let series = Series(positions: [5, 5, 5, 5, 5, 5, 5], values: [1, 2, 3, 4, 5, 6, 7])
        #expect(Drift(of: series, memory: 0).margin(1.96) == .infinity)
    }
}
