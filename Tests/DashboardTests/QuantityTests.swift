import Testing

@testable import Dashboard

@Suite("Quantity")
struct QuantityTests {
    @Test(
        "bytes take the unit that leaves few digits",
        arguments: [
            (0, "0 B"), (999, "999 B"), (64_000, "64.0 kB"), (41_300_000, "41.3 MB"),
            (2_500_000_000, "2.5 GB"),
        ])
    func bytes(_ bytes: Int, _ text: String) {
        #expect(Quantity.bytes(bytes) == text)
    }

    @Test(
        "growth always has a sign and a unit",
        arguments: [
            (0, "+0.00", "MB"), (612_000, "+0.61", "MB"), (-1_250_000, "-1.25", "MB"),
            (3_100_000_000, "+3.10", "GB"),
        ])
    func growth(_ bytes: Int, _ value: String, _ unit: String) {
        #expect(Quantity.growth(bytes).value == value)
        #expect(Quantity.growth(bytes).unit == unit)
    }

    @Test(
        "seconds have no needless decimals",
        arguments: [
            (0.1, "0.1 s"), (0.25, "0.25 s"), (5.0, "5 s"), (3600.0, "3,600 s"), (1.0 / 3, "0.333 s"),
        ])
    func seconds(_ seconds: Double, _ text: String) {
        #expect(Quantity.seconds(seconds) == text)
    }

    @Test(
        "durations keep about three digits",
        arguments: [
            (0, "0.00 ms"), (12_000, "0.01 ms"), (1_834_000, "1.83 ms"), (99_994_000, "99.99 ms"),
            (99_996_000, "100.0 ms"), (999_960_000, "1.00 s"), (61_000_000_000, "61.00 s"),
        ])
    func durations(_ nanoseconds: Int64, _ text: String) {
        #expect(Quantity.duration(nanoseconds) == text)
    }

    @Test(
        "ages get coarser, clocks do not",
        arguments: [
            (0, "0 s", "0:00"), (99, "99 s", "1:39"), (150, "2 min", "2:30"), (7322, "2 h", "2:02:02"),
        ])
    func times(_ seconds: Int64, _ age: String, _ clock: String) {
        #expect(Quantity.age(seconds * 1_000_000_000) == age)
        #expect(Quantity.clock(seconds * 1_000_000_000) == clock)
    }
}
