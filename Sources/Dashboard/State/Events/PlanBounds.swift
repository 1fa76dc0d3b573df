internal import History

/// Where plan runs began and ended in a window: all of them where they can be told apart, or none.
struct PlanBounds: Equatable {
    /// The moments, ascending, in nanoseconds since the session began; none where they cannot be told apart.
    private(set) var moments: [Int64] = []
    /// Whether there is so much room between them that a label can step aside for each.
    private(set) var isSparse = true
    /// Whether they can be told apart.
    var areDistinct: Bool { self != Self.dense }

    private static let dense = PlanBounds(isSparse: false)

    /// Columns from one plan run to the next, on average: one cell lies between two marks.
    private static let leastColumns = 3.0
    /// With so many columns there is room for a label between two of them.
    private static let sparseColumns = 10.0

    private init(isSparse: Bool) { self.isSparse = isSparse }

    /// Finds them up to a moment.
    init(_ events: EventHistory, in window: TimeWindow, until now: Int64) {
        let end = min(window.end, now + 1)
        let plans = events.plans[window.start..<max(window.start, end)]
        guard let first = plans.first, let last = plans.last else { return }
        let count = last.last - first.first
        let columns = Double(last.begin - first.begin) / Double(window.columnWidth)
        let distance = count == 0 ? .infinity : columns / Double(count)
        guard distance >= Self.leastColumns, count < plans.count else {
            self = Self.dense
            return
        }
        isSparse = distance >= Self.sparseColumns
        moments = plans.map(\.begin)
        // An end that is not the beginning of the next one has a mark too, where there is room for twice as many.
        guard distance >= 2 * Self.sparseColumns else { return }
        moments = plans.flatMap { plan in [plan.begin, plan.end].compactMap { $0 }.filter { $0 < end } }
    }
}
