import Testing

@testable import PlanEngine

@Suite("CleanupCycle")
struct CleanupCycleTests {
    @Test(
        "a cycle that outlasts its interval holds the GIL longer, so that it comes to an end",
        arguments: [
            (0.0, 500_000), (0.9, 500_000), (1.0, 1_000_000), (2.5, 2_000_000), (4.0, 8_000_000),
            (1_000_000.0, 8_000_000),
        ])
    func budget(intervals: Double, expected: Int64) {
        for interval in [0.1, 1, 30, 3_600] {
            let lasted = Int64((intervals * interval * 1e9).rounded(.up))
            #expect(CleanupCycle.budget(after: lasted, interval: interval) == expected)
        }
    }
}
