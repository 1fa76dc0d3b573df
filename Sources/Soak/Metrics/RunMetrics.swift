internal import Telemetry

/// Everything that is exposed of a run.
package enum RunMetrics {
    /// What does not change while a run lasts.
    package struct Identity: Sendable {
        /// The version of phantop.
        package var version: String
        /// The version of Python in it.
        package var python: String
        /// What runs, as on the command line.
        package var workload: String

        /// Creates an identity.
        package init(version: String, python: String, workload: String) {
            self.version = version
            self.python = python
            self.workload = workload
        }
    }

    /// All families, in the order in which they are written. Names do not change once they were released.
    package static func families(of identity: Identity) -> [MetricFamily] {
        [
            .info(
                "phantop_build", "Versions of phantop and of the Python in it.",
                ["version": identity.version, "python": identity.python]),
            .info("phantop_run", "What runs.", ["workload": identity.workload]),
        ] + process + run + registry + heap + LeakMetrics.families + SweepMetrics.families
            + settings
    }

    private static let process: [MetricFamily] = [
        .gauge("process_start_time", "seconds", "When the run began, in seconds since 1970.") {
            $0.totals.began.map { Double($0 / 1_000_000) / 1000 }
        },
        .gauge("process_resident_memory", "bytes", "Resident memory of the process.") {
            $0.snapshot.residentBytes.map(Double.init)
        },
        .gauge(
            "phantop_memory_limit", "bytes",
            "Resident memory at which the process is in trouble: its control group's limit, or the machine's memory."
        ) { $0.snapshot.memoryLimitBytes.map(Double.init) },
        .gauge("phantop_threads", nil, "Threads of the process.") { $0.snapshot.threads.map(Double.init) },
    ]

    private static let run: [MetricFamily] = [
        .states(
            "phantop_phase", "What the run is doing.",
            ["starting", "running", "paused", "stopping", "finished"]
        ) { $0.snapshot.progress.phase.rawValue },
        .gauge("phantop_plan", nil, "The running plan, from 1; 0 before the first.") {
            Double($0.snapshot.progress.plan)
        },
        .counter("phantop_steps", nil, "Steps run.") { Double($0.snapshot.progress.stepInstances) },
        .family(
            "phantop_plans", .counter, nil, "Plan runs that ended, by verdict.", by: "verdict",
            [
                "pass": { plans($0, "Pass") }, "fail": { plans($0, "Fail") },
                "inconclusive": { plans($0, "Inconclusive") }, "error": { plans($0, "Error") },
                "aborted": { plans($0, "Aborted") }, "not_set": { plans($0, "NotSet") },
            ]),
        .counter("phantop_step_errors", nil, "Steps that raised an exception.") {
            Double($0.totals.stepErrors)
        },
        .family(
            "phantop_log_lines", .counter, nil, "Lines in the log, by severity.", by: "level",
            [
                "debug": { lines($0, .debug) }, "info": { lines($0, .info) },
                "warning": { lines($0, .warning) }, "error": { lines($0, .error) },
            ]),
        .counter("phantop_events_missed", nil, "Events that came too fast to be counted.") {
            Double($0.totals.missed)
        },
    ]

    private static let registry: [MetricFamily] = [
        .family(
            "phantop_registry_entries", .gauge, nil, "Entries of the registry, by state.", by: "state",
            [
                "live": { Double($0.snapshot.registry.live) },
                "parked": { Double($0.snapshot.registry.parked) },
                "severed": { Double($0.snapshot.registry.severed) },
                "phantom": { Double($0.snapshot.registry.phantoms) },
            ]),
        .counter("phantop_host_objects_created", nil, "Host objects that Python was shown.") {
            Double($0.snapshot.hostsCreated)
        },
        .counter("phantop_host_objects_deinitialised", nil, "Host objects that are gone again.") {
            Double($0.snapshot.hostsDeinitialised)
        },
        .gauge("phantop_queued_releases", nil, "References waiting to be given back to Python.") {
            Double($0.snapshot.queuedReleases)
        },
        .counter(
            "phantop_identity_losses", nil,
            "Host objects that lost their Python state because the registry owned it."
        ) { Double($0.snapshot.cleanup.identityLosses) },
        .counter("phantop_stale_lookups", nil, "Uses of an evicted wrapper, all refused.") {
            Double($0.snapshot.cleanup.staleLookups)
        },
    ]

    private static let heap: [MetricFamily] = [
        .gauge("phantop_heap", "bytes", "Bytes in use by Python and by live host objects.") {
            Double($0.snapshot.heapBytes)
        },
        .gauge("phantop_heap_baseline", "bytes", "The same before the first plan.") {
            $0.snapshot.heapBaselineBytes.map(Double.init)
        },
        .gauge("phantop_heap_growth", "bytes", "By how much it has grown since.") {
            $0.snapshot.heapBaselineBytes == nil ? nil : Double($0.snapshot.heapGrowthBytes)
        },
    ]

    private static let settings: [MetricFamily] = [
        .states("phantop_preset", "The preset chosen last.", Preset.allCases.map(\.rawValue)) {
            $0.snapshot.settings.preset.rawValue
        },
        .states("phantop_eviction", "When entries leave.", ["never", "sweep", "prompt"]) {
            $0.snapshot.settings.eviction
        },
        .states("phantop_driver", "What asks for sweeps.", ["off", "thread", "pool"]) {
            $0.snapshot.settings.driver
        },
        .states("phantop_owner", "Who owns the wrappers of Python steps.", ["registry", "host"]) {
            $0.snapshot.settings.owner
        },
    ]

    private static func plans(_ state: RunState, _ verdict: String) -> Double {
        Double(state.totals.plans[verdict] ?? 0)
    }

    private static func lines(_ state: RunState, _ level: LogLine.Level) -> Double {
        Double(state.totals.logLines[level] ?? 0)
    }
}
