internal import Synchronization
internal import Telemetry

/// Everything that the sweeps of a session did, added up.
public final class SweepTally: Sendable {
    /// The sums.
    public struct Totals: Sendable, Equatable {
        /// Cycles that ended.
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

    private let totals = Mutex(Totals())

    init() {}

    /// The sums so far. Any thread.
    public var current: Totals { totals.withLock { $0 } }

    func add(_ summary: SweepSummary) {
        totals.withLock { totals in
            totals.count += 1
            totals.phantoms += summary.phantoms
            totals.weakened += summary.weakened
            totals.held = summary.held
            totals.longestGILHold = max(totals.longestGILHold, summary.longestGILHold)
        }
    }
}
