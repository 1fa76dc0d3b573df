import Telemetry
import Testing

@testable import Soak

@Suite("RunTotals")
struct RunTotalsTests {
    private func totals(_ kinds: [Event.Kind]) -> RunTotals {
        var totals = RunTotals()
        for kind in kinds { totals.take(Event(moment: Moment(elapsed: 0, unix: 0), kind: kind)) }
        return totals
    }

    @Test("plan runs are counted by verdict, log lines by severity, steps that raised one by one")
    func counts() {
        let line = LogLine(level: .warning, source: "", text: "")
        let totals = totals([
            .planEntered(1), .planLeft(1, verdict: "Pass"), .planLeft(2, verdict: "Pass"),
            .planLeft(3, verdict: "Error"), .stepFailed(step: "", error: ""), .logged(line),
        ])
        #expect(totals.plans == ["Pass": 2, "Error": 1] && totals.stepErrors == 1)
        #expect(totals.logLines == [.warning: 1])
    }

    @Test("cleanups are added up, and the longest hold of the GIL is kept")
    func cleanups() {
        var (first, second) = (SweepSummary(), SweepSummary())
        (first.phantoms, first.duration, first.gilWait, first.longestGILHold) = (1, 10, 100, 1000)
        (second.phantoms, second.duration, second.gilWait, second.longestGILHold) = (2, 20, 200, 500)
        second.trigger = .manual
        let totals = totals([.swept(first), .swept(second)])
        #expect(totals.cleanups == [.clock: 1, .manual: 1] && totals.all.phantoms == 3)
        #expect(totals.all.duration == 30 && totals.all.gilWait == 300)
        #expect(totals.all.longestGILHold == 1000 && totals.last?.longestGILHold == 500)
    }

    @Test("the first measurement says when the run began, whatever becomes of the clock")
    func began() {
        var totals = RunTotals()
        for (elapsed, unix) in [(5, 105), (10, 3610)] as [(Int64, Int64)] {
            var snapshot = Snapshot()
            snapshot.moment = Moment(elapsed: elapsed, unix: unix)
            totals.take(snapshot)
        }
        #expect(totals.began == 100)
    }
}
