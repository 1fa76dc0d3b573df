import Telemetry
import Testing

@testable import History

@Suite("EventHistory")
struct EventHistoryTests {
    private let second: Int64 = 1_000_000_000

    private func event(_ kind: Event.Kind, at elapsed: Int64) -> Event {
        Event(moment: Moment(elapsed: elapsed, unix: 0), kind: kind)
    }

    private func sweep(_ trigger: SweepSummary.Trigger = .clock) -> Event.Kind {
        var sweep = SweepSummary()
        (sweep.trigger, sweep.phantoms) = (trigger, 1)
        return .swept(sweep)
    }

    @Test(
        "of a month of sweeps at the usual interval the newest two days are kept one by one, and none is forgotten"
    )
    func month() {
        var events = EventHistory()
        for elapsed in stride(from: 0, to: 30 * 86_400 * second, by: Int(30 * second)) {
            events.append(event(sweep(), at: elapsed))
        }
        let sweeps = events.sweeps.elements
        #expect(sweeps.reduce(0) { $0 + Int($1.count) } == 86_400)
        #expect(sweeps.suffix(2 * 2_880).allSatisfy { $0.count == 1 })
    }

    @Test("more sweeps than that are merged where they are old, and none is forgotten")
    func merged() {
        var events = EventHistory()
        for number in 0..<250_000 { events.append(event(sweep(), at: Int64(number) * second / 10)) }
        let sweeps = events.sweeps.elements
        #expect(sweeps.count <= SweepSpan.mostKept)
        #expect(sweeps.reduce(0) { $0 + Int($1.count) } == 250_000)
        #expect(sweeps.reduce(0) { $0 + $1.summary.phantoms } == 250_000)
        #expect(sweeps.suffix(SweepSpan.mostKept / 2).allSatisfy { $0.count == 1 })
        #expect(zip(sweeps, sweeps.dropFirst()).allSatisfy { $0.begin < $1.begin && $0.end < $1.begin })
    }

    @Test("plan runs are merged too, and the worst verdict is remembered")
    func plans() {
        var events = EventHistory()
        for number in 1...100_000 {
            events.append(event(.planEntered(number), at: Int64(number) * second))
            let verdict = number == 77 ? "Error" : "Pass"
            events.append(event(.planLeft(number, verdict: verdict), at: Int64(number) * second + 5))
        }
        let plans = events.plans.elements
        #expect(plans.count <= PlanSpan.mostKept)
        #expect(plans.reduce(0) { $0 + $1.count } == 100_000)
        #expect(plans.first { $0.first <= 77 && 77 <= $0.last }?.verdict == "Error")
        #expect(plans.last?.count == 1 && plans.last?.verdict == "Pass")
    }

    @Test(
        "of sweeps that are merged the work is added up, times are the longest, and the last one counts else")
    func added() {
        var (first, second) = (SweepSummary(), SweepSummary())
        (first.examined, first.phantoms, first.weakened, first.freed) = (10, 20, 30, 40)
        (first.collected, first.held, first.trigger) = (50, 60, .clock)
        (first.gilWait, first.longestGILHold, first.duration) = (9_000_000, 1_000_000, 8_000_000)
        (second.examined, second.phantoms, second.weakened, second.freed) = (1, 2, 3, 4)
        (second.collected, second.held, second.trigger) = (5, 6, .script)
        (second.gilWait, second.longestGILHold, second.duration) = (2_000_000, 7_000_000, 3_000_000)
        var span = SweepSpan(first, at: 5)
        span.merge(SweepSpan(second, at: 9))
        var both = SweepSummary()
        (both.examined, both.phantoms, both.weakened, both.freed) = (11, 22, 33, 44)
        (both.collected, both.held, both.trigger) = (55, 6, .script)
        (both.gilWait, both.longestGILHold, both.duration) = (9_000_000, 7_000_000, 8_000_000)
        #expect(span.summary == both && span.begin == 5 && span.end == 9 && span.count == 2)
    }

    @Test("plan runs that nobody saw between two that are merged are counted with them")
    func unseen() {
        var span = PlanSpan(3, at: 10)
        span.end(at: 20, verdict: "Fail")
        var later = PlanSpan(7, at: 50)
        later.end(at: 60, verdict: "Pass")
        span.merge(later)
        #expect(span.first == 3 && span.last == 7 && span.count == 5)
        #expect(span.end == 60 && span.verdict == "Fail")
    }

