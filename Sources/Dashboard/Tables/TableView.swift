internal import TerminalUI

/// A table in a frame: as many columns and rows as there is room for, the chosen row among them.
struct TableView: View {
    /// The name of the page.
    let title: String
    let table: Table
    let place: TablePlace
    let glyphs: GlyphSet
    /// What stands there instead of rows, when there are none.
    var absence = ""

    /// Columns left of the first one, for the sign of the chosen row.
    private static let margin = 2
    private static let gap = 2

    func draw(into canvas: inout Canvas, in rect: Rect) {
        let rows = place.rows(of: table)
        panel(rows.count).draw(into: &canvas, in: rect)
        let inside = Panel.interior(of: rect).inset(right: 1)
        let columns = TableColumns(
            of: table, sortedBy: place.order?.column, in: inside.columns - Self.margin,
            gap: Self.gap)
        drawTitles(columns, into: &canvas, in: inside.line(0))
        let body = inside.inset(top: 1)
        if rows.isEmpty { drawAbsence(into: &canvas, in: body.line(0)) }
        let first = place.first(of: rows, height: max(1, body.rows))
        for (line, row) in rows.dropFirst(first).prefix(body.rows).enumerated() {
            draw(row, columns, into: &canvas, in: body.line(line))
        }
    }

    /// How many rows are in sight of a table that is drawn in a rectangle.
    static func height(in rect: Rect) -> Int { max(1, Panel.interior(of: rect).rows - 1) }

    /// The row at a cell of a table that is drawn in a rectangle.
    func row(at point: Point, in rect: Rect) -> Table.Row? {
        let body = Panel.interior(of: rect).inset(top: 1)
        guard body.contains(column: point.column, row: point.row) else { return nil }
        let rows = place.rows(of: table)
        let index = place.first(of: rows, height: max(1, body.rows)) + point.row - body.row
        return rows.indices.contains(index) ? rows[index] : nil
    }

    private func panel(_ shown: Int) -> Panel {
        let total = table.rows.count
        let count =
            shown == total ? Figures.grouped(total) : "\(Figures.grouped(shown)) of \(Figures.grouped(total))"
        let filter = place.filter.isEmpty ? "" : "  /\(place.filter)"
        let frozen = place.isFrozen ? "  \(glyphs[.paused]) frozen" : ""
        return Panel(
            title: title + filter + frozen, value: count, unit: total == 1 ? "row" : "rows",
            style: Style(.label), glyphs: glyphs)
    }

    private func drawAbsence(into canvas: inout Canvas, in line: Rect) {
        let text = table.rows.isEmpty ? absence : "nothing contains \(place.filter)"
        let fitting = Rendered(text).truncated(to: line.columns - Self.margin, ellipsis: glyphs[.ellipsis])
        canvas.write(
            fitting, column: line.column + Self.margin, row: line.row, style: Style(.muted), in: line)
    }

    private func drawTitles(_ columns: TableColumns, into canvas: inout Canvas, in line: Rect) {
        let order = place.order(of: table)
        for (index, range) in columns.shown {
            let title = table.columns[index].title
            let mark = String(glyphs[order.isDescending ? .down : .up])
            let isText = table.isText(index)
            let text = index != order.column ? title : isText ? title + mark : mark + title
            let style = index == order.column ? Style(.title, .bold) : Style(.label)
            write(text, isText: isText, style, into: &canvas, in: line, range)
        }
    }

    private func draw(
        _ row: Table.Row, _ columns: TableColumns, into canvas: inout Canvas, in line: Rect
    ) {
        let isChosen = row.id == place.chosen
        if isChosen { canvas.fill(line, with: Cell(" ", Style(.selection))) }
        let sign = isChosen ? String(glyphs[.running]) : " "
        canvas.write(
            sign, column: line.column, row: line.row, style: Style(isChosen ? .selection : .key), in: line)
        for (index, range) in columns.shown {
            let cell = row.cells[index]
            let style = Style(isChosen ? .selection : cell.role)
            write(cell.text, isText: table.isText(index), style, into: &canvas, in: line, range)
        }
    }

    private func write(
        _ text: String, isText: Bool, _ style: Style, into canvas: inout Canvas, in line: Rect,
        _ range: Range<Int>
    ) {
        let place = Rect(
            column: line.column + Self.margin + range.lowerBound, row: line.row, columns: range.count, rows: 1
        )
        let fitting = Rendered(Rendered(text).truncated(to: range.count, ellipsis: glyphs[.ellipsis]))
        let column = isText ? place.column : place.endColumn - fitting.columns
        canvas.write(fitting.text, column: column, row: line.row, style: style, in: place)
    }
}

/// Which columns of a table there is room for, and where.
struct TableColumns {
    /// Indices of columns with the cells that they take, from left to right.
    private(set) var shown: [(index: Int, range: Range<Int>)] = []

    /// - Parameter sorted: the column by which somebody wants the rows sorted, which is kept; nil for none.
    init(of table: Table, sortedBy sorted: Int?, in width: Int, gap: Int) {
        let columns = table.columns
        var kept = Array(columns.indices)
        func needed() -> Int { kept.reduce(-gap) { $0 + columns[$1].width + gap } }
        while kept.count > 1, needed() > width {
            let candidates = kept.filter { $0 != sorted || kept.count == 2 && !columns[$0].isElastic }
            guard let last = candidates.max(by: { columns[$0].rank < columns[$1].rank }) else { break }
            kept.removeAll { $0 == last }
        }
        let spare = width - needed()
        var start = 0
        for index in kept {
            let grown = columns[index].width + (columns[index].isElastic ? spare : 0)
            let end = start + (kept.count == 1 ? max(0, min(grown, width)) : grown)
            shown.append((index, start..<max(start, end)))
            start = end + gap
        }
    }
}
