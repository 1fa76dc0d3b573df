import Testing

@testable import PlanEngine

@Suite("PlanWait") struct PlanWaitTests {
    private static let second: Int64 = 1_000_000_000

    @Test("the wait for a plan that is due after the end goes on until the end")
    func end() {
        var wait = PlanWait(rate: 0.001, duration: 2, begin: 0)
        #expect(wait.next(at: Self.second / 2) == 3 * Self.second / 2)
        #expect(!wait.isOver(at: 2 * Self.second - 1))
        #expect(wait.isOver(at: 2 * Self.second))
    }

    @Test("without a duration it waits until the plan is due, and without a rate for nothing")
    func due() {
        var wait = PlanWait(rate: 2, duration: nil, begin: 0)
        #expect(wait.next(at: 0) == Self.second / 2)
        #expect(!wait.isOver(at: .max - 1))
        var hurry = PlanWait(rate: nil, duration: 1e300, begin: Self.second)
        #expect(hurry.next(at: 5 * Self.second) == 0)
        #expect(!hurry.isOver(at: 5 * Self.second))
    }
}
