/// A point in time, on two clocks.
package struct Moment: Sendable, Equatable, Comparable, Codable {
    /// Nanoseconds since the session began, on a clock that never goes back.
    package var elapsed: Int64
    /// Nanoseconds since 1970-01-01 UTC; may jump when somebody sets the clock.
    package var unix: Int64

    /// Creates a moment from both clocks.
    package init(elapsed: Int64, unix: Int64) {
        self.elapsed = elapsed
        self.unix = unix
    }

    /// Orders by the monotonic clock alone.
    package static func < (a: Moment, b: Moment) -> Bool { a.elapsed < b.elapsed }

    /// Seconds since the session began.
    package var seconds: Double { Double(elapsed) / 1e9 }
}

/// Entries of the object registry, by state. LIFETIMES.md defines the states.
package struct RegistryCounts: Sendable, Equatable, Transmitted {
    /// Entries whose handle keeps the host object alive.
    package var live = 0
    /// Entries whose host object somebody else owns.
    package var parked = 0
    /// Entries whose wrapper exists and whose host object is gone.
    package var severed = 0
    /// Entries whose wrapper is gone.
    package var phantoms = 0
    /// All entries, whatever their state.
    package var entries: Int { live + parked + severed + phantoms }

    /// Counts nothing.
    package init() {}

    /// Counts these.
    package init(live: Int = 0, parked: Int = 0, severed: Int = 0, phantoms: Int = 0) {
        self.live = live
        self.parked = parked
        self.severed = severed
        self.phantoms = phantoms
    }
}

/// The state of the process at one moment, measured without the GIL.
package struct Snapshot: Sendable, Equatable, Transmitted {
    /// When it was taken.
    package var moment = Moment(elapsed: 0, unix: 0)
    /// Entries of the registry.
    package var registry = RegistryCounts()
    /// Host objects created since the session began.
    package var hostsCreated = 0
    /// Host objects deinitialised since the session began.
    package var hostsDeinitialised = 0
    /// Bytes in use by Python's allocators plus live host objects; the registry's own pages are not in it.
    package var heapBytes = 0
    /// `heapBytes` after the workload was loaded and before its first plan; nil until then.
    package var heapBaselineBytes: Int?
    /// Resident set of the process in bytes; nil when the system does not tell.
    package var residentBytes: Int?
    /// Resident bytes at which the process is in trouble: the limit of its control group, or the memory of the machine;
    /// nil when nobody has looked.
    package var memoryLimitBytes: Int?
    /// Threads of the process, ours included; nil when the system does not tell.
    package var threads: Int?
    /// References waiting to be given back to Python under the GIL.
    package var queuedReleases = 0
    /// Where the run is.
    package var progress = Progress()
    /// The switches in force.
    package var settings = Settings()
    /// When the sweep's clock strikes next, on `Moment.elapsed`; nil while no clock runs.
    package var nextSweep: Int64?
    /// Whether a sweep was asked for and has not ended yet.
    package var isSweepPending = false
    /// The cleanup so far.
    package var cleanup = CleanupMetrics()

    /// Creates an empty snapshot.
    package init() {}

    /// Heap growth since the baseline in bytes; zero before there is a baseline.
    package var heapGrowthBytes: Int { heapBaselineBytes.map { heapBytes - $0 } ?? 0 }
}

/// What cleaning up costs and how it keeps up.
package struct CleanupMetrics: Sendable, Equatable, Transmitted {
    /// Sweeps that have ended so far.
    package var sweeps = 0
    /// What `Snapshot.heapBytes` was when the last of them ended; nil before the first.
    package var heapBytesLeft: Int?
    /// Entries of the registry when the last of them ended; nil before the first.
    package var entriesLeft: Int?
    /// The phases of the last cycle, in nanoseconds.
    package var phases = PhaseTimes()
    /// Nanoseconds that the last cycle waited for the GIL before it began.
    package var gilWait: Int64 = 0
    /// Requests that became one with another that was pending.
    package var mergedRequests = 0
    /// Items of the `pool` driver that wait for the GIL, each on a thread of its own or queued.
    package var poolBacklog = 0
    /// Entries that the last sweep spared because Python holds them.
    package var held = 0
    /// How often a host object lost its Python state because the registry owned it.
    package var identityLosses = 0
    /// How often Python used a wrapper that had been evicted, and was refused.
    package var staleLookups = 0

    /// Creates metrics of nothing.
    package init() {}
}

