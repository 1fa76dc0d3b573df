internal import History
package import TerminalUI

/// The whole screen.
package struct DashboardView: View {
    private let state: Dashboard

    /// Creates a view of a state.
    package init(_ state: Dashboard) { self.state = state }

    /// Draws the page that is open, and over its last row what must be seen now.
    package func draw(into canvas: inout Canvas, in rect: Rect) {
        if isOverview { drawOverview(into: &canvas, in: rect) } else { drawPage(into: &canvas) }
        let status = statusRow(in: rect)
        let line = StatusLine(state: state, showsRequests: showsRequests)
        guard line.urgent != nil || hasStatusRow else { return }
        canvas.fill(status)
        line.draw(into: &canvas, in: status)
    }

    /// How many lines there are to scroll through on the page that is open.
    var lines: Int {
        switch state.interaction.page {
        case .help: help.count
        case .overview, .types, .holders, .threads, .sweeps, .plans, .log, .settings: 0
        }
    }

    /// Where the text cursor stands in a view drawn in a rectangle; nil while nothing is typed.
    package func cursor(in rect: Rect) -> Point? {
        StatusLine(state: state).cursor(in: statusRow(in: rect))
    }

    /// What is on the screen that nobody tells without being asked.
    var subjects: Set<Watch.Subject> {
        switch state.interaction.page {
        case .types: return state.interaction.places.showsObjects ? [.types, .objects] : [.types]
        case .threads: return [.threads]
        case .overview: return layout.types == nil ? [] : [.types]
        default: return []
        }
    }

    /// The table on the page that is open, and how many of its rows are in sight; nil if there is none.
    var table: (Table?, Int)? {
        guard let page = TablePage(state.interaction.page, of: state) else { return nil }
        return (page.table, TableView.height(in: page.layout(in: pageLayout.body).table))
    }

    /// What a click on a cell is meant for, of a view that fills the screen.
    func target(at place: Point) -> Target? {
        let rect = Rect(state.size)
        let status = StatusLine(state: state, showsRequests: showsRequests)
        if let key = status.line.key(at: place, in: statusRow(in: rect)) { return .key(key) }
        let page = state.interaction.page
        if let views = isOverview ? layout.lines[.views] : pageLayout.views,
            let key = ViewBar(open: page, glyphs: glyphs).line(of: views.columns).key(at: place, in: views)
        {
            return .key(key)
        }
        let bar = isOverview ? layout.lines[.keys] : status.urgent == nil ? pageLayout.status : nil
        if let bar,
            let key = KeyBar(on: page, reach: reach, glyphs: glyphs).line.key(at: place, in: bar)
        {
            return .key(key)
        }
        guard isOverview else { return row(at: place) }
        let column = layout.graphs.values.lazy.compactMap { Graph.dotColumn(at: place, in: $0) }.first
        return column.map { .moment(state.window.beginning(of: $0)) }
    }

    private func row(at place: Point) -> Target? {
        let (page, places, body) = (state.interaction.page, state.interaction.places, pageLayout.body)
        if page == .log {
            return logPage().row(at: place, in: body).map(Target.logRow)
        }
        if page == .settings { return SettingsPage(state: state).target(at: place, in: body) }
        guard let table = TablePage(page, of: state) else { return nil }
        return table.view(places.table(on: page), glyphs).row(at: place, in: table.layout(in: body).table)
            .map { .row($0.id) }
    }

    private func logPage(hint: String = "") -> LogPage {
        LogPage(
            log: state.past.ledger.log, place: state.interaction.places.log, glyphs: glyphs,
            time: { [state] in state.time($0) }, hint: hint)
    }

    private var help: [[Segment]] {
        HelpPage(reach: reach, glyphs: glyphs).lines(columns: columns, rows: pageLayout.rows)
    }

    private var glyphs: GlyphSet { state.glyphs }

    private var reach: Keymap.Reach { state.situation.reach }

    private var columns: Int { ScrolledPage.columns(in: pageLayout.body) }

    private var layout: OverviewLayout { state.layout }

    private var pageLayout: PageLayout { PageLayout(size: state.size) }

    private var isOverview: Bool { state.interaction.page == .overview }

    private var hasStatusRow: Bool { isOverview && layout.lines[.status] != nil }

    /// Elsewhere the header and the line of the last sweep show them where their results will be.
    private var showsRequests: Bool { !isOverview || layout.isCompact }

    private func statusRow(in rect: Rect) -> Rect {
        guard isOverview else { return rect.line(rect.rows - 1) }
        return layout.lines[.status] ?? (layout.isCompact ? rect.line(0) : rect.line(rect.rows - 1))
    }

    private func drawPage(into canvas: inout Canvas) {
        let layout = pageLayout
        if let header = layout.header {
            HeaderLine(state: state, elsewhere: []).draw(into: &canvas, in: header)
        }
        let page = state.interaction.page
        if let views = layout.views { ViewBar(open: page, glyphs: glyphs).draw(into: &canvas, in: views) }
        if let status = layout.status {
            KeyBar(on: page, reach: reach, glyphs: glyphs).draw(into: &canvas, in: status)
        }
        // Where no row is left for the keys, the one that leads away stands beside the name.
        let hint = layout.status == nil ? "  Esc back" : ""
        if let table = TablePage(page, of: state) {
            let place = state.interaction.places.table(on: page)
            table.draw(place, hint: hint, glyphs, into: &canvas, in: layout.body)
        } else {
            view(of: page, in: layout, hint: hint).draw(into: &canvas, in: layout.body)
        }
    }

    private func view(of page: Page, in layout: PageLayout, hint: String) -> any View {
        let places = state.interaction.places
        func scrolled(_ title: String, _ lines: [[Segment]], _ scroll: ListScroll) -> ScrolledPage {
            ScrolledPage(
                title: title + hint, lines: lines, first: scroll.first(of: lines.count, rows: layout.rows),
                glyphs: glyphs)
        }
        switch page {
        case .overview, .types, .holders, .threads, .sweeps, .plans, .help:
            return scrolled("keys", help, places.help)
        case .log: return logPage(hint: hint)
        case .settings:
            return ScrolledPage(
                title: "settings" + hint, lines: SettingsPage(state: state).lines,
                first: places.settings.first(rows: layout.rows), glyphs: glyphs)
        }
    }

    private func drawOverview(into canvas: inout Canvas, in rect: Rect) {
        let layout = layout
        let window = state.window
        let timeLine = TimeLine(
            state.past.events, in: window, until: state.readings.shownAt, timekeeper: state.timekeeper)
        for (series, place) in layout.graphs {
            SeriesGraph(series: series, window: window, timeLine: timeLine, state: state)
                .draw(into: &canvas, in: place)
        }
        if let types = layout.types {
            TypeTable(state: state).page.view(TablePlace(), glyphs).draw(into: &canvas, in: types)
        }
        if let events = layout.events { RecentEvents(state: state).draw(into: &canvas, in: events) }
        for (line, place) in layout.lines where line != .status {
            view(of: line, in: layout).draw(into: &canvas, in: place)
        }
    }

    private func view(of line: OverviewLayout.Line, in layout: OverviewLayout) -> any View {
        switch line {
        case .views: ViewBar(open: .overview, glyphs: glyphs)
        case .header: HeaderLine(state: state, elsewhere: Set(layout.lines.keys))
        case .summary: SummaryLine(state: state)
        case .verdict: VerdictLine(state: state)
        case .measures: MeasureLine(state: state)
        case .sweep where MomentLine.isNeeded(state): MomentLine(state: state, window: state.window)
        case .sweep: SweepLine(state: state)
        case .errors: ErrorLine(state: state)
        case .status: StatusLine(state: state)
        case .keys: KeyBar(on: .overview, reach: reach, glyphs: glyphs)
        }
    }
}
