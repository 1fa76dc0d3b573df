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
        let began = Int64(1_785_326_400) * 1_000_000_000
        #expect(UTCTime.iso(began) == "2026-07-29T12:00:00.000Z")
        #expect(time.elapsed(began: began) { _ in 7200 } == seconds * 1_000_000_000)
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
