import History
import Telemetry
import TerminalUI
import Testing

@testable import Dashboard

@Suite("TimeLine")
struct TimeLineTests {
    private func timeLine(sweepsEvery nanoseconds: Int64, trigger: SweepSummary.Trigger = .clock) -> TimeLine
    {
        var events = EventHistory()
        for elapsed in stride(from: nanoseconds, to: 66_000_000_000, by: Int(nanoseconds)) {
            var sweep = SweepSummary()
            sweep.trigger = trigger
            events.append(Event(moment: Moment(elapsed: elapsed, unix: 0), kind: .swept(sweep)))
        }
        return timeLine(events, columns: 66, at: 65_000_000_000)
    }

    private func timeLine(_ events: EventHistory, columns: Int, at now: Int64) -> TimeLine {
        let grid = TimeGrid(columns: columns, columnWidth: ZoomLadder.usual(columns: columns))
        let timekeeper = Timekeeper(showsClock: false, wall: WallClock(), utcOffset: { _ in 0 })
        return TimeLine(events, in: grid.window(showing: now), until: now, timekeeper: timekeeper)
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
        var events = EventHistory()
        events.append(Event(moment: Moment(elapsed: 5_200_000_000, unix: 0), kind: .swept(SweepSummary())))
        #expect(timeLine(events, columns: columns, at: 6_000_000_000).marks.count == 1)
    }

    @Test("what a person did is never left out")
    func manual() {
        #expect(timeLine(sweepsEvery: 1_000_000_000, trigger: .manual).marks.count == 65)
    }

    @Test("plan runs are marked where they can be told apart, and never hide anything else")
    func plans() {
        var events = EventHistory()
        for number in 1...12 {
            let begin = Int64(number) * 5_000_000_000
            events.append(Event(moment: Moment(elapsed: begin, unix: 0), kind: .planEntered(number)))
            let left = Event.Kind.planLeft(number, verdict: "Pass")
            events.append(Event(moment: Moment(elapsed: begin + 4_000_000_000, unix: 0), kind: left))
        }
        events.append(Event(moment: Moment(elapsed: 15_000_000_000, unix: 0), kind: .swept(SweepSummary())))
        let timeLine = timeLine(events, columns: 66, at: 64_000_000_000)
        let bounds = timeLine.marks.filter { $0.kind == .bound }
        #expect(
            bounds == [Mark(dotColumn: 25, kind: .bound)], "every fifth, and one has given way to a label")
        #expect(timeLine.marks.contains { $0.kind == .sweep })
        #expect(timeLine.labels.map(\.text) == ["0:30", "0:50"], "a lone sweep is worth more than a label")
        #expect(hidden(in: timeLine).isEmpty)
    }

    @Test(
        "every rare event has its mark",
        arguments: [
            (Event.Kind.noted("cable"), Mark.Kind.note), (.settingsChanged(Settings()), .change),
            (.finished("done"), .change),
        ])
    func rare(_ event: Event.Kind, _ kind: Mark.Kind) {
        var events = EventHistory()
        events.append(Event(moment: Moment(elapsed: 7_000_000_000, unix: 0), kind: event))
        #expect(
            timeLine(events, columns: 66, at: 9_000_000_000).marks == [Mark(dotColumn: 7, kind: kind)])
    }
}
