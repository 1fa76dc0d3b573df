import History
import Telemetry
import Testing

@testable import Soak

@Suite("a recorded run in a few figures") struct RecordSummaryTests {
    private func sweep(hold: Int64, trigger: SweepSummary.Trigger) -> Event.Kind {
        var sweep = SweepSummary()
        (sweep.longestGILHold, sweep.trigger) = (hold, trigger)
        return .swept(sweep)
    }

    /// Three measurements, ten seconds apart, with what happened between them.
    private func past(_ kinds: [Event.Kind]) -> Past {
        var (past, snapshot) = (Past(), Snapshot())
        snapshot.heapBaselineBytes = 1_000_000
        for (second, live, heap) in [(0, 5, 1_200_000), (10, 90, 3_000_000), (20, 7, 1_100_000)] {
            snapshot.moment.elapsed = Int64(second) * 1_000_000_000
            (snapshot.registry.live, snapshot.heapBytes, snapshot.threads) = (live, heap, 4 + second)
            (snapshot.progress.stepInstances, snapshot.settings.interval) = (second * 50, 2.5)
            past.take(snapshot)
        }
        for kind in kinds { past.take(Event(moment: snapshot.moment, kind: kind)) }
        return past
    }

    private func summary(_ kinds: [Event.Kind] = []) -> RecordSummary {
        var facts = RecordFacts([:])
        facts[.workload] = "bench.py"
        return RecordSummary(past(kinds), facts, name: "a")
    }

    @Test("each course has its first value, its largest and its last, the heap as it is and not as it grew")
    func courses() {
        let summary = summary()
        #expect(summary.entries == .init(begin: 5, peak: 90, end: 7))
        #expect(summary.heapBytes == .init(begin: 1_200_000, peak: 3_000_000, end: 1_100_000))
        #expect(summary.threads == .init(begin: 4, peak: 24, end: 24))
        #expect(summary.seconds == 20 && summary.steps == 1000 && summary.interval == 2.5)
        #expect(summary.record == "a" && summary.workload == "bench.py" && summary.outcome == nil)
    }

    @Test("the longest hold of the GIL is that of any sweep, by the clock or by hand, in milliseconds")
    func holds() {
        let byClock = sweep(hold: 2_500_000, trigger: .clock)
        let byHand = sweep(hold: 7_250_000, trigger: .manual)
        #expect(summary([byClock]).longestGILHoldMs == 2.5)
        #expect(summary([byClock, byHand]).longestGILHoldMs == 7.25)
        #expect(summary([byClock, byHand]).sweeps == 2)
        #expect(summary().longestGILHoldMs == 0)
    }

    @Test("plan runs are counted by verdict")
    func verdicts() {
        let summary = summary([
            .planLeft(1, verdict: "Pass"), .planLeft(2, verdict: "Fail"), .planLeft(3, verdict: "Pass"),
        ])
        #expect(summary.plans == 3 && summary.verdicts == ["Pass": 2, "Fail": 1])
    }
}
