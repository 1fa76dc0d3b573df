import Testing

@testable import PlanEngine

@Suite("DecimalText")
struct DecimalTextTests {
    @Test(
        "a fixed number of digits, rounded half away from zero",
        arguments: [
            (0, 0, "0"), (0, 2, "0.00"), (0.5, 0, "1"), (-0.5, 0, "-1"), (2.5, 0, "3"), (0.125, 2, "0.13"),
            (1234.5678, 1, "1234.6"), (-0.001, 2, "0.00"), (0.05, 1, "0.1"), (99.995, 1, "100.0"),
            (7, 3, "7.000"),
            (0.000001, 6, "0.000001"), (123_456_789.25, 1, "123456789.3"),
        ] as [(Double, Int, String)])
    func fixed(value: Double, digits: Int, expected: String) {
        #expect(DecimalText.fixed(value, digits: digits) == expected)
    }

    @Test(
        "what has no such digits to show keeps its own description",
        arguments: [1e15, -1e300, 12_345_678_901_234_568])
    func large(value: Double) {
        #expect(DecimalText.fixed(value, digits: 2) == String(value))
    }

    @Test(
        "groups of three digits",
        arguments: [
            (0, "0.00"), (999, "999.00"), (1000, "1,000.00"), (-1000, "-1,000.00"),
            (1_234_567.891, "1,234,567.89"),
            (-999_999.999, "-1,000,000.00"),
        ] as [(Double, String)])
    func grouped(value: Double, expected: String) {
        #expect(DecimalText.grouped(value, digits: 2) == expected)
    }
}
