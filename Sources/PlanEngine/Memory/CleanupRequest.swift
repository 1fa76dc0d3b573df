internal import Telemetry

/// What one cleanup cycle is asked to do. Requests that meet become one.
struct CleanupRequest: Sendable, Equatable {
    /// What asked for it.
    var trigger: SweepSummary.Trigger
    /// When it was asked for, on `Uptime`.
    var requested: Int64
    /// Whether to sweep at all.
    var sweeps = true
    /// Whether to take what Python holds, too.
    var isForced = false
    /// Whether to run Python's own collector, whatever the switches say.
    var collects = false
    /// Whether to find out afterwards who holds what was spared.
    var findsHolders = false

    init(_ trigger: SweepSummary.Trigger, requested: Int64) {
        self.trigger = trigger
        self.requested = requested
        collects = trigger == .final || trigger == .collection
        sweeps = trigger != .collection
    }

    /// Does what the other asks for as well. What a person or the end of a run asked for gives the name.
    mutating func merge(_ other: CleanupRequest) {
        if trigger == .clock || other.trigger == .final { trigger = other.trigger }
        requested = min(requested, other.requested)
        sweeps = sweeps || other.sweeps
        isForced = isForced || other.isForced
        collects = collects || other.collects
        findsHolders = findsHolders || other.findsHolders
    }
}
