internal import Foundation

/// From a key to the page that it opens, as the other end of the terminal gets to see it.
struct KeyToScreen {
    private static let presses = 200

    let environment: [String: String]

    private struct Case {
        let name: String
        let words: [String]
        /// What is on the screen when keys may be pressed.
        let ready: String
    }

    func measure() throws(BenchmarkError) -> [Finding] {
        let cases = [
            Case(name: "churn", words: [], ready: "RSS"),
            Case(name: "a step holds the lock", words: ["run", "scenario:gil-hog"], ready: "▸ Hog"),
            Case(
                name: "1.25 million entries",
                words: ["run", "scenario:churn", "--preset", "stock", "--plans", "12500", "--no-record"],
                ready: "1,250,000 entries"),
        ]
        var findings: [Finding] = []
        for one in cases {
            let times = try times(one)
            for (label, share, limit) in [("median", 0.5, 5.0), ("p99", 0.99, 20)] {
                findings.append(
                    Finding(
                        measure: "key to screen, \(one.name), \(label)",
                        ours: Stopwatch.quantile(share, of: times), unit: .milliseconds, target: .limit(limit)
                    ))
            }
        }
        return findings
    }

    /// Milliseconds from each key on: `?` opens the page of keys, and closes it.
    private func times(_ one: Case) throws(BenchmarkError) -> [Double] {
        let terminal = try Terminal()
        let program = try terminal.start([Program.phantop] + one.words, environment)
        defer { program.end() }
        _ = try terminal.time(of: one.ready, { $0.contains(one.ready) })
        var times: [Double] = []
        for press in 0..<Self.presses {
            // Anywhere in the second after which the screen is drawn anew.
            _ = Stopwatch.sleep(Int64.random(in: 20_000_000..<60_000_000))
            let text = press % 2 == 0 ? "╭ keys " : "╭ registry "
            let begin = Stopwatch.wall
            let end = try terminal.time(of: text, { $0.contains(text) }) { terminal.type("?") }
            times.append(Double(end - begin) / 1e6)
        }
        return times
    }
}
