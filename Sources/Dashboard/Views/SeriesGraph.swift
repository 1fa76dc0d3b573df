internal import History
internal import Telemetry
internal import TerminalUI

/// The graph of one series, as the state has it.
struct SeriesGraph: View {
    let series: Series
    let window: TimeWindow
    let timeLine: TimeLine
    let state: Dashboard

    func draw(into canvas: inout Canvas, in rect: Rect) {
        let buckets = buckets
        let cursor = cursor
        let reading = cursor.map { Self.reading(of: series, in: buckets[$0.clamped(to: buckets.indices)]) }
        let (value, unit) = reading ?? Self.reading(of: series, in: state.readings.shown)
        let panel = Panel(
            title: series.title, value: (isExceeded ? "! " : "") + value, unit: unit,
            style: Style(series.role), isChosen: state.interaction.graphs.chosen == series,
            glyphs: state.glyphs)
        let columns = buckets.map { $0.map { GraphColumn(minimum: $0.minimum, maximum: $0.maximum) } }
        var graph = Graph(
            panel: panel, columns: columns, scale: state.scales[series],
            isRescaled: state.scales.isRescaled(series, at: state.readings.shownAt), labels: timeLine.labels,
            marks: timeLine.marks, cursor: cursor?.lowerBound)
        graph.threshold = state.habits.thresholds[series]
        graph.draw(into: &canvas, in: rect)
    }

    private var isExceeded: Bool { state.alarms.exceeded(series) != nil }

    /// Nothing newer than the rest of the screen, so that a key does not move the line.
    private var buckets: [HistoryBucket?] {
        let newest = window.column(of: state.readings.shownAt)
        return state.past.series.columns(of: series, in: window).enumerated().map { $0 <= newest ? $1 : nil }
    }

    /// The columns of the moment that is read.
    private var cursor: Range<Int>? {
        guard let moment = state.interaction.graphs.viewport.cursor else { return nil }
        return window.contains(moment) ? window.cell(of: moment) : nil
    }

    /// The current value and its unit.
    static func reading(of series: Series, in snapshot: Snapshot?) -> (value: String, unit: String) {
        guard let snapshot, let value = series.value(in: snapshot) else { return ("-", "") }
        return series.text(of: value)
    }

    /// The values of some columns: one, or the lowest and the highest.
    static func reading(
        of series: Series, in buckets: ArraySlice<HistoryBucket?>
    ) -> (value: String, unit: String) {
        let known = buckets.compactMap { $0 }
        guard let lowest = known.map(\.minimum).min(), let highest = known.map(\.maximum).max() else {
            return ("no value", "")
        }
        let (low, high) = (series.text(of: lowest), series.text(of: highest))
        guard low != high else { return high }
        let unit = low.unit == high.unit ? "" : " " + low.unit
        return ("\(low.value)\(unit) to \(high.value)", high.unit)
    }
}

extension Series {
    /// What its panel is called.
    var title: String {
        switch self {
        case .registry: "registry"
        case .phantoms: "phantoms"
        case .threads: "threads"
        case .heap: "heap growth"
        }
    }

    /// The role of its line and its number.
    var role: Role {
        switch self {
        case .registry: .registry
        case .phantoms: .phantom
        case .threads: .thread
        case .heap: .heap
        }
    }

    /// A value and its unit.
    func text(of value: Double) -> (value: String, unit: String) {
        switch self {
        case .registry, .phantoms: (Figures.grouped(Int(value)), "entries")
        case .threads: (Figures.grouped(Int(value)), "threads")
        case .heap: Quantity.growth(Int(value))
        }
    }
}
