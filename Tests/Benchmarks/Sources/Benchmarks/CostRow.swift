internal import BenchmarkSupport

/// What watching and sweeping cost a run that does nothing else: sweep thread and sampler at 1 s against neither.
///
/// Each run is a process of its own, in turn. The census counts in both: nothing switches it off.
struct CostRow {
    private static let pairs = 9

    let plans: Int

    func measure() throws(BenchmarkError) -> [Finding] {
        var findings: [Finding] = []
        for preset in ["sweep", "prompt"] {
            var (watched, alone) = ([Double](), [Double]())
            for pair in 0..<Self.pairs {
                // Each goes first as often as the other.
                for isWatched in [pair % 2 == 0, pair % 2 != 0] {
                    var run = SessionRun()
                    (run.preset, run.plans, run.isWatched) = (preset, plans, isWatched)
                    let figures = try SessionProcess.figures(of: run)
                    let time = figures.seconds / Double(figures.steps) * 1e9
                    if isWatched { watched.append(time) } else { alone.append(time) }
                }
            }
            let (on, off) = (Stopwatch.quantile(0.5, of: watched), Stopwatch.quantile(0.5, of: alone))
            findings += [
                Finding(
                    measure: "a step of churn, \(preset), driver and sampler at 1 s", ours: on,
                    unit: .nanoseconds, rival: "both off", theirs: off),
                Finding(
                    measure: "what driver and sampler add, \(preset)", ours: (on / off - 1) * 100,
                    unit: .percent, target: .limit(2)),
            ]
        }
        return findings
    }
}
