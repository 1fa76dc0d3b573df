internal import Telemetry
internal import TerminalUI

/// Where everything stands on a screen of a certain size.
struct OverviewLayout: Equatable {
    /// The lines of text, in the order in which they stand.
    enum Line: Int, CaseIterable {
        case header, views, summary, verdict, measures, sweep, errors, status, keys
    }

    /// The graphs that there is room for.
    private(set) var graphs: [Series: Rect] = [:]
    /// The lines that there is room for.
    private(set) var lines: [Line: Rect] = [:]
    /// The Python classes, beside the graphs of a wide screen.
    private(set) var types: Rect?
    /// What happened lately, on a tall screen or a wide one.
    private(set) var events: Rect?
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
        .line(.verdict), .line(.sweep), .line(.keys), .graphRows(5), .line(.errors), .graphRows(6),
        .line(.status), .line(.measures), .line(.views),
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
        place(kept, shown, perRow: perRow, isFull: full != nil, in: Rect(size))
    }

    private mutating func place(
        _ kept: Set<Line>, _ shown: [Series], perRow: Int, isFull: Bool, in bounds: Rect
    ) {
        let above: [Line] = [.header, .views].filter(kept.contains)
        let below = Line.allCases.filter { !above.contains($0) && kept.contains($0) }
        for (index, line) in above.enumerated() { lines[line] = bounds.line(index) }
        let (middle, bottom) = bounds.inset(top: above.count).splitRows(bottom: below.count)
        for (index, line) in below.enumerated() { lines[line] = bottom.line(index) }
        let area = isFull ? middle : placeExtras(in: middle)
        let rows = area.splitRows(into: (shown.count + perRow - 1) / perRow)
        for (index, series) in shown.enumerated() {
            let row = rows[index / perRow]
            // All of the same width, so that they share their time axis.
            let width = row.columns / perRow
            graphs[series] = Rect(
                column: row.column + index % perRow * width, row: row.row, columns: width, rows: row.rows)
        }
    }

    private static let columnsForTypes = 150
    private static let typesColumns = 60
    /// Below so many rows the types stand alone, and graphs alone have no events below them.
    private static let rowsForEvents = 26
    private static let mostEvents = 12

    /// Takes from the room of the graphs what there is for types and events.
    /// - Returns: what is left for the graphs.
    private mutating func placeExtras(in middle: Rect) -> Rect {
        let hasEvents = middle.rows >= Self.rowsForEvents
        guard middle.columns >= Self.columnsForTypes else {
            guard hasEvents, middle.columns >= Self.columnsForTwo else { return middle }
            let (graphs, below) = middle.splitRows(
                bottom: min(Self.mostEvents, 3 + (middle.rows - Self.rowsForEvents) / 2))
            events = below
            return graphs
        }
        let (graphs, side) = middle.splitColumns(left: middle.columns - Self.typesColumns)
        let (top, bottom) = side.splitRows(bottom: hasEvents ? side.rows / 2 : 0)
        (types, events) = (top, hasEvents ? bottom : nil)
        return graphs
    }

    /// The numbers in the first row, the answer below them, and what else there is room for.
    private mutating func placeCompact(in bounds: Rect) {
        for (index, line) in [Line.summary, .verdict, .header, .sweep].enumerated() where index < bounds.rows
        {
            lines[line] = bounds.line(index)
        }
    }
}
