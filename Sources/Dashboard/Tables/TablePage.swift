internal import TerminalUI

/// What a page shows that is made of a table.
struct TablePage {
    /// One bar for each row of a table that grows at its end.
    struct Strip {
        /// What the bars are about.
        let title: String
        /// Their values, oldest first.
        let values: [Double?]
        /// The newest one as it is printed.
        let newest: String
        let role: Role
    }

    /// A text that is too long for a row: what is to be read of the chosen one.
    struct Detail {
        let title: String
        let text: String
    }

    /// The name of the page.
    let title: String
    let table: Table
    /// What stands there instead of rows, when there are none.
    let absence: String
    /// Bars above the table; nil where nothing happens one after the other.
    var strip: Strip?
    /// Another table beside it, or below it where there is no room for that; it follows the filter of the first.
    var beside: [TablePage] = []

    /// What stands below the table; nil for nothing.
    var detail: Detail?

    /// The table page of a page; nil for the others.
    init?(_ page: Page, of state: Dashboard) {
        switch page {
        case .types: self = TypeTable(state: state).page
        case .holders: self = HolderTable(state: state).page
        case .threads: self = ThreadTable(state: state).page
        case .sweeps: self = SweepTable(state: state).page
        case .plans: self = PlanTable(state: state).page
        case .overview, .log, .settings, .help: return nil
        }
    }

    init(
        title: String, table: Table, absence: String, strip: Strip? = nil, beside: [TablePage] = [],
        detail: Detail? = nil
    ) {
        self.title = title
        self.table = table
        self.absence = absence
        self.strip = strip
        self.beside = beside
        self.detail = detail
    }

    /// Frame and three rows of bars.
    private static let stripRows = 5
    private static let rowsForStrip = 14

    private static let columnsForTwo = 110

    private static let rowsForDetail = 9

    /// Where bars, table, what is beside it and what is below it stand in a rectangle.
    func layout(in rect: Rect) -> (strip: Rect, table: Rect, beside: Rect, detail: Rect) {
        let (above, bottom) = rect.splitRows(bottom: detailRows(in: rect))
        let (top, table, beside) = upperLayout(in: above)
        return (top, table, beside, bottom)
    }

    /// As many as the text needs, and half of all at most.
    private func detailRows(in rect: Rect) -> Int {
        guard let detail, rect.rows >= Self.rowsForDetail else { return 0 }
        return min(lines(of: detail, in: rect).count + 2, rect.rows / 2)
    }

    private func lines(of detail: Detail, in rect: Rect) -> [String] {
        Rendered(detail.text).wrapped(to: ScrolledPage.columns(in: rect))
    }

    private func upperLayout(in rect: Rect) -> (strip: Rect, table: Rect, beside: Rect) {
        let hasStrip = strip != nil && rect.rows >= Self.rowsForStrip
        let (top, rest) = rect.splitRows(top: hasStrip ? Self.stripRows : 0)
        guard !beside.isEmpty else { return (top, rest, Rect(Size(columns: 0, rows: 0))) }
        if rest.columns >= Self.columnsForTwo {
            let (table, other) = rest.splitColumns(left: rest.columns * 5 / 8)
            return (top, table, other)
        }
        let halves = rest.splitRows(into: 2)
        return (top, halves[0], halves[1])
    }

    /// Draws bars and table.
    func draw(_ place: TablePlace, hint: String, _ glyphs: GlyphSet, into canvas: inout Canvas, in rect: Rect)
    {
        let layout = layout(in: rect)
        if let strip, !layout.strip.isEmpty { draw(strip, glyphs, into: &canvas, in: layout.strip) }
        view(place, hint: hint, glyphs).draw(into: &canvas, in: layout.table)
        if let detail, !layout.detail.isEmpty {
            ScrolledPage(
                title: detail.title, lines: lines(of: detail, in: rect).map { [Segment($0)] }, first: 0,
                glyphs: glyphs
            ).draw(into: &canvas, in: layout.detail)
        }
        for other in beside {
            other.view(TablePlace(filter: place.filter), glyphs).draw(into: &canvas, in: layout.beside)
        }
    }

    /// The table as a view.
    func view(_ place: TablePlace, hint: String = "", _ glyphs: GlyphSet) -> TableView {
        TableView(title: title + hint, table: table, place: place, glyphs: glyphs, absence: absence)
    }

    private func draw(_ strip: Strip, _ glyphs: GlyphSet, into canvas: inout Canvas, in rect: Rect) {
        let style = Style(strip.role)
        Panel(title: strip.title, value: strip.newest, style: style, glyphs: glyphs)
            .draw(into: &canvas, in: rect)
        BarStrip(values: strip.values, style: style, glyphs: glyphs)
            .draw(into: &canvas, in: Panel.interior(of: rect))
    }
}

extension Table {
    /// The bars of a column, in the order of the rows: those of the column that decides, where it has bars.
    func strip(sortedBy column: Int, allowed: [Int: Role], orElse usual: Int) -> TablePage.Strip {
        let shown = allowed[column] == nil ? usual : column
        return TablePage.Strip(
            title: columns[shown].title, values: rows.map { $0.cells[shown].number.map { max(0, $0) } },
            newest: rows.last?.cells[shown].text ?? "-", role: allowed[shown] ?? .text)
    }
}
