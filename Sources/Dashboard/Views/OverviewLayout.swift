internal import Telemetry
internal import TerminalUI

/// Where everything stands on a screen of a certain size.
struct OverviewLayout: Equatable {
    /// The lines of text, in the order in which they stand.
    enum Line: Int, CaseIterable { case header, views, run, measures, sweep, errors, status, keys }

    /// The graphs that there is room for.
    private(set) var graphs: [Series: Rect] = [:]
    /// The lines that there is room for.
    private(set) var lines: [Line: Rect] = [:]
    /// How many dot columns each of them has.
    var dotColumns: Int { graphs.values.first.map(Graph.dotColumns) ?? 0 }
    /// Whether there is room for nothing but one line of numbers.
    var isCompact: Bool { graphs.isEmpty }

    /// The graphs by importance: when the screen gets smaller, the last goes first.
    static let importance: [Series] = [.heap, .registry, .phantoms, .threads]
    /// Frame and two rows of dots.
    private static let leastRows = 4
    private static let leastColumns = 12
    /// Two graphs stand side by side from this width.
    private static let columnsForTwo = 56

    /// What rows beyond the header and the smallest graphs are spent on, in this order.
    private enum Wish { case line(Line), graphRows(Int) }
    private static let wishes: [Wish] = [
        .line(.sweep), .line(.keys), .graphRows(5), .line(.errors), .graphRows(6), .line(.status),
        .line(.measures), .line(.run), .line(.views),
    ]

    /// - Parameter full: the graph that has the room of all.
    init(size: Size, full: Series? = nil) {
        let perRow = full == nil && size.columns >= Self.columnsForTwo ? 2 : 1
        let most = size.columns < Self.leastColumns ? 0 : (size.rows - 1) / Self.leastRows * perRow
        let important = full.map { [$0] } ?? Self.importance
        let shown = Series.allCases.filter { important.prefix(most).contains($0) }
        guard !shown.isEmpty else {
            placeCompact(in: Rect(size))
            return
        }
        let gridRows = (shown.count + perRow - 1) / perRow
        var spare = size.rows - 1 - gridRows * Self.leastRows
        var height = Self.leastRows
        var kept: Set<Line> = [.header]
        for wish in Self.wishes {
            switch wish {
            case .line(let line) where spare >= 1:
                kept.insert(line)
                spare -= 1
            case .graphRows(let wanted) where spare >= (wanted - height) * gridRows:
                spare -= (wanted - height) * gridRows
                height = wanted
            default: break
            }
        }
        place(kept, shown, perRow: perRow, in: Rect(size))
    }

    private mutating func place(_ kept: Set<Line>, _ shown: [Series], perRow: Int, in bounds: Rect) {
        let above: [Line] = [.header, .views].filter(kept.contains)
        let below = Line.allCases.filter { !above.contains($0) && kept.contains($0) }
        for (index, line) in above.enumerated() { lines[line] = bounds.line(index) }
        let (middle, bottom) = bounds.inset(top: above.count).splitRows(bottom: below.count)
        for (index, line) in below.enumerated() { lines[line] = bottom.line(index) }
        let rows = middle.splitRows(into: (shown.count + perRow - 1) / perRow)
        for (index, series) in shown.enumerated() {
            let row = rows[index / perRow]
            // All of the same width, so that they share their time axis.
            let width = row.columns / perRow
            graphs[series] = Rect(
                column: row.column + index % perRow * width, row: row.row, columns: width, rows: row.rows)
        }
    }

    /// The numbers in the first row, and what else there is room for.
    private mutating func placeCompact(in bounds: Rect) {
        for (index, line) in [Line.run, .header, .sweep].enumerated() where index < bounds.rows {
            lines[line] = bounds.line(index)
        }
    }
}
