import LeakAnalysis
import Telemetry
import Testing

@testable import History

/// A run seen in snapshots, ten a second, swept every five seconds.
private struct Run {
    var watch = LeakWatch()
    var snapshot = Snapshot()
    var leak = 0
    private var tenth = 0

    init(leak: Int = 0) {
        self.leak = leak
        snapshot.settings.interval = 5
        snapshot.heapBaselineBytes = 1_000_000
        snapshot.progress.phase = .running
        snapshot.residentBytes = 40_000_000
        snapshot.memoryLimitBytes = 100_000_000
    }

    mutating func go(seconds: Int, plansOf steps: Int = 50) {
        for _ in 0..<(seconds * 10) {
            tenth += 1
            snapshot.moment = Moment(elapsed: Int64(tenth) * 100_000_000, unix: 0)
            snapshot.progress.stepInstances += 50
            snapshot.progress.plan = 1 + snapshot.progress.stepInstances / steps
            let sweeps = snapshot.settings.eviction != "never"
            if sweeps, tenth % 50 == 0 { snapshot.cleanup.sweeps += 1 }
            let since = sweeps ? tenth % 50 * 50 : snapshot.progress.stepInstances
            snapshot.registry.live = since
            snapshot.heapBytes =
                1_000_000 + since * 400 + leak * snapshot.progress.stepInstances + tenth * 7919 % 3000
            watch.take(snapshot)
        }
        watch.judge()
    }
}

@Suite("LeakWatch")
struct LeakWatchTests {
    @Test("a run whose sweeps take everything is OK, one window a sweep")
    func ok() {
        var run = Run()
        run.go(seconds: 101)
        guard case .ok(let growth) = run.watch.verdict else {
            Issue.record("\(run.watch.verdict)")
            return
        }
        #expect(growth.bytes.perStep.magnitude < 1)
        #expect(run.watch.series.windows == 20)
    }

    @Test("what stays of every step is a leak, with the time to the memory limit")
    func leak() throws {
        var run = Run(leak: 1000)
        run.go(seconds: 101)
        guard case .leak(let leak) = run.watch.verdict else {
            Issue.record("\(run.watch.verdict)")
            return
        }
        #expect(leak.subjects == [.heap])
        #expect(abs(leak.growth.bytes.perStep - 1000) < 20)
        // 60 MB to go, 500 steps a second.
        #expect(abs(try #require(leak.secondsToLimit) - 120) < 5)
    }

    @Test("where nothing sweeps, a window lasts an interval, and what accumulates is a leak of both")
    func stock() {
        var run = Run()
        run.snapshot.settings.eviction = "never"
        run.snapshot.settings.driver = "off"
        run.go(seconds: 101)
        guard case .leak(let leak) = run.watch.verdict else {
            Issue.record("\(run.watch.verdict)")
            return
        }
        #expect(leak.subjects == [.heap, .registry])
    }

    @Test("what a sweep left counts, however much has come since when it is measured")
    func left() {
        var run = Run()
        (run.snapshot.cleanup.heapBytesLeft, run.snapshot.cleanup.entriesLeft) = (900_000, 7)
        run.go(seconds: 20)
        #expect(run.watch.series.floors.dropFirst().allSatisfy { $0.heap.value == 900_000 })
        #expect(run.watch.series.floors.dropFirst().allSatisfy { $0.entries.value == 0 })
    }

    @Test("before there are enough sweeps it says how long that takes")
    func early() {
        var run = Run()
        run.go(seconds: 1)
        #expect(
            run.watch.verdict
                == .unsure(.init(reason: .fewFloors, subject: .heap, growth: nil, secondsMore: 75)))
    }

    @Test("another interval or another switch begins anew", arguments: ["interval", "owner", "preset"])
    func segment(_ name: String) {
        var run = Run()
        run.go(seconds: 101)
        switch name {
        case "interval": run.snapshot.settings.interval = 6
        case "owner": run.snapshot.settings.owner = "registry"
        default: run.snapshot.settings.preset = .prompt
        }
        run.go(seconds: 1)
        guard case .unsure(let doubt) = run.watch.verdict else {
            Issue.record("\(run.watch.verdict)")
            return
        }
        #expect(doubt.reason == .fewFloors)
        #expect(run.watch.series.windows == 0)
    }

    @Test("while one plan goes on, what it keeps is no leak")
    func longPlan() {
        var run = Run(leak: 1000)
        run.go(seconds: 101, plansOf: 1_000_000)
        guard case .unsure(let doubt) = run.watch.verdict else {
            Issue.record("\(run.watch.verdict)")
            return
        }
        #expect(doubt.reason == .turnover)
    }

    @Test("what is measured before the first plan, in a pause or after the last one does not count")
    func phases() {
        var run = Run()
        for phase in [Progress.Phase.starting, .paused, .finished] {
            run.snapshot.progress.phase = phase
            run.go(seconds: 20)
        }
        #expect(run.watch.series.regime == nil)
    }

    @Test("while the last step is waited for, what is measured counts still")
    func stopping() {
        var run = Run(leak: 1000)
        run.go(seconds: 20)
        run.snapshot.progress.phase = .stopping
        run.go(seconds: 81)
        #expect(run.watch.series.windows == 20 && run.watch.verdict.word == "LEAK")
    }

    @Test("what a sweep has left that ended under other switches is none of the new segment")
    func sweptBefore() {
        var run = Run()
        run.go(seconds: 13)
        run.snapshot.settings.interval = 6
        run.snapshot.cleanup.sweeps += 1
        run.snapshot.cleanup.heapBytesLeft = 900_000
        run.go(seconds: 1)
        run.snapshot.cleanup.heapBytesLeft = nil
        run.go(seconds: 20)
        #expect(run.watch.series.floors.count > 2)
        #expect(run.watch.series.floors.allSatisfy { $0.heap.value >= 1_000_000 })
    }

    @Test("a snapshot that comes late is left out")
    func late() {
        var run = Run()
        run.go(seconds: 20)
        run.snapshot.moment.elapsed -= 1
        run.snapshot.progress.stepInstances -= 1
        run.watch.take(run.snapshot)
        #expect(run.watch.series.windows == 4)
    }
}
