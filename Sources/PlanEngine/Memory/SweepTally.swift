internal import Telemetry
internal import Threading

/// Everything that the sweeps of a session did, added up.
public final class SweepTally: Sendable {
    /// The sums.
    public struct Totals: Sendable, Equatable {
        /// Sweeps that ended.
        public var count = 0
        /// Phantoms removed.
        public var phantoms = 0
        /// Entries weakened.
        public var weakened = 0
        /// Entries that the last cycle left alone because Python held them.
        public var held = 0
        /// The longest hold of the GIL, in nanoseconds.
        public var longestGILHold: Int64 = 0
    }

    private let totals = Locked(Totals())
    private let last = Locked(CleanupMetrics())

    init() {}

    /// The sums so far. Any thread.
    public var current: Totals { totals.withLock { $0 } }

    /// What the last cycle measured. Any thread.
    var metrics: CleanupMetrics { last.withLock { $0 } }

    /// Adds what a cycle did.
    /// - Parameter left: bytes in use and entries when it ended, which is as low as they get.
    func add(_ summary: SweepSummary, left: (heapBytes: Int, entries: Int)) {
        last.withLock { last in
            if summary.phases.sweep > 0 { (last.heapBytesLeft, last.entriesLeft) = left }
            last.phases = summary.phases
            last.gilWait = summary.gilWait
            if summary.trigger != .collection { last.held = summary.held }
        }
        // A collection alone is no sweep, and neither is the end of a run where nothing may be evicted.
        guard summary.phases.sweep > 0 else { return }
        totals.withLock { totals in
            totals.count += 1
            totals.phantoms += summary.phantoms
            totals.weakened += summary.weakened
            totals.held = summary.held
            totals.longestGILHold = max(totals.longestGILHold, summary.longestGILHold)
        }
    }
}
