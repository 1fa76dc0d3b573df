/// How many plan runs ended with each verdict, all of them, however fast they came.
package struct PlanVerdicts: Sendable, Equatable, Transmitted {
    /// Ended with Pass.
    package var pass = 0
    /// Ended with Fail.
    package var fail = 0
    /// Ended with Inconclusive.
    package var inconclusive = 0
    /// Ended with Error.
    package var error = 0
    /// Ended with Aborted.
    package var aborted = 0
    /// Ended with NotSet.
    package var notSet = 0

    /// Counts nothing.
    package init() {}

    /// All of them.
    package var total: Int { named.reduce(0) { $0 + $1.count } }

    /// Each with the name that events have for it.
    package var named: [(verdict: String, count: Int)] {
        [
            ("Pass", pass), ("Fail", fail), ("Inconclusive", inconclusive), ("Error", error),
            ("Aborted", aborted), ("NotSet", notSet),
        ]
    }
}
