import Telemetry
import Testing

@testable import History

@Suite("Ledger")
struct LedgerTests {
    private let second: Int64 = 1_000_000_000

    private func ledger(_ kinds: [Event.Kind]) -> Ledger {
        var ledger = Ledger()
        for (number, kind) in kinds.enumerated() {
            ledger.append(Event(moment: Moment(elapsed: Int64(number) * second, unix: 0), kind: kind))
        }
        return ledger
    }

    private func left(_ number: Int, heap: Int, entries: Int) -> Event.Kind {
        var figures = PlanFigures()
        (figures.heapBytes, figures.entries) = (heap, entries)
        return .planLeft(number, verdict: "Pass", figures: figures)
    }

    @Test("what a plan run has grown by is told against the one before it, where that was seen")
    func growth() {
        let plans = ledger([
            left(1, heap: 1000, entries: 10), .planEntered(2), left(2, heap: 1500, entries: 8),
            left(7, heap: 9000, entries: 90), left(8, heap: 9100, entries: 95),
        ]).plans.elements
        #expect(plans.map(\.heapGrowth) == [nil, 500, nil, 100])
        #expect(plans.map(\.entryGrowth) == [nil, -2, nil, 5])
        #expect(plans.map(\.began) == [nil, second, nil, nil])
        #expect(plans.map(\.ended) == [0, 2, 3, 4].map { $0 * second })
    }

    @Test("verdicts are counted, and names that are none do not grow the list without bound")
    func verdicts() {
        let names = ["Pass", "Fail", "Pass"] + (0..<1000).map { "made up \($0)" } + ["Pass"]
        let verdicts = ledger(names.map { .planLeft(1, verdict: $0) }).verdicts
        #expect(verdicts.first?.verdict == "Pass" && verdicts.first?.count == 3)
        #expect(verdicts.count >= 6 && verdicts.count < 20)
    }

    @Test("a record that pauses is a problem until it goes on, and both are in the log")
    func record() {
        let paused = ledger([.noted("x"), .recordPaused("no space is left")])
        #expect(paused.recordProblem == .init(reason: "no space is left", elapsed: second))
        let resumed = ledger([.recordPaused("no space is left"), .recordResumed(lost: 3)])
        #expect(resumed.recordProblem == nil)
        #expect((0..<2).map { resumed.log[$0]?.level } == [.error, .warning])
        #expect(resumed.log[1]?.rows == ["recording goes on, 3 measurements and events are lost"])
    }

    @Test("plan runs are as many as snapshots say, also where events were lost, and all of them at the end")
    func told() {
        func ledger(_ past: Past) -> [String: Int] {
            Dictionary(uniqueKeysWithValues: past.ledger.verdicts.map { ($0.verdict, $0.count) })
        }
        func left(_ number: Int, _ verdict: String) -> Event {
            Event(moment: Moment(elapsed: Int64(number), unix: 0), kind: .planLeft(number, verdict: verdict))
        }
        var (past, snapshot) = (Past(), Snapshot())
        past.take(left(1, "Pass"))
        #expect(ledger(past) == ["Pass": 1])
        (snapshot.progress.planVerdicts.pass, snapshot.progress.planVerdicts.fail) = (700, 2)
        past.take(snapshot)
        #expect(ledger(past) == ["Pass": 700, "Fail": 2])
        past.take(left(703, "Error"))
        #expect(ledger(past) == ["Pass": 700, "Fail": 2])
        past.take(Event(moment: Moment(elapsed: 704, unix: 0), kind: .finished("703 plans")))
        #expect(ledger(past) == ["Pass": 700, "Fail": 2, "Error": 1])
        snapshot.progress.planVerdicts.error = 1
        snapshot.moment.elapsed = 705
        past.take(snapshot)
        #expect(ledger(past) == ["Pass": 700, "Fail": 2, "Error": 1])
    }
}
