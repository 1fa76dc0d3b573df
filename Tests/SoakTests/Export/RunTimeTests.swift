import History
import Telemetry
import Testing

@testable import Soak

@Suite("RunTime")
struct RunTimeTests {
    @Test(
        "a time since the beginning is written in any usual way",
        arguments: [
            ("90", 90.0), ("90 s", 90), ("90s", 90), ("0.5", 0.5), ("2h30m", 9000), ("1.5 h", 5400),
            ("1d 2h", 93_600), ("500ms", 0.5), ("12:05", 725), ("1:02:03", 3723), ("1:02:03.25", 3723.25),
            ("3d 02:14:05", 267_245), ("90:00", 5400),
        ])
    func elapsed(text: String, seconds: Double) {
        #expect(RunTime(text) == .elapsed(Int64(seconds * 1e9)))
    }

    @Test(
        "a time of the clock, or a date, is where the person is unless it says otherwise",
        arguments: [
            // The session began on 2026-07-29 at 14:00:00 local time, 12:00:00 UTC.
            ("T14:30", 1800), ("T13:59:59", 86_399), ("2026-07-29T14:00:05", 5), ("2026-07-29 14:01", 60),
            ("2026-07-30", 36_000), ("2026-07-29T12:00:07Z", 7), ("2026-07-29T15:00:09+03:00", 9),
            ("2026-07-29T12:00:00.5Z", 0), ("1969-12-31T00:00:00Z", -1_785_412_800),
        ] as [(String, Int64)])
    func clock(text: String, seconds: Int64) throws {
        let time = try #require(RunTime(text))
        #expect(UTCTime.iso(Self.began) == "2026-07-29T12:00:00.000Z")
        let wall = Self.wall([(0, 0)])
        #expect(time.moments(on: wall, until: Self.end) { _ in 7200 } == Self.moments(seconds...seconds))
    }

    /// 2026-07-29 at 12:00:00 UTC, which is 14:00:00 there.
    private static let began: Int64 = 1_785_326_400_000_000_000

    /// Five hours later.
    private static let end: Int64 = 18_000_000_000_000

    /// A clock that was ahead by so many seconds since so many after the session began.
    private static func wall(_ settings: [(since: Int64, ahead: Int64)]) -> WallClock {
        var wall = WallClock()
        for (since, ahead) in settings {
            wall.learn(
                Moment(elapsed: since * 1_000_000_000, unix: began + (since + ahead) * 1_000_000_000))
        }
        return wall
    }

    private static func moments(_ seconds: ClosedRange<Int64>) -> ClosedRange<Int64> {
        seconds.lowerBound * 1_000_000_000...seconds.upperBound * 1_000_000_000
    }

    @Test(
        "where the clock was set back an hour, a time is when the clock showed it: from the first time to the last",
        arguments: [
            // At 14:40 it was set back to 13:40.
            ("T13:50", 3000...3000), ("T14:10", 600...4200), ("T14:39:59", 2399...5999),
            ("T14:50", 6600...6600), ("2026-07-29T14:10", 600...4200),
            ("2026-07-29T13:45:00+02:00", 2700...2700),
            ("T13:40", 2400...2400), ("2026-07-29T13:59:59", 3599...3599),
            ("2026-07-29T13:30", -1800...(-1800)), ("40min", 2400...2400),
        ] as [(String, ClosedRange<Int64>)])
    func back(text: String, seconds: ClosedRange<Int64>) throws {
        let wall = Self.wall([(0, 0), (2400, -3600)])
        #expect(
            try #require(RunTime(text)).moments(on: wall, until: Self.end) { _ in 7200 }
                == Self.moments(seconds))
    }

    @Test(
        "a time that was over when the run began is not looked for after the end",
        arguments: [("2026-07-29T13:59:59", -1...(-1)), ("T14:00:01", 1...1)]
            as [(String, ClosedRange<Int64>)])
    func short(text: String, seconds: ClosedRange<Int64>) throws {
        // It lasted ten seconds, after five of which the clock was set back an hour.
        let wall = Self.wall([(0, 0), (5, -3600)])
        let moments = try #require(RunTime(text)).moments(on: wall, until: 10_000_000_000) { _ in 7200 }
        #expect(moments == Self.moments(seconds))
    }

    @Test(
        "where it was set forward, a time that it never showed is when it was set",
        arguments: [
            // At 14:40 it was set to 15:40.
            ("T14:10", 600), ("T14:50", 2400), ("T15:39:59", 2400), ("T15:50", 3000),
            ("2026-07-29T16:00", 3600),
            ("2026-07-29T15:00", 2400),
        ] as [(String, Int64)])
    func forward(text: String, seconds: Int64) throws {
        let wall = Self.wall([(0, 0), (2400, 3600)])
        let moments = try #require(RunTime(text)).moments(on: wall, until: Self.end) { _ in 7200 }
        #expect(moments == Self.moments(seconds...seconds))
    }

    @Test(
        "whatever else is written is no time",
        arguments: [
            "", " ", "x", "-3", "1:60", "1:5", "1:60:00", "T25:00", "T1", "14:30Z", "2026-02-29",
            "2026-13-01",
            "2026-07-29T24:00", "5 parsec", "99999999999999d", "1e9", "NaN", "2026-07-29T12:00+25:00",
        ])
    func refused(text: String) { #expect(RunTime(text) == nil) }

    @Test(
        "moments are written as dates of the calendar",
        arguments: [
            (0, "1970-01-01T00:00:00.000Z"), (951_782_399_999_000_000, "2000-02-28T23:59:59.999Z"),
            (951_782_400_000_000_000, "2000-02-29T00:00:00.000Z"),
            (4_107_542_400_000_000_000, "2100-03-01T00:00:00.000Z"),
        ] as [(Int64, String)])
    func iso(unix: Int64, text: String) { #expect(UTCTime.iso(unix) == text) }
}