    @Test("what a person did is never pushed out by what the machine does")
    func rare() {
        var events = EventHistory()
        events.append(event(.noted("new cable"), at: second))
        events.append(event(sweep(.manual), at: 2 * second))
        for number in 0..<200_000 { events.append(event(sweep(), at: Int64(number + 3) * second)) }
        #expect(events.incidents.map(\.elapsed) == [second, 2 * second])
    }

    @Test("ten thousand notes are kept, and memory is bounded beyond")
    func bounded() {
        var events = EventHistory()
        for number in 0..<30_000 { events.append(event(.noted("x"), at: Int64(number))) }
        #expect(events.incidents.count <= EventHistory.mostIncidents)
        #expect(events.incidents.last?.elapsed == 29_999)
    }

    @Test("a change of settings is remembered with what was before")
    func changes() {
        var events = EventHistory()
        let first = Settings()
        events.learn(first)
        var second = first
        second.interval = 5
        events.append(event(.settingsChanged(second), at: 1))
        var third = second
        third.preset = .stock
        events.append(event(.settingsChanged(third), at: 2))
        #expect(
            events.incidents.map(\.kind) == [
                .change(from: first, to: second), .change(from: second, to: third),
            ])
    }

    @Test("a measurement that shows a switch before its event comes does not make it look unchanged")
    func early() {
        var (events, changed) = (EventHistory(), Settings())
        events.learn(Settings())
        changed.interval = 5
        events.learn(changed)
        events.append(event(.settingsChanged(changed), at: 1))
        #expect(events.incidents.map(\.kind) == [.change(from: Settings(), to: changed)])
    }

    @Test("a sweep is by hand when a person asked for it or for a collection, or forced it")
    func byHand() {
        var (events, forced) = (EventHistory(), SweepSummary())
        forced.isForced = true
        let kinds = [.swept(forced)] + SweepSummary.Trigger.allCases.map { sweep($0) }
        for (moment, kind) in kinds.enumerated() { events.append(event(kind, at: Int64(moment))) }
        #expect(events.incidents.map(\.elapsed) == [0, 2, 6])
        #expect(events.sweeps.elements.map(\.trigger) == [.clock, .final, .planExit, .script])
    }

    @Test("of events at one moment the one that came first comes first")
    func same() {
        var events = EventHistory()
        for (elapsed, trigger) in [
            (5, .clock), (9, .clock), (5, .script), (5, .final), (9, .final),
        ] as [(Int64, SweepSummary.Trigger)] {
            events.append(event(sweep(trigger), at: elapsed))
        }
        #expect(events.sweeps.elements.map(\.trigger) == [.clock, .script, .final, .clock, .final])
    }

    @Test("an event that comes late goes where it belongs")
    func late() {
        var events = EventHistory()
        for elapsed in [5, 9, 7, 6, 8] as [Int64] {
            events.append(event(sweep(), at: elapsed))
            events.append(event(.noted("\(elapsed)"), at: elapsed))
        }
        #expect(events.sweeps.elements.map(\.begin) == [5, 6, 7, 8, 9])
        #expect(events.incidents.map(\.elapsed) == [5, 6, 7, 8, 9])
        #expect(events.sweeps[6..<8].map(\.begin) == [6, 7])
        #expect(events.incidents(in: 6..<8).map(\.elapsed) == [6, 7])
        #expect(events.moment(before: 7, countsPlans: false) == 6)
        #expect(events.moment(from: 7, countsPlans: false) == 7)
        #expect(events.moment(from: 10, countsPlans: false) == nil)
    }

    @Test("a remembered sweep has the figures of the real one")
    func figures() {
        var sweep = SweepSummary()
        sweep.trigger = .script
        (sweep.examined, sweep.phantoms, sweep.weakened) = (2611, 212, 2350)
        (sweep.freed, sweep.held, sweep.collected) = (7, 15, 3)
        (sweep.gilWait, sweep.longestGILHold, sweep.duration) = (5_012_000, 210_000, 1_830_000)
        #expect(SweepSpan(sweep, at: 1).summary == sweep)
        sweep.examined = .max
        #expect(SweepSpan(sweep, at: 1).summary.examined == Int(UInt32.max))
    }
}
