package import Telemetry

/// A cleanup that has ended.
package struct PastSweep: Sendable, Equatable, Fleeting {
    package static var mostKept: Int { 500 }

    /// Counts from 1.
    package let number: Int
    /// When it ended, in nanoseconds since the session began.
    package let elapsed: Int64
    /// What it did.
    package let summary: SweepSummary

    /// Entries that left the registry with it.
    package var released: Int { summary.phantoms + summary.freed }
}

/// A plan run that has ended.
package struct PastPlan: Sendable, Equatable, Fleeting {
    package static var mostKept: Int { 500 }

    /// Counts from 1.
    package let number: Int
    /// When it began, in nanoseconds since the session began; nil when nobody saw it.
    package let began: Int64?
    /// When it ended.
    package let ended: Int64
    /// How it ended.
    package let verdict: String
    /// What was measured right after it.
    package let figures: PlanFigures
    /// Bytes by which the heap is greater than after the plan before; nil when nobody saw that one.
    package let heapGrowth: Int?
    /// The same of the registry's entries.
    package let entryGrowth: Int?
}
