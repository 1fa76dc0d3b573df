import Telemetry
import Testing

@Suite("a number that is rounded") struct RoundingTests {
    @Test(
        "has no more decimals than were measured, and no sign of zero",
        arguments: [
            (2072.842_800_000_000_4, 3, "2072.843"), (-0.0, 3, "0.0"), (-0.000_01, 3, "0.0"),
            (1.0 / 3, 6, "0.333333"),
            (1e300, 6, "1e+300"), (-12.345, 0, "-12.0"),
        ])
    func decimals(value: Double, decimals: Int, text: String) {
        #expect("\(value.rounded(toDecimals: decimals))" == text)
    }

    @Test("and stays what it is where it is none")
    func none() {
        #expect(Double.infinity.rounded(toDecimals: 3) == .infinity)
        #expect(Double.nan.rounded(toDecimals: 3).isNaN)
    }
}
