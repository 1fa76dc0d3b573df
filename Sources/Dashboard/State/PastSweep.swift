internal import Telemetry

/// A cleanup that has ended.
struct PastSweep: Sendable, Equatable {
    /// Counts from 1.
    let number: Int
    /// When it ended, in nanoseconds since the session began.
    let elapsed: Int64
    /// What it did.
    let summary: SweepSummary

    /// Entries that left the registry with it.
    var released: Int { summary.phantoms + summary.freed }
}

/// A plan run that has ended.
struct PastPlan: Sendable, Equatable {
    /// Counts from 1.
    let number: Int
    /// When it began, in nanoseconds since the session began; nil when nobody saw it.
    let began: Int64?
    /// When it ended.
    let ended: Int64
    /// How it ended.
    let verdict: String
    /// What was measured right after it.
    let figures: PlanFigures
    /// Bytes by which the heap is greater than after the plan before; nil when nobody saw that one.
    let heapGrowth: Int?
    /// The same of the registry's entries.
    let entryGrowth: Int?
}
