import History
import LeakAnalysis
import Telemetry
import Testing

@testable import Soak

@Suite("the figures of the metrics")
struct MetricsFiguresTests {
    /// What is told of a state, by name and labels.
    private func figures(_ snapshot: Snapshot, _ watch: LeakWatch = LeakWatch(), _ events: [Event.Kind] = [])
        -> [String: Double]
    {
        var totals = RunTotals()
        totals.take(snapshot)
        for kind in events { totals.take(Event(moment: snapshot.moment, kind: kind)) }
        let families = RunMetrics.families(of: .init(version: "1", python: "3", workload: "a.py"))
        let text = MetricsWriter(.openMetrics).text(families, of: RunState(snapshot, watch, totals))
        var figures: [String: Double] = [:]
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            let parts = line.split(separator: " ")
            figures[String(parts[0])] = Double(parts[1])
        }
        return figures
    }

    private func expect(_ figures: [String: Double], _ expected: [String: Double]) {
        for (name, value) in expected { #expect(figures[name] == value, "\(name)") }
    }

    /// Every number another one.
    private var snapshot: Snapshot {
        var snapshot = Snapshot()
        snapshot.moment = Moment(elapsed: 2_000_000_000, unix: 1_767_225_602_500_000_000)
        snapshot.registry = RegistryCounts(live: 11, parked: 12, severed: 13, phantoms: 14)
        (snapshot.hostsCreated, snapshot.hostsDeinitialised, snapshot.queuedReleases) = (21, 22, 23)
        (snapshot.heapBytes, snapshot.heapBaselineBytes) = (3_100, 3_000)
        (snapshot.residentBytes, snapshot.memoryLimitBytes, snapshot.threads) = (3_300, 3_400, 24)
        (snapshot.progress.plan, snapshot.progress.stepInstances) = (31, 32)
        (snapshot.nextSweep, snapshot.isSweepPending) = (7_000_000_000, true)
        snapshot.settings.interval = 2.5
        (snapshot.cleanup.sweeps, snapshot.cleanup.gilWait) = (41, 1_500_000_000)
        (snapshot.cleanup.mergedRequests, snapshot.cleanup.poolBacklog, snapshot.cleanup.held) = (42, 43, 44)
        (snapshot.cleanup.identityLosses, snapshot.cleanup.staleLookups) = (45, 46)
        (snapshot.cleanup.phases.drain, snapshot.cleanup.phases.sweep) = (250_000_000, 500_000_000)
        (snapshot.cleanup.phases.collection, snapshot.cleanup.phases.trim) = (750_000_000, 1_250_000)
        return snapshot
    }

    @Test("whatever is measured stands under its name, sizes in bytes and times in seconds")
    func measured() {
        expect(
            figures(snapshot),
            [
                #"phantop_registry_entries{state="live"}"#: 11,
                #"phantop_registry_entries{state="parked"}"#: 12,
                #"phantop_registry_entries{state="severed"}"#: 13,
                #"phantop_registry_entries{state="phantom"}"#: 14,
                "phantop_host_objects_created_total": 21, "phantop_host_objects_deinitialised_total": 22,
                "phantop_queued_releases": 23, "phantop_threads": 24, "phantop_heap_bytes": 3_100,
                "phantop_heap_baseline_bytes": 3_000, "phantop_heap_growth_bytes": 100,
                "process_resident_memory_bytes": 3_300, "phantop_memory_limit_bytes": 3_400,
                "phantop_plan": 31, "phantop_steps_total": 32, "phantop_sweeps_total": 41,
                "phantop_merged_requests_total": 42, "phantop_pool_backlog": 43, "phantop_held_entries": 44,
                "phantop_identity_losses_total": 45, "phantop_stale_lookups_total": 46,
                "process_start_time_seconds": 1_767_225_600.5,
                "phantop_next_sweep_timestamp_seconds": 1_767_225_607.5, "phantop_sweep_pending": 1,
                "phantop_sweep_interval_seconds": 2.5, "phantop_last_gil_wait_seconds": 1.5,
                #"phantop_last_cleanup_seconds{phase="drain"}"#: 0.25,
                #"phantop_last_cleanup_seconds{phase="sweep"}"#: 0.5,
                #"phantop_last_cleanup_seconds{phase="collection"}"#: 0.75,
                #"phantop_last_cleanup_seconds{phase="trim"}"#: 0.00125,
            ])
    }

    @Test("so does what cleanups have done, and what they cost")
    func cleanups() {
        var (first, second) = (SweepSummary(), SweepSummary())
        (first.phantoms, first.weakened, first.freed, first.collected) = (1, 2, 3, 4)
        (first.duration, first.gilWait, first.longestGILHold) = (500_000_000, 250_000_000, 4_000_000)
        (second.duration, second.gilWait, second.longestGILHold) = (1_000_000_000, 500_000_000, 2_000_000)
        second.trigger = .planExit
        expect(
            figures(snapshot, LeakWatch(), [.swept(first), .swept(second)]),
            [
                "phantop_swept_phantoms_total": 1, "phantop_weakened_entries_total": 2,
                "phantop_freed_wrappers_total": 3, "phantop_collected_objects_total": 4,
                "phantop_cleanup_seconds_total": 1.5, "phantop_gil_wait_seconds_total": 0.75,
                "phantop_last_gil_hold_seconds": 0.002, "phantop_longest_gil_hold_seconds": 0.004,
                #"phantop_cleanups_total{trigger="clock"}"#: 1,
                #"phantop_cleanups_total{trigger="plan_exit"}"#: 1,
                #"phantop_cleanups_total{trigger="manual"}"#: 0,
            ])
    }

    @Test("a leak has its rate between the ends of its interval, and the time until memory is used up")
    func leak() throws {
        let watch = LeakWatch.sweptRun(keeping: 1000, seconds: 30, noise: 50_000)
        let figures = figures(snapshot, watch)
        let rate = try #require(watch.verdict.growth?.bytes)
        #expect(figures[#"phantop_verdict{phantop_verdict="LEAK"}"#] == 1)
        #expect(figures["phantop_leak_bytes_per_step"] == rate.perStep)
        #expect(figures["phantop_leak_lower_bytes_per_step"] == rate.interval.lowerBound)
        #expect(figures["phantop_leak_upper_bytes_per_step"] == rate.interval.upperBound)
        #expect(figures["phantop_leak_windows"] == Double(watch.series.windows))
        #expect(figures["phantop_leak_tolerance_bytes_per_step"] == 64)
        // 500 steps a second, and 60 MB to go.
        let left = try #require(figures["phantop_leak_memory_left_seconds"])
        #expect(abs(left - 120) < 10 && figures["phantop_leak_answer_due_seconds"] == nil)
    }

    @Test("what cannot be said yet has the time until it probably can, and no rate")
    func doubt() {
        let figures = figures(snapshot, .sweptRun(keeping: 1000, seconds: 5))
        #expect(figures[#"phantop_verdict{phantop_verdict="UNSURE"}"#] == 1)
        #expect((figures["phantop_leak_answer_due_seconds"] ?? 0) > 5)
        #expect(figures["phantop_leak_memory_left_seconds"] == nil)
        #expect(figures["phantop_leak_bytes_per_step"] == nil)
    }
}
