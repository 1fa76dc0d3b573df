internal import Telemetry

/// A value that is drawn over time.
enum Series: Int, Sendable, CaseIterable {
    /// Entries of the object registry.
    case registry
    /// Entries whose wrapper is gone.
    case phantoms
    /// Threads of the process.
    case threads
    /// Bytes of Python's heap and of the hosts above the baseline.
    case heap

    /// What a snapshot says; nil if it does not.
    func value(in snapshot: Snapshot) -> Double? {
        switch self {
        case .registry: Double(snapshot.registry.entries)
        case .phantoms: Double(snapshot.registry.phantoms)
        case .threads: snapshot.threads.map(Double.init)
        case .heap: snapshot.heapBaselineBytes == nil ? nil : Double(snapshot.heapGrowthBytes)
        }
    }
}

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

    private var pyramids = Array(repeating: HistoryPyramid(), count: Series.allCases.count)
    private var happenings: [Happening] = []

    /// Remembers the values of a snapshot; one it does not have stays a gap.
    mutating func append(_ snapshot: Snapshot) {
        for series in Series.allCases {
            guard let value = series.value(in: snapshot) else { continue }
            pyramids[series.rawValue].append(value, at: snapshot.moment.elapsed)
        }
    }

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
        pyramids[series.rawValue].columns(
            from: window.start, width: window.columnWidth, count: window.columns)
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
