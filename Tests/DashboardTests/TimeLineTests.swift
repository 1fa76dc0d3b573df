import Telemetry
import TerminalUI
import Testing

@testable import Dashboard

@Suite("TimeLine")
struct TimeLineTests {
    private func timeLine(sweepsEvery nanoseconds: Int64, trigger: SweepSummary.Trigger = .clock) -> TimeLine
    {
        var history = History()
        for elapsed in stride(from: nanoseconds, to: 66_000_000_000, by: Int(nanoseconds)) {
            var sweep = SweepSummary()
            sweep.trigger = trigger
            history.append(Event(moment: Moment(elapsed: elapsed, unix: 0), kind: .swept(sweep)))
        }
        return TimeLine(history, in: TimeWindow(showing: 65_000_000_000, columns: 66), until: 65_000_000_000)
    }

    private func hidden(in timeLine: TimeLine) -> [Mark] {
        timeLine.marks.filter { mark in
            timeLine.labels.contains { (0..<$0.text.count) ~= mark.dotColumn / 2 - $0.dotColumn / 2 }
        }
    }

    @Test("a label steps aside for a mark at its moment")
    func aside() {
        let timeLine = timeLine(sweepsEvery: 10_000_000_000)
        #expect(timeLine.labels.map(\.text) == ["0:10", "0:30", "0:50"])
        #expect(timeLine.marks.count == 6)
        #expect(hidden(in: timeLine).isEmpty)
    }

    @Test(
        "sweeps too close for any label give way to it", arguments: [100_000_000, 500_000_000, 1_000_000_000])
    func dense(_ interval: Int64) {
        let timeLine = timeLine(sweepsEvery: interval)
        #expect(timeLine.labels.map(\.text) == ["0:10", "0:30", "0:50"])
        #expect(!timeLine.marks.isEmpty)
        #expect(hidden(in: timeLine).isEmpty)
    }

    @Test("the first sweep of all is in sight", arguments: [66, 186])
    func first(_ columns: Int) {
        var history = History()
        var sweep = SweepSummary()
        sweep.trigger = .clock
        history.append(Event(moment: Moment(elapsed: 5_200_000_000, unix: 0), kind: .swept(sweep)))
        let window = TimeWindow(showing: 6_000_000_000, columns: columns)
        #expect(TimeLine(history, in: window, until: 6_000_000_000).marks.count == 1)
    }

    @Test("what a person did is never left out")
    func manual() {
        #expect(timeLine(sweepsEvery: 1_000_000_000, trigger: .manual).marks.count == 65)
    }
}
