import TerminalUI
import Testing

@Suite struct FiguresTests {
    @Test(
        "an abbreviated number has at most four characters",
        arguments: [
            (0.0, "0"), (7, "7"), (7.5, "7.5"), (99.96, "100"), (212, "212"), (999, "999"), (999.7, "1k"),
            (1000, "1k"),
            (1284, "1.3k"), (2600, "2.6k"), (9_960, "10k"), (700_000, "700k"), (999_999, "1M"),
            (1.4e6, "1.4M"),
            (3.2e9, "3.2G"), (8e14, "800T"), (9e15, ">T"), (-1500, "-1.5k"), (0.04, "0"), (.infinity, "?"),
            (.nan, "?"),
        ])
    func abbreviated(value: Double, text: String) {
        #expect(Figures.abbreviated(value) == text)
    }

    @Test(
        "hundreds below zero fit beside a scale as parts of the next unit, and what does not fit is left out",
        arguments: [
            (-500_000.0, "-.5M"), (-1e8, "-.1G"), (-50_000, "-50k"), (-100, "-100"), (1.5e6, "1.5M"),
            (-150_000, nil), (-1_500, nil),
        ] as [(Double, String?)])
    func narrow(value: Double, text: String?) {
        #expect(Figures.abbreviated(value, columns: 4) == text)
    }

    @Test(
        "thousands are grouped",
        arguments: [
            (0, "0"), (999, "999"), (1_284, "1,284"), (-1_234_567, "-1,234,567"),
            (Int.min, "-9,223,372,036,854,775,808"),
        ])
    func grouped(value: Int, text: String) {
        #expect(Figures.grouped(value) == text)
    }

    @Test(
        "a number is rounded to its decimals",
        arguments: [
            (0.614, 2, "0.61"), (0.005, 1, "0.0"), (-0.04, 1, "0.0"), (1.95, 1, "2.0"), (-1.25, 1, "-1.3"),
            (3, 0, "3"), (1e300, 2, "inf"),
        ])
    func fixed(value: Double, decimals: Int, text: String) {
        #expect(Figures.fixed(value, decimals: decimals) == text)
    }
}
