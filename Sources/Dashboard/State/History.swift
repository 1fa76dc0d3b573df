internal import Telemetry

/// The past of all series, and what happened meanwhile.
struct History: Sendable {
    /// Something worth a mark on the time axis.
    struct Happening: Sendable, Equatable {
        /// What kind of thing happened.
        enum Kind: Sendable { case sweep, manual, change }

        let elapsed: Int64
        let kind: Kind
    }

    /// How many marks are kept, the newest ones.
    static let mostHappenings = 4096

    private var series = SeriesHistory()
    private var happenings: [Happening] = []

    /// Remembers the values of a snapshot; one it does not have stays a gap.
    mutating func append(_ snapshot: Snapshot) { series.append(snapshot) }

    /// Remembers an event that deserves a mark.
    mutating func append(_ event: Event) {
        guard let kind = Self.kind(of: event.kind) else { return }
        happenings.append(Happening(elapsed: event.moment.elapsed, kind: kind))
        if happenings.count > Self.mostHappenings * 2 {
            happenings.removeFirst(happenings.count - Self.mostHappenings)
        }
    }

    /// A series over a span of time, one element for each of its columns.
    func columns(of series: Series, in window: TimeWindow) -> [HistoryBucket?] {
        self.series[series].columns(from: window.start, width: window.columnWidth, count: window.columns)
    }

    /// What happened in a span of time, newest first.
    func happenings(in window: TimeWindow) -> [Happening] {
        happenings.reversed().prefix { $0.elapsed >= window.start }.filter { $0.elapsed < window.end }
    }

    private static func kind(of event: Event.Kind) -> Happening.Kind? {
        switch event {
        case .swept(let sweep): sweep.trigger == .manual ? .manual : .sweep
        case .settingsChanged: .change
        default: nil
        }
    }
}
