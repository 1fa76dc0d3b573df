/// When plans begin that must not begin more often than so many times a second.
struct Pace {
    /// Nanoseconds from one plan to the next.
    private let period: Int64

    /// - Parameter rate: plans in a second, more than 0.
    init(rate: Double) {
        period = Int64(min(1e9 / rate, 1e18))
    }

    /// When the next plan is due.
    ///
    /// A plan that took too long is made up for by one period at most: after a pause there is no rush.
    func next(after due: Int64, now: Int64) -> Int64 {
        max(due, now - period) + period
    }
}
