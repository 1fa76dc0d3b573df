internal import History
internal import Telemetry

/// How somebody reads the log: which lines, which of them unfolded, and where.
///
/// As long as nothing is chosen the newest row is at the bottom; a chosen row keeps its place while new ones arrive.
struct LogPlace: Sendable, Equatable {
    /// A row that is shown.
    struct Row: Sendable, Equatable, Comparable {
        /// The number of its line.
        let line: Int
        /// The number of the row in it.
        let row: Int

        static func < (a: Row, b: Row) -> Bool { (a.line, a.row) < (b.line, b.row) }
    }

    /// Lines below this level are not shown.
    private(set) var level = LogLine.Level.debug
    /// Only lines are shown that contain this.
    private(set) var filter = ""
    /// The row that is chosen; nil while the newest ones are followed.
    private(set) var chosen: Row?
    private var unfolded: Set<Int> = []
    private var top = Row(line: 0, row: 0)

    /// Whether all rows of a line are shown.
    func isUnfolded(_ line: Int) -> Bool { unfolded.contains(line) }

    /// The rows that are shown, in their order.
    func rows(of log: LogBuffer) -> [Row] {
        let wanted = filter.lowercased()
        return (log.first..<log.end).flatMap { number -> [Row] in
            guard let line = log[number], line.level >= level, wanted.isEmpty || line.contains(wanted) else {
                return []
            }
            let count = isUnfolded(number) ? line.rows.count : 1
            return (0..<count).map { Row(line: number, row: $0) }
        }
    }

    /// The index of the row at the top of a page of so many rows.
    func first(of rows: [Row], height: Int) -> Int {
        let lowest = max(0, rows.count - height)
        guard let index = index(in: rows) else { return lowest }
        let first = min(rows.firstIndex { $0 >= top } ?? lowest, lowest)
        return min(max(first, index - height + 1), index)
    }

    /// Does what a key means in a log of which so many rows are in sight.
    mutating func move(by action: Action, in log: LogBuffer, height: Int) {
        switch action {
        case .left: level = LogLine.Level(rawValue: level.rawValue - 1) ?? level
        case .right: level = LogLine.Level(rawValue: level.rawValue + 1) ?? level
        case .choose: toggle(in: log, height: height)
        case .toEnd: chosen = nil
        default: choose(by: action, in: log, height: height)
        }
    }

    /// Shows only what contains a text, or everything.
    mutating func filter(by text: String) { filter = text }

    /// Chooses a row, by a click; a click on the chosen one folds or unfolds its line.
    mutating func choose(_ row: Row, in log: LogBuffer, height: Int) {
        guard chosen != row else { return toggle(in: log, height: height) }
        let rows = rows(of: log)
        if rows.indices.contains(first(of: rows, height: height)) {
            top = rows[first(of: rows, height: height)]
        }
        chosen = row
    }

    /// Gives up what was done last: the choice, the filter, the level.
    /// - Returns: whether there was anything to give up.
    mutating func back() -> Bool {
        if chosen != nil {
            chosen = nil
        } else if !filter.isEmpty {
            filter = ""
        } else if level != .debug {
            level = .debug
        } else {
            return false
        }
        return true
    }

    /// A line may have been forgotten, or not be shown any more.
    private func index(in rows: [Row]) -> Int? {
        guard let chosen, !rows.isEmpty else { return nil }
        return min(rows.firstIndex { $0 >= chosen } ?? rows.count - 1, rows.count - 1)
    }

    private mutating func choose(by action: Action, in log: LogBuffer, height: Int) {
        let rows = rows(of: log)
        guard !rows.isEmpty else { return }
        let index = index(in: rows)
        let page = max(1, height - 1)
        let target: Int
        switch action {
        case .up: target = (index ?? rows.count) - 1
        case .down: target = (index ?? rows.count - 1) + 1
        case .pageUp: target = (index ?? rows.count - 1) - page
        case .pageDown: target = (index ?? rows.count - 1) + page
        case .toBeginning: target = 0
        default: return
        }
        let first = first(of: rows, height: height)
        // Beyond the newest row everything new is followed.
        chosen = target < rows.count ? rows[max(0, target)] : nil
        top = rows[first]
        top = rows[self.first(of: rows, height: height)]
    }

    /// Folds or unfolds the line of the chosen row; without one the newest line for which that makes a difference.
    private mutating func toggle(in log: LogBuffer, height: Int) {
        let rows = rows(of: log)
        let isFoldable = { (row: Row) in (log[row.line]?.rows.count ?? 0) > 1 }
        let row = index(in: rows).map { rows[$0] } ?? rows.last(where: isFoldable)
        guard let row, isFoldable(row) else { return }
        top = rows[first(of: rows, height: height)]
        chosen = Row(line: row.line, row: 0)
        unfolded = unfolded.filter { $0 >= log.first }.symmetricDifference([row.line])
        if top > Row(line: row.line, row: 0) { top = Row(line: row.line, row: 0) }
    }
}
