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

    private func plans(every nanoseconds: Int64, until end: Int64) -> EventHistory {
        var events = EventHistory()
        for (index, begin) in stride(from: 0, to: end, by: Int(nanoseconds)).enumerated() {
            events.append(Event(moment: Moment(elapsed: begin, unix: 0), kind: .planEntered(index + 1)))
            let left = Event.Kind.planLeft(index + 1, verdict: "Pass")
            let moment = Moment(elapsed: begin + nanoseconds * 9 / 10, unix: 0)
            events.append(Event(moment: moment, kind: left))
        }
        return events
    }

    private func bounds(_ timeLine: TimeLine) -> Set<Int> {
        Set(timeLine.marks.filter { $0.kind == .bound }.map { $0.dotColumn / 2 })
    }

    @Test(
        "of plan runs that can be told apart all are marked that are not below a label",
        arguments: [3_300_000_000, 5_000_000_000, 8_000_000_000] as [Int64])
    func plans(_ distance: Int64) {
        let timeLine = timeLine(
            plans(every: distance, until: 64_000_000_000), columns: 66, at: 64_000_000_000)
        let below = timeLine.labels.flatMap { ($0.dotColumn / 2)..<($0.dotColumn / 2 + $0.text.count) }
        let expected = Set(
            stride(from: 0, to: 64_000_000_000, by: Int(distance)).map { Int($0 / 2_000_000_000) })
        #expect(bounds(timeLine).isSuperset(of: expected.subtracting(below)))
        #expect(timeLine.labels.map(\.text) == ["0:10", "0:30", "0:50"])
        #expect(hidden(in: timeLine).isEmpty)
    }

    @Test("a label steps aside for plan runs that are far from each other")
    func sparsePlans() {
        let timeLine = timeLine(
            plans(every: 10_000_000_000, until: 64_000_000_000), columns: 66, at: 64_000_000_000)
        #expect(bounds(timeLine).isSuperset(of: [0, 5, 10, 15, 20, 25, 30]))
        #expect(timeLine.labels.map(\.text) == ["0:10", "0:30", "0:50"])
    }

    @Test(
        "of plan runs that cannot be told apart none is marked",
        arguments: [200_000_000, 1_000_000_000, 2_000_000_000] as [Int64])
    func densePlans(_ distance: Int64) {
        let timeLine = timeLine(
            plans(every: distance, until: 64_000_000_000), columns: 66, at: 64_000_000_000)
        #expect(bounds(timeLine).isEmpty)
    }

    @Test("plan runs are not marked between sweeps that would hide most of them")
    func hiddenPlans() {
        var events = plans(every: 5_000_000_000, until: 64_000_000_000)
        for elapsed in stride(from: Int64(0), to: 64_000_000_000, by: 3_000_000_000) {
            events.append(Event(moment: Moment(elapsed: elapsed, unix: 0), kind: .swept(SweepSummary())))
        }
        #expect(bounds(timeLine(events, columns: 66, at: 64_000_000_000)).isEmpty)
    }

    @Test(
        "every rare event has its mark",
        arguments: [
            (Event.Kind.noted("cable"), Mark.Kind.note), (.settingsChanged(Settings()), .change),
            (.finished("done"), .ending),
        ])
    func rare(_ event: Event.Kind, _ kind: Mark.Kind) {
        var events = EventHistory()
        events.append(Event(moment: Moment(elapsed: 7_000_000_000, unix: 0), kind: event))
        #expect(
            timeLine(events, columns: 66, at: 9_000_000_000).marks == [Mark(dotColumn: 7, kind: kind)])
    }
}
