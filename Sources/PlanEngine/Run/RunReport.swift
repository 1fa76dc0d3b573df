package import Telemetry

/// What a run did and what it left behind, as `--report` writes it and `compare` reads it.
package struct RunReport: Sendable, Codable {
    /// Entries of the registry.
    package struct Registry: Sendable, Codable {
        /// After the workload was loaded, before its first plan.
        package var start = 0
        /// After the final cycle.
        package var end = 0
        /// The most there have been at once.
        package var peak = 0
        /// Phantoms among those at the end.
        package var phantomsEnd = 0
    }

    /// Bytes in use by Python's allocators and live host objects.
    package struct Heap: Sendable, Codable {
        /// After the workload was loaded, before its first plan.
        package var startBytes = 0
        /// After the final cycle.
        package var endBytes = 0
        /// The difference.
        package var growthBytes = 0
        /// The difference for each step instance; 0 when none ran.
        package var bytesPerStep = 0.0
    }

    /// Threads of the process.
    package struct Threads: Sendable, Codable {
        /// Before the first plan.
        package var start = 0
        /// The most that were seen, at plan ends and ten times a second.
        package var peak = 0
        /// After the final cycle.
        package var end = 0
    }

    /// Host objects that Python was shown.
    package struct Hosts: Sendable, Codable {
        /// Made.
        package var created = 0
        /// Gone again.
        package var deinitialised = 0
    }

    /// What the sweeps did, all together.
    package struct Sweeps: Sendable, Codable {
        /// Cycles that ended.
        package var count = 0
        /// Phantoms removed.
        package var phantoms = 0
        /// Entries weakened.
        package var weakened = 0
        /// Entries that the last cycle left alone because Python held them.
        package var held = 0
        /// The longest hold of the GIL, in milliseconds.
        package var longestGILHoldMs = 0.0
    }

    /// Memory that the operating system counts.
    package struct Resident: Sendable, Codable {
        /// Before the first plan.
        package var startBytes = 0
        /// After the final cycle.
        package var endBytes = 0
        /// The difference.
        package var growthBytes = 0
    }

    /// What went wrong with identities.
    package struct Identity: Sendable, Codable {
        /// Host objects that lost their Python state because the registry owned it.
        package var losses = 0
        /// Uses of a wrapper that had been evicted, all refused.
        package var staleLookups = 0
    }

    /// Why abandoned objects of one type are still there.
    package struct Holder: Sendable, Codable {
        /// Name of the Python class.
        package var type: String
        /// How many are held.
        package var count: Int
        /// The chain to one of them.
        package var chain: String
    }

    /// Version of this format.
    package var schema = 1
    /// The preset in force at the end.
    package var preset = ""
    /// As on the command line, without folders.
    package var workload = ""
    /// Plan runs that ended.
    package var plans = 0
    /// Step runs that ended.
    package var stepInstances = 0
    /// From the first plan's begin to the last one's end.
    package var durationSeconds = 0.0
    /// Entries of the registry.
    package var registry = Registry()
    /// Bytes in use by Python and live host objects.
    package var heap = Heap()
    /// Threads of the process.
    package var threads = Threads()
    /// Host objects that Python was shown.
    package var hosts = Hosts()
    /// What the sweeps did.
    package var sweeps = Sweeps()
    /// Resident memory of the process.
    package var resident = Resident()
    /// Lost and stale wrappers.
    package var identity = Identity()
    /// Who holds what is still there; empty when nothing is held.
    package var holders: [Holder] = []
    /// Verdicts of plan runs.
    package var verdicts = VerdictCounts()
    /// Verdicts of step runs.
    package var stepVerdicts = VerdictCounts()

    /// Whether a plan's verdict was error or fail.
    package var hasFailures: Bool { verdicts.error > 0 || verdicts.fail > 0 }
}
