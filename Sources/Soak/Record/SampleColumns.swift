internal import Telemetry

// A field of `Snapshot` that is in none of these lists makes a test fail.
extension SampleColumn {
    /// What changes all the time, in the table `samples`.
    static let samples = [
        SampleColumn("elapsed", \.moment.elapsed),
        // The number of nanoseconds since 1970 is past 2⁶⁰ by now.
        SampleColumn("unix", \.moment.unix, atMost: 1 << 62),
        SampleColumn("live", \.registry.live), SampleColumn("parked", \.registry.parked),
        SampleColumn("severed", \.registry.severed), SampleColumn("phantoms", \.registry.phantoms),
        SampleColumn("hosts_created", \.hostsCreated),
        SampleColumn("hosts_deinitialised", \.hostsDeinitialised),
        SampleColumn("heap_bytes", \.heapBytes), SampleColumn("resident_bytes", \.residentBytes),
        SampleColumn("threads", \.threads), SampleColumn("queued_releases", \.queuedReleases),
        SampleColumn("phase", word: \.progress.phase), SampleColumn("plan", \.progress.plan),
        SampleColumn("step", \.progress.step), SampleColumn("steps", \.progress.steps),
        SampleColumn("step_name", \.progress.stepName),
        SampleColumn("step_instances", \.progress.stepInstances), SampleColumn("next_sweep", \.nextSweep),
        SampleColumn("sweep_pending", \.isSweepPending),
        SampleColumn("next_plan", \.progress.nextPlan).added,
        SampleColumn("plans_pass", \.progress.planVerdicts.pass).added,
        SampleColumn("plans_fail", \.progress.planVerdicts.fail).added,
        SampleColumn("plans_inconclusive", \.progress.planVerdicts.inconclusive).added,
        SampleColumn("plans_error", \.progress.planVerdicts.error).added,
        SampleColumn("plans_aborted", \.progress.planVerdicts.aborted).added,
        SampleColumn("plans_not_set", \.progress.planVerdicts.notSet).added,
    ]

    /// The switches, in the table `settings`, which gets a row when one of them changes.
    static let settings = [
        SampleColumn("preset", word: \.settings.preset), SampleColumn("modified", \.settings.isModified),
        SampleColumn("eviction", \.settings.eviction), SampleColumn("driver", \.settings.driver),
        SampleColumn("owner", \.settings.owner), SampleColumn("collects", \.settings.collects),
        SampleColumn("trims", \.settings.trims), SampleColumn("in_one_go", \.settings.inOneGo),
        SampleColumn("interval_s", \.settings.interval),
    ]

    /// What hardly ever changes, in the table `constants`, which gets a row when it does.
    static let constants = [
        SampleColumn("workload", \.progress.workload), SampleColumn("plans", \.progress.plans),
        SampleColumn("heap_baseline_bytes", \.heapBaselineBytes),
        SampleColumn("memory_limit_bytes", \.memoryLimitBytes),
    ]

    /// What a sweep changes, in the table `cleanups`, which gets a row when it does.
    static let cleanups = [
        SampleColumn("sweeps", \.cleanup.sweeps), SampleColumn("heap_bytes_left", \.cleanup.heapBytesLeft),
        SampleColumn("entries_left", \.cleanup.entriesLeft),
        SampleColumn("drain_ns", \.cleanup.phases.drain), SampleColumn("sweep_ns", \.cleanup.phases.sweep),
        SampleColumn("collection_ns", \.cleanup.phases.collection),
        SampleColumn("trim_ns", \.cleanup.phases.trim), SampleColumn("gil_wait_ns", \.cleanup.gilWait),
        SampleColumn("merged_requests", \.cleanup.mergedRequests),
        SampleColumn("pool_backlog", \.cleanup.poolBacklog), SampleColumn("held", \.cleanup.held),
        SampleColumn("identity_losses", \.cleanup.identityLosses),
        SampleColumn("stale_lookups", \.cleanup.staleLookups),
    ]
}
