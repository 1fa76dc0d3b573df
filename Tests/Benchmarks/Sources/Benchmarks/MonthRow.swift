internal import BenchmarkSupport

/// What phantop itself remembers of a month, against a day: memory, and how long somebody waits who attaches then.
struct MonthRow {
    private static let hoursOfDay = 24
    private static let hoursOfMonth = 30 * 24

    func measure() throws(BenchmarkError) -> [Finding] {
        var soak = LongSoak()
        soak.go(hours: Self.hoursOfDay)
        let day = try resident()
        soak.go(hours: Self.hoursOfMonth - Self.hoursOfDay)
        let month = try resident()
        let begin = Stopwatch.wall
        let (bytes, rows) = soak.attach()
        let attached = Stopwatch.wall - begin
        try BenchmarkError.expect("plans", soak.plans, 996_923)
        try BenchmarkError.expect("rows drawn, 20 at least", min(rows, 20), 20)
        // Out to the whole month, through it, and back in again.
        let keys =
            String(repeating: "Z", count: 20) + String(repeating: "<[", count: 80)
            + String(repeating: "z", count: 20)
        let times = soak.answers(to: keys) { Stopwatch.wall }.map { Double($0) / 1e6 }
        return [
            Finding(
                measure: "key to drawn frame after a month, median", ours: Stopwatch.quantile(0.5, of: times),
                unit: .milliseconds, target: .limit(5)),
            Finding(
                measure: "… p99", ours: Stopwatch.quantile(0.99, of: times), unit: .milliseconds,
                target: .limit(20)),
            Finding(
                measure: "memory after a month (\(day / 1024) KB after a day)", ours: Double(month) / 1024,
                unit: .kilobytes, target: .limit(Double(day) * 1.1 / 1024)),
            Finding(
                measure: "attached and drawn, \(bytes / 1024) KB told", ours: Double(attached) / 1e6,
                unit: .milliseconds, target: .limit(1000)),
        ]
    }

    private func resident() throws(BenchmarkError) -> Int {
        guard let bytes = LongSoak.residentBytes else {
            try BenchmarkError.expect("resident memory", 0, 1)
            return 0
        }
        return bytes
    }
}
