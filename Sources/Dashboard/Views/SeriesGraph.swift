internal import Telemetry
internal import TerminalUI

/// The graph of one series, as the state has it.
struct SeriesGraph: View {
    let series: Series
    let window: TimeWindow
    let timeLine: TimeLine
    let state: Dashboard

    func draw(into canvas: inout Canvas, in rect: Rect) {
        let (value, unit) = Self.reading(of: series, in: state.readings.shown)
        let panel = Panel(
            title: Self.title(of: series), value: value, unit: unit,
            style: Style(Self.role(of: series)),
            glyphs: state.configuration.glyphs)
        Graph(
            panel: panel, columns: columns, scale: state.scales[series],
            isRescaled: state.scales.isRescaled(series, at: state.readings.shownAt), labels: timeLine.labels,
            marks: timeLine.marks
        ).draw(into: &canvas, in: rect)
    }

    /// Nothing newer than the rest of the screen, so that a key does not move the line.
    private var columns: [GraphColumn?] {
        let newest = window.column(of: state.readings.shownAt)
        return state.history.columns(of: series, in: window).enumerated().map { index, bucket in
            guard index <= newest, let bucket else { return nil }
            return GraphColumn(minimum: bucket.minimum, maximum: bucket.maximum)
        }
    }

    private static func title(of series: Series) -> String {
        switch series {
        case .registry: "registry"
        case .phantoms: "phantoms"
        case .threads: "threads"
        case .heap: "heap growth"
        }
    }

    static func role(of series: Series) -> Role {
        switch series {
        case .registry: .registry
        case .phantoms: .phantom
        case .threads: .thread
        case .heap: .heap
        }
    }

    /// The current value and its unit.
    static func reading(of series: Series, in snapshot: Snapshot?) -> (value: String, unit: String) {
        guard let snapshot, let value = series.value(in: snapshot) else { return ("-", "") }
        switch series {
        case .registry: return (Figures.grouped(Int(value)), "entries")
        case .phantoms: return (Figures.grouped(Int(value)), "entries")
        case .threads: return (Figures.grouped(Int(value)), "threads")
        case .heap: return Quantity.growth(Int(value))
        }
    }
}
