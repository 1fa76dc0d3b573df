import Testing

@testable import LeakAnalysis

@Suite("Normal")
struct NormalTests {
    @Test(
        "tails agree with tables, far out as well",
        arguments: [
            (0.0, 0.5), (1.0, 0.15865525393145707), (-1.0, 0.8413447460685429), (6.0, 9.865876450376946e-10),
            (10.0, 7.619853024160527e-24),
        ])
    func upperTail(_ z: Double, _ probability: Double) {
        #expect(agrees(Normal.upperTail(z), with: probability))
    }

    @Test(
        "a quantile is where its share of the distribution ends",
        arguments: [1e-12, 0.01, 0.3, 0.5, 0.975, 0.9999])
    func quantile(_ share: Double) {
        #expect(agrees(1 - Normal.upperTail(Normal.quantile(share)), with: share, resolution: 1e-15))
    }

    @Test("the quantile of 97.5 % is the one everybody knows")
    func familiar() {
        #expect(agrees(Normal.quantile(0.975), with: 1.959963984540054))
    }
}