/// How long each phase of a cleanup cycle took, in nanoseconds.
package struct PhaseTimes: Sendable, Equatable, Transmitted {
    /// Giving queued references back.
    package var drain: Int64 = 0
    /// Removing phantoms and weakening, with the gaps in between.
    package var sweep: Int64 = 0
    /// Python's own collector; 0 when it did not run.
    package var collection: Int64 = 0
    /// Giving free memory back to the system; 0 when that was not done.
    package var trim: Int64 = 0

    /// Creates times of nothing.
    package init() {}
}

/// Where a run is.
package struct Progress: Sendable, Equatable, Transmitted {
    /// What the run as a whole is doing.
    package enum Phase: String, Sendable, Codable {
        /// The interpreter starts, or the workload is being loaded.
        case starting
        /// Plans run.
        case running
        /// Between two steps, waiting to be resumed.
        case paused
        /// Asked to stop; waits for the running step.
        case stopping
        /// All plans are over; what remains is looking.
        case finished
    }

    /// What the run is doing.
    package var phase = Phase.starting
    /// What runs, as on the command line: `scenario:churn`, `bench.py`.
    package var workload = ""
    /// The running plan, from 1; 0 before the first.
    package var plan = 0
    /// How many plans there will be; 0 means until stopped.
    package var plans = 0
    /// The running step in its plan, from 1; 0 between plans.
    package var step = 0
    /// Steps in the running plan.
    package var steps = 0
    /// Name of the running step; empty between steps.
    package var stepName = ""
    /// Steps run since the session began.
    package var stepInstances = 0
    /// Plan runs that have ended.
    package var planVerdicts = VerdictCounts()
    /// When the next plan begins, on `Moment.elapsed`; nil unless a rate makes it wait.
    package var nextPlan: Int64?

    /// Creates the state before anything ran.
    package init() {}
}

/// The switches that decide what happens to abandoned objects, as the person sees them.
package struct Settings: Sendable, Equatable, Transmitted {
    /// The preset chosen last.
    package var preset = Preset.sweep
    /// Whether a switch was changed since the preset was chosen.
    package var isModified = false
    /// When entries leave: `never`, `sweep` or `prompt`.
    package var eviction = "sweep"
    /// What asks for sweeps: `off`, `thread` or `pool`.
    package var driver = "thread"
    /// Who owns a derived wrapper's bookkeeping reference: `registry` or `host`.
    package var owner = "host"
    /// Whether every cycle runs Python's own collector.
    package var collects = false
    /// Whether every cycle gives free memory back to the system.
    package var trims = false
    /// Whether a sweep runs in one hold of the GIL instead of many short ones.
    package var inOneGo = false
    /// Seconds between two sweeps, in `Settings.intervalRange`.
    package var interval = 30.0

    /// The intervals that are accepted, in seconds.
    package static let intervalRange = 0.1...3600.0

    /// The interval in nanoseconds, also where somebody claims one that is not accepted.
    package var intervalNanoseconds: Int64 {
        Int64(min(max(interval, Self.intervalRange.lowerBound), Self.intervalRange.upperBound) * 1e9)
    }

    /// Creates the defaults.
    package init() {}
}

/// A named set of switches.
package enum Preset: String, Sendable, CaseIterable, Codable {
    /// Nothing is ever evicted: the defect that the notes describe.
    case stock
    /// The notes' cure: a thread sweeps at an interval.
    case sweep
    /// Entries leave as soon as they can, a plan's own when its run ends.
    case prompt
}
