internal import History
/// Where plan runs began and ended in a window, thinned out to what can be told apart.
struct PlanBounds: Equatable {
    /// Every how many plan runs have their beginning marked; at 1 the ends are marked too.
    let every: Int
    /// The moments, ascending, in nanoseconds since the session began.
    private(set) var moments: [Int64] = []

    /// Cells to a mark, at least.
    private static let leastCells = 6

    /// Finds them up to a moment.
    init(_ events: EventHistory, in window: TimeWindow, until now: Int64) {
        let end = min(window.end, now + 1)
        let plans = events.plans[window.start..<max(window.start, end)]
        guard let first = plans.first, let last = plans.last else {
            every = 1
            return
        }
        let cells = Double(end - window.start) / Double(2 * window.columnWidth)
        let most = max(1, cells / Double(Self.leastCells))
        let every = Self.round(Double(last.last - first.first + 1) / most)
        self.every = every
        guard every > 1 else {
            moments = plans.flatMap { plan in [plan.begin, plan.end].compactMap { $0 }.filter { $0 < end } }
            return
        }
        for number in stride(from: (first.first + every - 1) / every * every, through: last.last, by: every) {
            let index = plans.partitioningIndex { $0.last >= number }
            if index < plans.endIndex { moments.append(plans[index].begin) }
        }
    }

    /// 1, 2, 5, 10, 20, … plan runs, at least so many.
    private static func round(_ number: Double) -> Int {
        var power = 1
        while true {
            for factor in [1, 2, 5] where Double(factor * power) >= number { return factor * power }
            guard power < 1_000_000_000_000 else { return power }
            power *= 10
        }
    }
}
