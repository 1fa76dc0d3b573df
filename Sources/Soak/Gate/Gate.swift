package import LeakAnalysis
package import History
package import Telemetry

/// Decides whether a run passes, by limits that somebody has set.
///
/// Entries and resident memory are limits that hold at any time: once one is exceeded, going on cannot help. Growth and the
/// answer whether the run leaks are judged when it is over.
package struct Gate: Sendable {
    /// A limit that was exceeded, and what was measured.
    package enum Finding: Sendable, Equatable {
        /// The run leaks by more than the tolerance.
        case leak(LeakVerdict.Leak, Tolerance)
        /// There is no answer; the windows are those of which it would have been drawn.
        case unsure(LeakVerdict.Doubt, windows: Int)
        /// Bytes per step: the trend of the floors with its interval, or without one what the whole run left behind.
        case growth(Double, interval: ClosedRange<Double>?, limit: Double)
        /// The most entries there were.
        case entries(Int, limit: Int)
        /// The most resident bytes there were.
        case rss(Int, limit: Int)
    }

    /// What a run left behind when it was over.
    package struct Remains: Sendable {
        /// Bytes by which the heap has grown, after the last cleanup.
        package var growthBytes: Int
        /// Step instances that were run.
        package var steps: Int
        /// The most entries that were in the registry at once.
        package var mostEntries: Int

        /// Creates remains.
        package init(growthBytes: Int, steps: Int, mostEntries: Int) {
            self.growthBytes = growthBytes
            self.steps = steps
            self.mostEntries = mostEntries
        }
    }

    /// The limits, in the order in which they were set.
    package let limits: [Limit]
    private var mostEntries = 0
    private var mostResident = 0

    /// Creates a gate. Of two limits of one name the last one counts.
    package init(_ limits: [Limit]) {
        self.limits = limits.enumerated().filter { index, limit in
            !limits[(index + 1)...].contains { $0.name == limit.name }
        }.map(\.element)
    }

    /// Takes a snapshot over, in constant time.
    package mutating func take(_ snapshot: Snapshot) {
        mostEntries = max(mostEntries, snapshot.registry.entries)
        mostResident = max(mostResident, snapshot.residentBytes ?? 0)
    }

    /// Whether a limit was exceeded that holds at any time, so that the run cannot pass any more.
    package var isExceeded: Bool {
        limits.contains { passing($0) != nil }
    }

    /// Every limit that a run exceeded, in the order in which they were set.
    /// - Parameters:
    ///   - watch: has judged the run.
    ///   - remains: what there was when it was over.
    package func findings(_ watch: LeakWatch, _ remains: Remains) -> [Finding] {
        var gate = self
        gate.mostEntries = max(mostEntries, remains.mostEntries)
        return limits.compactMap { gate.passing($0) ?? final($0, watch, remains) }
    }

    private func passing(_ limit: Limit) -> Finding? {
        switch limit {
        case .entries(let limit) where mostEntries > limit: .entries(mostEntries, limit: limit)
        case .rss(let limit) where mostResident > limit: .rss(mostResident, limit: limit)
        default: nil
        }
    }

    private func final(_ limit: Limit, _ watch: LeakWatch, _ remains: Remains) -> Finding? {
        switch (limit, watch.verdict) {
        case (.leak, .leak(let leak)): .leak(leak, watch.tolerance)
        case (.unsure, .unsure(let doubt)): .unsure(doubt, windows: watch.series.windows)
        case (.growth(let limit), let verdict): growth(verdict.growth?.bytes, remains, limit)
        default: nil
        }
    }

    /// Fails what certainly grows by more: where the trend is known, the lower end of its interval is beyond the limit.
    private func growth(_ rate: Rate?, _ remains: Remains, _ limit: Double) -> Finding? {
        if let rate {
            return rate.interval.lowerBound > limit
                ? .growth(rate.perStep, interval: rate.interval, limit: limit) : nil
        }
        guard remains.steps > 0 else { return nil }
        let left = Double(remains.growthBytes) / Double(remains.steps)
        return left > limit ? .growth(left, interval: nil, limit: limit) : nil
    }
}
