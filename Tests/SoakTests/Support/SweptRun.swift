import History
import LeakAnalysis
import Telemetry

extension LeakWatch {
    /// A watch over a run of 500 steps a second that keeps so many bytes of every step, swept once a second, with 60 MB to
    /// go. It has judged.
    static func sweptRun(keeping bytes: Int, seconds: Int, noise: Int = 0) -> LeakWatch {
        var watch = LeakWatch()
        var snapshot = Snapshot()
        snapshot.settings.interval = 1
        snapshot.heapBaselineBytes = 1_000_000
        (snapshot.residentBytes, snapshot.memoryLimitBytes) = (40_000_000, 100_000_000)
        snapshot.progress.phase = .running
        for tenth in 1...(seconds * 10) {
            snapshot.moment = Moment(elapsed: Int64(tenth) * 100_000_000, unix: 0)
            snapshot.progress.stepInstances = 50 * tenth
            snapshot.progress.plan = 1 + tenth
            snapshot.cleanup.sweeps = tenth / 10
            snapshot.heapBytes =
                1_000_000 + tenth % 10 * 400 + bytes * 50 * tenth + tenth * 7919 % (noise + 1)
            watch.take(snapshot)
        }
        watch.judge()
        return watch
    }
}
