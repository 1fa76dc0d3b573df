import History
import Telemetry
import Testing

@testable import Dashboard

@Suite("Timekeeper")
struct TimekeeperTests {
    private let second: Int64 = 1_000_000_000
    /// 27 November 2026, 14:02:03.4 UTC.
    private let beginning: Int64 = 1_795_788_123_400_000_000

    private func timekeeper(clock: Bool = true, ahead: Int64 = 0) -> Timekeeper {
        var wall = WallClock()
        wall.learn(Moment(elapsed: 0, unix: beginning))
        return Timekeeper(showsClock: clock, wall: wall, utcOffset: { _ in ahead })
    }

    private func labels(_ timekeeper: Timekeeper, width: Int64, at now: Int64) -> [String] {
        let grid = TimeGrid(columns: 66, columnWidth: width, phase: timekeeper.phase(near: now))
        let window = grid.window(showing: now)
        let (moments, unit) = window.roundMoments(apart: 26)
        return moments.map { timekeeper.label($0, unit: unit, columnWidth: width) }
    }

    @Test("by the clock, labels are round times of day, and of the zone that the person is in")
    func clock() {
        #expect(labels(timekeeper(), width: second, at: 600 * second) == ["14:11:10", "14:11:40"])
        #expect(labels(timekeeper(ahead: 3600), width: second, at: 600 * second).first == "15:11:10")
        let zone = timekeeper(ahead: 19_800)
        #expect(labels(zone, width: 600 * second, at: 86_400 * second) == ["12:00", "18:00"])
    }

    @Test("by the clock, days have dates")
    func dates() {
        #expect(
            labels(timekeeper(), width: 3600 * second, at: 9 * 86_400 * second).allSatisfy {
                !$0.contains(":")
            })
        let month = labels(timekeeper(), width: 43_200 * second, at: 40 * 86_400 * second)
        #expect(month.first?.hasSuffix(" Dec") == true, "\(month)")
        let hours = labels(timekeeper(), width: 1200 * second, at: 4 * 86_400 * second)
        #expect(
            hours.contains { $0.hasSuffix("Nov") || $0.hasSuffix("Dec") }
                && hours.contains { $0.contains(":") }, "\(hours)")
    }

    @Test("since the beginning, labels are in the largest unit that they are whole in")
    func elapsed() {
        let elapsed = timekeeper(clock: false)
        #expect(labels(elapsed, width: second, at: 0) == ["0:10", "0:40"])
        #expect(labels(elapsed, width: 1200 * second, at: 86_400 * second).allSatisfy { $0.hasSuffix("h") })
        #expect(labels(elapsed, width: 86_400 * second, at: 0) == ["50d"])
    }

    @Test(
        "a moment is told in full",
        arguments: [
            (false, 42, "0:42"), (false, 93_784, "1d 02:03:04"), (true, 42, "14:02:45"),
            (true, 86_400 + 42, "28 Nov 14:02:45"),
        ] as [(Bool, Int64, String)])
    func reading(_ clock: Bool, _ elapsed: Int64, _ text: String) {
        #expect(timekeeper(clock: clock).reading(elapsed * second, now: 60 * second) == text)
    }

    @Test("finer columns have tenths")
    func tenths() {
        let moment = 42 * second + 300_000_000
        let fine = { timekeeper(clock: $0).reading(moment, now: moment, columnWidth: 125_000_000) }
        #expect(fine(false) == "0:42.3")
        #expect(fine(true) == "14:02:45.7")
    }

    @Test("when somebody sets the clock, what happened before keeps its time")
    func clockSet() {
        var wall = WallClock()
        wall.learn(Moment(elapsed: 0, unix: beginning))
        wall.learn(Moment(elapsed: 100 * second, unix: beginning + 100 * second + 1000))
        wall.learn(Moment(elapsed: 200 * second, unix: beginning + 3800 * second))
        #expect(wall.unix(at: 100 * second) == beginning + 100 * second)
        #expect(wall.unix(at: 201 * second) == beginning + 3801 * second)
    }

    @Test(
        "days have the names of the calendar",
        arguments: [
            (0, "1 Jan"), (58, "28 Feb"), (59, "1 Mar"), (789, "29 Feb"), (790, "1 Mar"), (11_016, "29 Feb"),
            (20_784, "27 Nov"), (364, "31 Dec"),
        ] as [(Int64, String)])
    func calendar(_ days: Int64, _ text: String) {
        #expect(CalendarDay(days).text == text)
    }
}
