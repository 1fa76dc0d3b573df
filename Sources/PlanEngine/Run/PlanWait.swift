/// How long a run waits between two plans, and when it begins no more of them.
struct PlanWait {
    private let pace: Pace?
    /// When no new plan begins any more.
    private let end: Int64
    private var due: Int64

    /// - Parameters:
    ///   - rate: plans in a second; nil for as fast as they go.
    ///   - duration: seconds after which no new plan begins; nil for no limit.
    ///   - begin: when the first plan begins.
    init(rate: Double?, duration: Double?, begin: Int64) {
        pace = rate.map(Pace.init)
        end = duration.map { begin + Int64(min($0 * 1e9, 1e18)) } ?? .max
        due = begin
    }

    /// Nanoseconds until the next plan is due, or until none begins any more.
    mutating func next(at now: Int64) -> Int64 {
        guard let pace else { return 0 }
        due = pace.next(after: due, now: now)
        return min(due, end) - now
    }

    /// Whether no new plan begins any more.
    func isOver(at now: Int64) -> Bool { now >= end }
}
