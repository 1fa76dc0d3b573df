import Testing

@testable import PlanEngine

@Suite("GILWatch")
struct GILWatchTests {
    /// What three threads were found to do, at 10, 20, 30: how often the GIL had changed hands, and who waited.
    private func waits(_ looks: [(switches: UInt, waiting: [Int])]) -> [[Int: Int64]] {
        var watch = GILWatch()
        return looks.enumerated().map { index, look in
            watch.look(at: look.switches, among: [1, 2, 3]) {
                look.waiting.contains($0) ? Int64(index + 1) * 10 : nil
            }
        }
    }

    private func stands(_ watch: inout GILWatch, at switches: [UInt], now: Int64) -> [Bool] {
        switches.map { watch.stands(at: $0, now: now) }
    }

    @Test("who waits has waited since the first look that found it, while the GIL changes no hands")
    func since() {
        #expect(
            waits([(7, [1]), (7, [1, 2]), (7, [1, 2])]) == [[1: 10], [1: 10, 2: 20], [1: 10, 2: 20]])
    }

    @Test("a thread that wakes to ask for the GIL, which it does every 5 ms, goes on waiting")
    func awake() {
        #expect(waits([(7, [1]), (7, []), (7, [1])]) == [[1: 10], [1: 10], [1: 10]])
    }

    @Test("once somebody has got the GIL, all begin anew: nobody knows whether they had it, too")
    func anew() {
        let looks = waits([(7, [1, 2]), (8, [2]), (8, [1, 2])])
        #expect(looks == [[1: 10, 2: 10], [2: 20], [1: 30, 2: 20]])
    }

    @Test("a thread that has ended waits no longer, and its number may come to mean another")
    func ended() {
        var watch = GILWatch()
        let looks = [[1, 2], [2], [1, 2]].enumerated().map { index, threads in
            watch.look(at: 7, among: threads) { _ in Int64(index) }
        }
        #expect(looks == [[1: 0, 2: 0], [2: 0], [1: 2, 2: 0]])
    }

    @Test("while somebody watches there is one look more for every hold that lasts")
    func holds() {
        var watch = GILWatch()
        watch.ask(now: 0)
        #expect(
            stands(&watch, at: [1, 2, 3, 3, 3, 3, 4, 5, 5, 5], now: 1_000_000_000)
                == [false, false, false, true, false, false, false, false, true, false])
    }

    @Test("there is none for those who do not watch, or have ceased to")
    func unwatched() {
        var watch = GILWatch()
        #expect(stands(&watch, at: [1, 1, 1], now: 5) == [false, false, false])
        watch.ask(now: 5)
        #expect(stands(&watch, at: [1, 1, 1], now: 2_000_000_005) == [false, false, false])
    }
}
