import LeakAnalysis
import History
import Telemetry
import Testing

@testable import Soak

@Suite("Gate")
struct GateTests {
    private func snapshot(entries: Int = 0, resident: Int? = nil) -> Snapshot {
        var snapshot = Snapshot()
        snapshot.registry.live = entries
        snapshot.residentBytes = resident
        return snapshot
    }

    private let nothing = Gate.Remains(growthBytes: 0, steps: 1000, mostEntries: 0)

    @Test("a run that leaks trips over leak, and over nothing else that was not set")
    func leak() {
        let watch = LeakWatch.sweptRun(keeping: 1000, seconds: 30)
        guard case .leak(let leak) = watch.verdict else {
            Issue.record("\(watch.verdict)")
            return
        }
        #expect(Gate([.leak]).findings(watch, nothing) == [.leak(leak, Tolerance())])
        #expect(Gate([.unsure]).findings(watch, nothing).isEmpty)
        #expect(Gate([]).findings(watch, nothing).isEmpty)
        #expect(!Gate([.leak]).isExceeded)
    }

    @Test("a run that is too short to tell trips over unsure alone")
    func unsure() {
        let watch = LeakWatch.sweptRun(keeping: 1000, seconds: 5)
        #expect(Gate([.leak]).findings(watch, nothing).isEmpty)
        guard case .unsure(let doubt) = watch.verdict else {
            Issue.record("\(watch.verdict)")
            return
        }
        let windows = watch.series.windows
        #expect(
            windows > 0
                && Gate([.leak, .unsure]).findings(watch, nothing) == [.unsure(doubt, windows: windows)])
    }

    @Test(
        "growth is that of the floors, and trips when even the lower end of its interval is beyond the limit")
    func growth() {
        let watch = LeakWatch.sweptRun(keeping: 1000, seconds: 30, noise: 50_000)
        guard let rate = watch.verdict.growth?.bytes else {
            Issue.record("\(watch.verdict)")
            return
        }
        let (low, high) = (rate.interval.lowerBound, rate.interval.upperBound)
        #expect(low < 999.9 && high > 1000.1)
        let below = Gate([.growth(low - 0.1)]).findings(watch, nothing)
        #expect(below == [.growth(rate.perStep, interval: rate.interval, limit: low - 0.1)])
        #expect(Gate([.growth(low + 0.1)]).findings(watch, nothing).isEmpty)
        #expect(Gate([.growth(high)]).findings(watch, nothing).isEmpty)
    }

    @Test("without a trend growth is what the whole run left behind, for each step")
    func growthOfAll() {
        let remains = Gate.Remains(growthBytes: 215_000, steps: 1000, mostEntries: 0)
        let gate = Gate([.growth(214)])
        #expect(gate.findings(LeakWatch(), remains) == [.growth(215, interval: nil, limit: 214)])
        #expect(Gate([.growth(215)]).findings(LeakWatch(), remains).isEmpty)
        let none = Gate.Remains(growthBytes: 215_000, steps: 0, mostEntries: 0)
        #expect(gate.findings(LeakWatch(), none).isEmpty)
    }

    @Test("entries and resident bytes trip at once, and stay so when they fall again")
    func peaks() {
        var gate = Gate([.entries(100), .rss(1_000_000)])
        gate.take(snapshot(entries: 100, resident: 1_000_000))
        #expect(!gate.isExceeded)
        gate.take(snapshot(entries: 101))
        gate.take(snapshot(entries: 0, resident: 1_000_001))
        gate.take(snapshot())
        #expect(gate.isExceeded)
        let found = gate.findings(LeakWatch(), nothing)
        #expect(found == [.entries(101, limit: 100), .rss(1_000_001, limit: 1_000_000)])
    }

    @Test("a peak of entries between two measurements counts too")
    func peakBetween() {
        let remains = Gate.Remains(growthBytes: 0, steps: 1, mostEntries: 500)
        #expect(Gate([.entries(499)]).findings(LeakWatch(), remains) == [.entries(500, limit: 499)])
        #expect(Gate([.entries(500)]).findings(LeakWatch(), remains).isEmpty)
    }

    @Test("of two limits of one name the last one counts")
    func last() {
        #expect(Gate([.entries(1), .leak, .entries(2), .leak]).limits == [.entries(2), .leak])
    }
}
