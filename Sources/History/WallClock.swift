package import Telemetry

/// What time it was on the wall at any moment of the session, also where somebody has set the clock meanwhile.
package struct WallClock: Sendable, Transmitted {
    private struct Setting: Codable {
        let since: Int64
        /// What to add to the time since the session began to get Unix time, both in nanoseconds.
        let offset: Int64
    }

    private var settings: [Setting] = []

    /// Creates a clock that has seen no time.
    package init() {}

    /// A clock that is adjusted by less is still the same.
    private static let tolerance: Int64 = 500_000_000
    private static let mostSettings = 256

    /// Takes over what both clocks say at one moment, not before the last one.
    package mutating func learn(_ moment: Moment) {
        let offset = moment.unix - moment.elapsed
        if let last = settings.last, (offset - last.offset).magnitude < Self.tolerance.magnitude { return }
        settings.append(Setting(since: moment.elapsed, offset: offset))
        if settings.count > Self.mostSettings { settings.removeFirst() }
    }

    /// Nanoseconds since 1970-01-01 UTC.
    package func unix(at elapsed: Int64) -> Int64 {
        let setting = settings.last { $0.since <= elapsed } ?? settings.first
        return elapsed + (setting?.offset ?? 0)
    }
}
