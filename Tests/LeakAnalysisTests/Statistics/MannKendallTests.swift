import Testing

@testable import LeakAnalysis

@Suite("MannKendall")
struct MannKendallTests {
    private func test(_ golden: GoldenTrend) -> MannKendall {
        MannKendall(of: golden.y, at: golden.x, detrendedBy: golden.sen, lags: golden.x.count - 1)
    }

    @Test("S and τ are those of the reference", arguments: GoldenTrend.all)
    func score(_ golden: GoldenTrend) {
        #expect(test(golden).s == golden.S)
        #expect(agrees(test(golden).tau, with: golden.tau))
    }

    @Test("the variance of S allows for equal values as the reference does", arguments: GoldenTrend.all)
    func variance(_ golden: GoldenTrend) {
        #expect(agrees(test(golden).independentVariance, with: golden.var0))
    }

    @Test("without autocorrelation z and p are those of the reference", arguments: GoldenTrend.all)
    func independent(_ golden: GoldenTrend) {
        let test = MannKendall(of: golden.y, at: golden.x, detrendedBy: golden.sen, lags: 0)
        #expect(agrees(test.z, with: golden.z))
        #expect(agrees(test.probability, with: golden.p_two, resolution: 0x1p-51))
    }

    @Test(
        "with all lags the Hamed–Rao variance, z and p are those of the reference", arguments: GoldenTrend.all
    )
    func corrected(_ golden: GoldenTrend) {
        // Where the reference divides by zero there is nothing to correct.
        #expect(agrees(test(golden).variance, with: golden.hr_var ?? golden.var0))
        #expect(agrees(test(golden).z, with: golden.hr_z ?? golden.z))
        #expect(agrees(test(golden).probability, with: golden.hr_p ?? golden.p_two, resolution: 0x1p-51))
    }

    @Test("a quarter of the values limits how far autocorrelation is believed")
    func lags() throws {
        let golden = try #require(GoldenTrend.all.first { $0.name == "ar1_120" })
        let bounded = MannKendall(of: golden.y, at: golden.x, detrendedBy: golden.sen)
        let explicit = MannKendall(of: golden.y, at: golden.x, detrendedBy: golden.sen, lags: 30)
        #expect(bounded == explicit)
        // pymannkendall 1.4.2, hamed_rao_modification_test(y, lag=30).
        #expect(agrees(bounded.variance, with: 523_390.52593390614))
    }

    @Test("neighbours that alternate do not make the test bolder than chance allows")
    func alternating() {
        let values = (0..<40).map { Double($0) + ($0 % 2 == 0 ? 30 : -30) }
        let test = MannKendall(of: values, at: (0..<40).map(Double.init), detrendedBy: 1)
        #expect(test.correction == 1)
    }

    @Test("one value rises as likely as not")
    func single() {
        let test = MannKendall(of: [7], at: [0], detrendedBy: 0)
        #expect(test.risingProbability == 0.5)
    }

    @Test("falling values have the chance of rising ones, on the other side")
    func falling() {
        let positions = (0..<12).map(Double.init)
        let rising = MannKendall(of: positions, at: positions, detrendedBy: 1)
        let falling = MannKendall(of: positions.reversed(), at: positions, detrendedBy: -1)
        #expect(rising.s == -falling.s)
        #expect(agrees(falling.risingProbability, with: 1 - rising.risingProbability))
    }
}
