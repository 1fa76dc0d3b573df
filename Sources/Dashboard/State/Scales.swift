internal import Telemetry
internal import TerminalUI

/// The scale of each graph, which changes only when it must.
struct Scales: Sendable, Equatable {
    private var scales = Series.allCases.map { Scale(resolution: $0 == .heap ? 1000 : 1) }
    private var rescaledUntil = Series.allCases.map { _ in Int64.min }

    /// Nanoseconds for which a scale that has changed says so.
    private static let notice: Int64 = 3_000_000_000

    /// The scale of a series.
    subscript(series: Series) -> Scale { scales[series.index] }

    /// Whether a scale has changed just now.
    func isRescaled(_ series: Series, at elapsed: Int64) -> Bool { elapsed < rescaledUntil[series.index] }

    /// Whether a sign that was shown at one time is out of place at a later one.
    func hasFaded(since shown: Int64, at elapsed: Int64) -> Bool {
        rescaledUntil.contains { shown < $0 && $0 <= elapsed }
    }

    /// Fits the scales to what is in sight.
    /// - Parameter elapsed: the time now, in nanoseconds since the session began.
    mutating func fit(_ past: SeriesHistory, in window: TimeWindow, at elapsed: Int64) {
        for series in Series.allCases {
            let columns = past.columns(of: series, in: window).compactMap { $0 }
            guard let low = columns.map(\.minimum).min(), let high = columns.map(\.maximum).max() else {
                continue
            }
            let isFirst = scales[series.index] == Scale(resolution: scales[series.index].resolution)
            guard scales[series.index].fit(low...high), !isFirst else { continue }
            rescaledUntil[series.index] = elapsed + Self.notice
        }
    }
}
