/// How many plans or steps ended with each verdict.
package struct VerdictCounts: Sendable, Equatable, Transmitted {
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

    /// Counts nothing.
    package init() {}

    /// How many were counted.
    package var total: Int { named.reduce(0) { $0 + $1.count } }

    /// Each with the name that events have for it.
    package var named: [(verdict: String, count: Int)] {
        [
            ("Pass", pass), ("Fail", fail), ("Inconclusive", inconclusive), ("Error", error),
            ("Aborted", aborted), ("NotSet", notSet),
        ]
    }
}
