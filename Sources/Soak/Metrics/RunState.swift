package import History
package import LeakAnalysis
package import Telemetry

/// What is known of a run at one moment, for metrics.
package struct RunState: Sendable {
    /// What was measured.
    package let snapshot: Snapshot
    /// Whether it leaks.
    package let verdict: LeakVerdict
    /// Of how many windows that is drawn.
    package let windows: Int
    /// Growth that is no leak.
    package let tolerance: Tolerance
    /// What has happened so far.
    package let totals: RunTotals

    /// Puts together what is known.
    /// - Parameter watch: has taken the snapshot and judged.
    package init(_ snapshot: Snapshot, _ watch: LeakWatch, _ totals: RunTotals) {
        self.snapshot = snapshot
        verdict = watch.verdict
        windows = watch.series.windows
        tolerance = watch.tolerance
        self.totals = totals
    }

    /// Growth per step; nil while that cannot be told.
    var growth: Growth? { verdict.growth }
}
