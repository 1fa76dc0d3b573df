package import TerminalUI

/// The whole screen.
package struct DashboardView: View {
    private let state: Dashboard

    /// Creates a view of a state.
    package init(_ state: Dashboard) { self.state = state }

    /// Draws the page that is open, and over its last row what must be seen now.
    package func draw(into canvas: inout Canvas, in rect: Rect) {
        drawPage(into: &canvas, in: rect)
        let status = statusRow(in: rect)
        let line = StatusLine(state: state, showsRequests: showsRequests)
        guard line.urgent != nil || hasStatusRow else { return }
        canvas.fill(status)
        line.draw(into: &canvas, in: status)
    }

    /// How many lines there are to scroll through on the page that is open.
    var lines: Int {
        switch state.interaction.page {
        case .help: HelpPage(glyphs: glyphs).lines(columns: columns).count
        case .holders: HoldersPage(state: state).lines(columns: columns).count
        case .overview, .log, .switches: 0
        }
    }

    /// Where the text cursor stands in a view drawn in a rectangle; nil while nothing is typed.
    package func cursor(in rect: Rect) -> Point? {
        StatusLine(state: state).cursor(in: statusRow(in: rect))
    }

    /// What a click on a cell is meant for, of a view that fills the screen.
    func target(at place: Point) -> Target? {
        let rect = Rect(state.size)
        let status = StatusLine(state: state, showsRequests: showsRequests)
        if let key = status.line.key(at: place, in: statusRow(in: rect)) { return .key(key) }
        guard isOverview, let bar = layout.lines[.keys] else { return nil }
        return KeyBar(glyphs: glyphs).line.key(at: place, in: bar).map(Target.key)
    }

    private var glyphs: GlyphSet { state.configuration.glyphs }

    private var columns: Int { ScrolledPage.columns(in: Rect(state.size)) }

    private var layout: OverviewLayout { OverviewLayout(size: state.size) }

    private var isOverview: Bool { state.interaction.page == .overview }

    private var hasStatusRow: Bool { isOverview && layout.lines[.status] != nil }

    /// Elsewhere the header and the line of the last sweep show them where their results will be.
    private var showsRequests: Bool { !isOverview || layout.isCompact }

    private func statusRow(in rect: Rect) -> Rect {
        guard isOverview else { return rect.line(rect.rows - 1) }
        return layout.lines[.status] ?? (layout.isCompact ? rect.line(0) : rect.line(rect.rows - 1))
    }

    private func drawPage(into canvas: inout Canvas, in rect: Rect) {
        let rows = ScrolledPage.rows(in: state.size)
        switch state.interaction.page {
        case .overview: drawOverview(into: &canvas, in: rect)
        case .help(let scroll):
            let lines = HelpPage(glyphs: glyphs).lines(columns: columns)
            page("keys", lines, first: scroll.first(of: lines.count, rows: rows)).draw(
                into: &canvas, in: rect)
        case .holders(let scroll):
            let lines = HoldersPage(state: state).lines(columns: columns)
            page("holders", lines, first: scroll.first(of: lines.count, rows: rows)).draw(
                into: &canvas, in: rect)
        case .log(let scroll):
            LogPage(log: state.record.log, scroll: scroll, glyphs: glyphs).draw(into: &canvas, in: rect)
        case .switches(let chosen):
            let switches = SwitchesPage(state: state, chosen: chosen)
            page("switches", switches.lines, first: switches.first(rows: rows)).draw(into: &canvas, in: rect)
        }
    }

    private func page(_ title: String, _ lines: [[Segment]], first: Int) -> ScrolledPage {
        ScrolledPage(title: title, lines: lines, first: first, glyphs: glyphs)
    }

    private func drawOverview(into canvas: inout Canvas, in rect: Rect) {
        let layout = layout
        let window = layout.window(at: state.readings.shownAt)
        let timeLine = TimeLine(state.history, in: window, until: state.readings.shownAt)
        for (series, place) in layout.graphs {
            SeriesGraph(series: series, window: window, timeLine: timeLine, state: state)
                .draw(into: &canvas, in: place)
        }
        for (line, place) in layout.lines where line != .status {
            view(of: line, in: layout).draw(into: &canvas, in: place)
        }
    }

    private func view(of line: OverviewLayout.Line, in layout: OverviewLayout) -> any View {
        switch line {
        case .header: HeaderLine(state: state, showsErrorsElsewhere: layout.lines[.errors] != nil)
        case .run where layout.isCompact: SummaryLine(state: state)
        case .run: RunLine(state: state)
        case .measures: MeasureLine(state: state)
        case .sweep: SweepLine(state: state)
        case .errors: ErrorLine(state: state)
        case .status: StatusLine(state: state)
        case .keys: KeyBar(glyphs: glyphs)
        }
    }
}
