internal import TerminalUI

/// The labels and marks below all graphs, placed so that neither hides the other where that is possible.
struct TimeLine {
    /// Times since the session began: unlike ages they stay true while the window stands still.
    private(set) var labels: [AxisLabel] = []
    /// What happened.
    private(set) var marks: [Mark]

    /// How many cells a label may stand right of its moment.
    private static let farthest = 2

    /// Lays out what happened in a window up to a moment.
    init(_ history: History, in window: TimeWindow, until now: Int64) {
        marks = history.happenings(in: window).filter { $0.elapsed <= now }.map {
            Mark(dotColumn: window.column(of: $0.elapsed), kind: Self.mark(of: $0.kind))
        }
        for moment in window.roundMoments(apart: 20) {
            place(Quantity.clock(moment), at: window.column(of: moment) / 2, of: window.columns / 2)
        }
    }

    /// Puts a label at the first place without a mark; where sweeps stand too close for any, they give way.
    private mutating func place(_ text: String, at cell: Int, of cells: Int) {
        let places = (cell...(cell + Self.farthest)).filter { $0 + text.count <= cells }
        let free = places.first { place in
            !marks.contains { place..<(place + text.count) ~= $0.dotColumn / 2 }
        }
        guard let place = free ?? places.first else { return }
        marks.removeAll { $0.kind == .sweep && place..<(place + text.count) ~= $0.dotColumn / 2 }
        labels.append(AxisLabel(dotColumn: place * 2, text: text))
    }

    private static func mark(of kind: History.Happening.Kind) -> Mark.Kind {
        switch kind {
        case .sweep: .sweep
        case .manual: .manual
        case .change: .change
        }
    }
}
