import Testing

@testable import PlanEngine

@Suite("the pace of plans")
struct PaceTests {
    private let pace = Pace(rate: 5)
    private let period: Int64 = 200_000_000

    @Test("does not drift while plans are quick")
    func steady() {
        var due: Int64 = 0
        for number in 1...1000 {
            due = pace.next(after: due, now: due + Int64(number % 7) * 10_000_000)
            #expect(due == Int64(number) * period)
        }
    }

    @Test("makes up for one slow plan, and for no more")
    func slow() {
        #expect(pace.next(after: 0, now: period + 50_000_000) == period + 50_000_000)
        #expect(pace.next(after: 0, now: period / 2) == period)
    }

    @Test("begins anew after a pause, without a rush to make up for it")
    func pause() {
        let now = 60 * 1_000_000_000 as Int64
        let due = pace.next(after: 0, now: now)
        #expect(due == now)
        #expect(pace.next(after: due, now: now + 1) == now + period)
    }

    @Test("can be very slow")
    func rare() {
        #expect(Pace(rate: 1e-300).next(after: 0, now: 5) == 1_000_000_000_000_000_000)
    }
}
