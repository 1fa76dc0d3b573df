internal import History
internal import TerminalUI

/// The labels and marks below all graphs, placed so that neither hides the other where that is possible.
struct TimeLine {
    /// Times of the clock or since the session began: unlike ages they stay true while the window stands still.
    private(set) var labels: [AxisLabel] = []
    /// What happened.
    private(set) var marks: [Mark]

    /// How many cells a label may stand right of its moment.
    private static let farthest = 2
    /// Sweeps that have so many cells each are worth more than a label.
    private static let sparseCells = 6
    /// Sweeps with fewer columns each are in most of the cells.
    private static let columnsToASweep = 4
    /// Columns from a label to the next, at least: two more than the longest needs.
    private static let apart = (elapsed: 20, clock: 26)

    /// Lays out what happened in a window up to a moment.
    init(_ events: EventHistory, in window: TimeWindow, until now: Int64, timekeeper: Timekeeper) {
        let end = min(window.end, now + 1)
        marks = Self.incidents(events, in: window.start..<max(window.start, end), window)
        marks += Self.sweeps(events, in: window, until: end)
        let sweeps = marks.count { $0.kind == .sweep }
        let bounds = PlanBounds(events, in: window, until: now)
        // Where sweeps would hide most plans, those that are left would seem to mean something.
        if sweeps < max(1, window.column(of: end)) / Self.columnsToASweep {
            marks += bounds.moments.map { Mark(dotColumn: window.column(of: $0), kind: .bound) }
        }
        let apart = timekeeper.showsClock ? Self.apart.clock : Self.apart.elapsed
        let isDense = sweeps * Self.sparseCells > window.columns / 2
        let (moments, unit) = window.roundMoments(apart: apart)
        for moment in moments {
            let text = timekeeper.label(moment, unit: unit, columnWidth: window.columnWidth)
            let cell = window.column(of: moment) / 2
            place(
                text, at: cell, of: window.columns / 2, overSweeps: isDense, overPlans: !bounds.isSparse)
        }
    }

    /// Puts a label at the first place without a mark. Plans and sweeps give way to it where they are dense, and plans
    /// where there is no such place; else it is left out.
    private mutating func place(
        _ text: String, at cell: Int, of cells: Int, overSweeps: Bool, overPlans: Bool
    ) {
        let places = (cell...(cell + Self.farthest)).filter { $0 + text.count <= cells }
        let lasting = marks.filter { $0.kind != .bound }
        func free(of marks: [Mark]) -> Int? {
            places.first { place in
                !marks.contains { place..<(place + text.count) ~= $0.dotColumn / 2 }
            }
        }
        let free = (overPlans ? nil : free(of: marks)) ?? free(of: lasting)
        guard let place = free ?? (overSweeps ? places.first : nil) else { return }
        marks.removeAll { $0.kind <= .sweep && place..<(place + text.count) ~= $0.dotColumn / 2 }
        labels.append(AxisLabel(dotColumn: place * 2, text: text))
    }

    private static func incidents(
        _ events: EventHistory, in span: Range<Int64>, _ window: TimeWindow
    ) -> [Mark] {
        events.incidents(in: span).map {
            Mark(dotColumn: window.column(of: $0.elapsed), kind: kind(of: $0.kind))
        }
    }

    /// The first sweep of each cell, found without looking at all of them.
    private static func sweeps(
        _ events: EventHistory, in window: TimeWindow, until end: Int64
    ) -> [Mark] {
        stride(from: 0, to: window.columns, by: 2).compactMap { column in
            let begin = window.beginning(of: column)
            guard let sweep = events.sweeps.first(from: begin) else { return nil }
            guard sweep.begin < min(end, begin + 2 * window.columnWidth) else { return nil }
            return Mark(dotColumn: column, kind: .sweep)
        }
    }

    static func kind(of incident: Incident.Kind) -> Mark.Kind {
        switch incident {
        case .manual: .manual
        case .change, .asked: .change
        case .ending: .ending
        case .note: .note
        }
    }
}
