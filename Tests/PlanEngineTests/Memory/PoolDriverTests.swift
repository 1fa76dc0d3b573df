import Testing
import Threading

@testable import PlanEngine

@Suite("PoolDriver") struct PoolDriverTests {
    @Test("counts the items that have not ended, and ends with none")
    func backlog() {
        let (pool, release) = (PoolDriver(), StopSignal())
        for _ in 0..<3 {
            #expect(
                pool.submit { _ in
                    release.wait(nanoseconds: nil)
                    release.raise()
                })
        }
        #expect(pool.backlog == 3)
        #expect(!pool.waitUntilIdle(within: 1_000_000))
        release.raise()
        #expect(pool.waitUntilIdle(within: 20_000_000_000))
        #expect(pool.backlog == 0)
    }

    @Test("takes no more items than would harm the machine")
    func capped() {
        let (pool, release) = (PoolDriver(), StopSignal())
        var taken = 0
        for _ in 0..<PoolDriver.mostItems + 10 {
            let isTaken = pool.submit { _ in
                release.wait(nanoseconds: nil)
                release.raise()
            }
            if isTaken { taken += 1 }
        }
        #expect(taken == PoolDriver.mostItems)
        release.raise()
        #expect(pool.waitUntilIdle(within: 60_000_000_000))
    }

    @Test("tells items that wait that they are not wanted any more")
    func retired() {
        let (pool, begun, release) = (PoolDriver(), StopSignal(), StopSignal())
        let answers = Locked<[Bool]>([])
        #expect(
            pool.submit { isWanted in
                answers.withLock { $0.append(isWanted()) }
                begun.raise()
                release.wait(nanoseconds: nil)
                answers.withLock { $0.append(isWanted()) }
            })
        begun.wait(nanoseconds: nil)
        pool.retire()
        release.raise()
        #expect(pool.waitUntilIdle(within: 20_000_000_000))
        #expect(answers.withLock { $0 } == [true, false])
    }
}
