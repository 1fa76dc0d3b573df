import Testing

@testable import LeakAnalysis

@Suite("TheilSen")
struct TheilSenTests {
    @Test("the slope is that of the reference", arguments: GoldenTrend.all)
    func slope(_ golden: GoldenTrend) {
        #expect(agrees(TheilSen(of: golden.y, at: golden.x).slope, with: golden.sen))
    }

    @Test("the 95 % interval is that of the reference", arguments: GoldenTrend.all)
    func interval(_ golden: GoldenTrend) {
        let interval = TheilSen(of: golden.y, at: golden.x).interval(confidence: 0.95)
        #expect(agrees(interval.lowerBound, with: golden.lo))
        #expect(agrees(interval.upperBound, with: golden.hi))
    }

    @Test("a quarter of wild values does not move the slope")
    func outliers() {
        let positions = (0..<40).map(Double.init)
        let values = positions.map { 3 * $0 + (Int($0) % 4 == 2 ? 1e9 : 0) }
        #expect(abs(TheilSen(of: values, at: positions).slope - 3) < 1e-9)
    }

    @Test("autocorrelation widens the interval and never narrows it")
    func correction() throws {
        let golden = try #require(GoldenTrend.all.first { $0.name == "noise40" })
        let line = TheilSen(of: golden.y, at: golden.x)
        let (narrow, wide) = (line.interval(), line.interval(correction: 4))
        #expect(wide.lowerBound < narrow.lowerBound && wide.upperBound > narrow.upperBound)
    }

    @Test("a correction beyond all pairs gives the steepest slopes that occur")
    func extremes() {
        let line = TheilSen(of: [0, 1, 5], at: [0, 1, 2])
        #expect(line.interval(correction: 1e6) == 1...4)
    }

    @Test("values at one position have no slope", arguments: [[], [4.0], [4.0, 9.0, 1.0]])
    func onePosition(_ values: [Double]) {
        let line = TheilSen(of: values, at: values.map { _ in 5 })
        #expect(line.slope == 0)
        #expect(line.interval() == 0...0)
    }
}
