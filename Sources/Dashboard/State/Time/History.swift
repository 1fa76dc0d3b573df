internal import Telemetry

/// The past of all series, and what happened meanwhile.
struct History: Sendable {
    private var series = SeriesHistory()
    /// What happened.
    private(set) var events = EventHistory()

    /// Remembers the values of a snapshot; one it does not have stays a gap.
    mutating func append(_ snapshot: Snapshot) {
        events.learn(snapshot.settings)
        series.append(snapshot)
    }

    /// Remembers an event that deserves a mark.
    mutating func append(_ event: Event) { events.append(event) }

    /// A series over a span of time, one element for each of its columns.
    func columns(of series: Series, in window: TimeWindow) -> [HistoryBucket?] {
        self.series[series].columns(from: window.start, width: window.columnWidth, count: window.columns)
    }
}
