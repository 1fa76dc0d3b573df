import Telemetry
import TerminalUI
import Testing

@testable import Dashboard

@Suite("What a second costs on the screen")
struct ThriftTests {
    private func changedCells(_ before: Canvas, _ after: Canvas) -> Int {
        var count = 0
        for row in 0..<after.size.rows {
            for column in 0..<after.size.columns where before[column, row] != after[column, row] {
                count += 1
            }
        }
        return count
    }

    @Test("most seconds change a few cells, and on average they are few")
    func average() {
        var rehearsal = Rehearsal()
        rehearsal.churn(seconds: 40)
        var counts: [Int] = []
        for _ in 0..<40 {
            let before = rehearsal.canvas()
            rehearsal.churn(seconds: 1)
            counts.append(changedCells(before, rehearsal.canvas()))
        }
        #expect(counts.reduce(0, +) < 40 * 170, "\(counts)")
        #expect(counts.filter { $0 < 60 }.count >= 29, "\(counts)")
    }

    @Test("between two seconds, snapshots alone change nothing")
    func withinSecond() {
        var rehearsal = Rehearsal()
        rehearsal.churn(seconds: 3)
        let revision = rehearsal.dashboard.revision
        for entries in 1...9 {
            rehearsal.snapshot.registry.live = entries
            rehearsal.measure()
        }
        #expect(rehearsal.dashboard.revision == revision)
    }

    @Test("a key does not move the numbers, so that only its own effect is written")
    func keyAlone() {
        var rehearsal = Rehearsal()
        rehearsal.churn(seconds: 3)
        let before = rehearsal.canvas()
        rehearsal.snapshot.registry.live = 999
        rehearsal.measure()
        rehearsal.press(.character("+"))
        #expect(changedCells(before, rehearsal.canvas()) < 30)
    }

    @Test("after the run nothing is drawn, however long it stays on the screen")
    func resting() {
        var rehearsal = Rehearsal()
        rehearsal.churn(seconds: 20)
        rehearsal.finish()
        rehearsal.send(.tick(rehearsal.moment))
        let revision = rehearsal.dashboard.revision
        for second in 1...100 {
            rehearsal.snapshot.moment.elapsed += 1_000_000_000
            rehearsal.snapshot.residentBytes? += second.isMultiple(of: 2) ? 300_000 : -260_000
            rehearsal.send(.snapshots([rehearsal.snapshot], missed: 0))
            rehearsal.send(.tick(Moment(elapsed: rehearsal.now + Int64(second) * 1_000_000_000, unix: 0)))
        }
        #expect(rehearsal.dashboard.revision == revision)
        rehearsal.snapshot.registry.live += 1
        rehearsal.send(.snapshots([rehearsal.snapshot], missed: 0))
        rehearsal.send(.tick(Moment(elapsed: rehearsal.now + 101_000_000_000, unix: 0)))
        #expect(rehearsal.dashboard.revision == revision + 1)
    }
}
