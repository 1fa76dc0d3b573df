/// What a run did and what it left behind, as `--report` writes it.
package struct RunReport: Sendable, Encodable {
    /// Entries of the registry.
    package struct Registry: Sendable, Encodable {
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
    package struct Heap: Sendable, Encodable {
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
    package struct Threads: Sendable, Encodable {
        /// Before the first plan.
        package var start = 0
        /// The most that were seen, at plan ends and ten times a second.
        package var peak = 0
        /// After the final cycle.
        package var end = 0
    }

    /// Host objects that Python was shown.
    package struct Hosts: Sendable, Encodable {
        /// Made.
        package var created = 0
        /// Gone again.
        package var deinitialised = 0
    }

    /// What the sweeps did, all together.
    package struct Sweeps: Sendable, Encodable {
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

    /// How often each verdict came out.
    package struct Verdicts: Sendable, Encodable {
        /// As it should be.
        package var pass = 0
        /// Not as it should be.
        package var fail = 0
        /// Could not be decided.
        package var inconclusive = 0
        /// Something raised.
        package var error = 0
        /// Nothing was decided.
        package var notSet = 0
        /// Stopped before the end.
        package var aborted = 0

        init(_ counts: VerdictCounts) {
            pass = counts[.pass]
            fail = counts[.fail]
            inconclusive = counts[.inconclusive]
            error = counts[.error]
            notSet = counts[.notSet]
            aborted = counts[.aborted]
        }
    }

    /// Version of this format.
    package let schema = 1
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
    /// Verdicts of plan runs.
    package var verdicts = Verdicts(VerdictCounts())
    /// Verdicts of step runs.
    package var stepVerdicts = Verdicts(VerdictCounts())

    /// Whether a plan's verdict was error or fail.
    package var hasFailures: Bool { verdicts.error > 0 || verdicts.fail > 0 }
}
