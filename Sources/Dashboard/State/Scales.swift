internal import Telemetry
internal import TerminalUI

/// The scale of each graph, which changes only when it must.
struct Scales: Sendable, Equatable {
    private var scales = Series.allCases.map { Scale(resolution: $0 == .heap ? 1000 : 1) }
    private var rescaledUntil = Series.allCases.map { _ in Int64.min }

    /// The scale of a series.
    subscript(series: Series) -> Scale { scales[series.rawValue] }

    /// Whether a scale differs from the one that the left part of the window was first drawn with.
    func isRescaled(_ series: Series, at elapsed: Int64) -> Bool { elapsed < rescaledUntil[series.rawValue] }

    /// Fits the scales to what is in sight.
    mutating func fit(_ history: History, in window: TimeWindow) {
        for series in Series.allCases {
            let columns = history.columns(of: series, in: window).compactMap { $0 }
            guard let low = columns.map(\.minimum).min(), let high = columns.map(\.maximum).max() else {
                continue
            }
            let isFirst = scales[series.rawValue] == Scale(resolution: scales[series.rawValue].resolution)
            guard scales[series.rawValue].fit(low...high), !isFirst else { continue }
            rescaledUntil[series.rawValue] = window.end
        }
    }
}
