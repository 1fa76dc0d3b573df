internal import Telemetry

/// What cleaning up does and costs, as metrics.
enum SweepMetrics {
    static let families = counts + costs + clock

    private static let counts: [MetricFamily] = [
        .counter("phantop_sweeps", nil, "Sweeps that ended.") { Double($0.snapshot.cleanup.sweeps) },
        .family(
            "phantop_cleanups", .counter, nil, "Cleanup cycles that ended, by what asked for them.",
            by: "trigger",
            [
                "clock": { cycles($0, .clock) }, "manual": { cycles($0, .manual) },
                "final": { cycles($0, .final) }, "plan_exit": { cycles($0, .planExit) },
                "script": { cycles($0, .script) }, "collection": { cycles($0, .collection) },
            ]),
        .counter("phantop_swept_phantoms", nil, "Phantoms that were removed.") {
            Double($0.totals.all.phantoms)
        },
        .counter("phantop_weakened_entries", nil, "Entries whose handle went from strong to weak.") {
            Double($0.totals.all.weakened)
        },
        .counter("phantop_freed_wrappers", nil, "Wrappers freed by sweeps.") { Double($0.totals.all.freed) },
        .counter("phantop_collected_objects", nil, "Objects that Python's own collector found.") {
            Double($0.totals.all.collected)
        },
        .gauge(
            "phantop_held_entries", nil, "Abandoned entries that the last sweep spared: Python holds them."
        ) {
            Double($0.snapshot.cleanup.held)
        },
        .counter("phantop_merged_requests", nil, "Requests for a cleanup that became one with another.") {
            Double($0.snapshot.cleanup.mergedRequests)
        },
        .gauge("phantop_pool_backlog", nil, "Items of the pool driver that wait for the GIL.") {
            Double($0.snapshot.cleanup.poolBacklog)
        },
    ]

    private static let costs: [MetricFamily] = [
        .counter("phantop_cleanup", "seconds", "Time that cleanup cycles took.") {
            seconds($0.totals.all.duration)
        },
        .counter("phantop_gil_wait", "seconds", "Time that cleanup cycles waited for the GIL.") {
            seconds($0.totals.all.gilWait)
        },
        .gauge("phantop_last_gil_wait", "seconds", "How long the last cleanup cycle waited for the GIL.") {
            seconds($0.snapshot.cleanup.gilWait)
        },
        .gauge("phantop_last_gil_hold", "seconds", "The longest that the last cleanup cycle held the GIL.") {
            $0.totals.last.flatMap { seconds($0.longestGILHold) }
        },
        .gauge("phantop_longest_gil_hold", "seconds", "The longest that any cleanup cycle held the GIL.") {
            seconds($0.totals.all.longestGILHold)
        },
        .family(
            "phantop_last_cleanup", .gauge, "seconds", "How long the phases of the last cleanup cycle took.",
            by: "phase",
            [
                "drain": { seconds($0.snapshot.cleanup.phases.drain) },
                "sweep": { seconds($0.snapshot.cleanup.phases.sweep) },
                "collection": { seconds($0.snapshot.cleanup.phases.collection) },
                "trim": { seconds($0.snapshot.cleanup.phases.trim) },
            ]),
    ]

    private static let clock: [MetricFamily] = [
        .gauge("phantop_sweep_interval", "seconds", "Time between two sweeps, as set.") {
            $0.snapshot.settings.interval
        },
        .gauge("phantop_sweep_pending", nil, "Whether a sweep was asked for and has not ended: 1 or 0.") {
            $0.snapshot.isSweepPending ? 1 : 0
        },
        .gauge(
            "phantop_next_sweep_timestamp", "seconds", "When the clock strikes next, in seconds since 1970."
        ) {
            state in
            guard let began = state.totals.began, let next = state.snapshot.nextSweep else {
                return nil
            }
            return Double((began + next) / 1_000_000) / 1000
        },
    ]

    private static func cycles(_ state: RunState, _ trigger: SweepSummary.Trigger) -> Double {
        Double(state.totals.cleanups[trigger] ?? 0)
    }

    private static func seconds(_ nanoseconds: Int64) -> Double? { Double(nanoseconds) / 1e9 }
}
