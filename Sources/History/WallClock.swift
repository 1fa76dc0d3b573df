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

    /// The spans of time between which somebody has set the clock, and what it was ahead of the session's time in each.
    /// - Parameter end: the last moment that there is.
    package func spans(until end: Int64) -> [(elapsed: Range<Int64>, offset: Int64)] {
        settings.indices.map { index in
            let next = index + 1 < settings.count ? settings[index + 1].since : end + 1
            return (settings[index].since..<max(next, settings[index].since), settings[index].offset)
        }
    }

    /// When the clock showed a time, from the first time that it did to the last: where it was set back, it did twice.
    ///
    /// A time that it was set forward past was when it was set. One that it never showed is before the beginning or after the
    /// end, whichever is nearer.
    /// - Parameters:
    ///   - unix: nanoseconds since 1970-01-01 UTC.
    ///   - end: the last moment that there is.
    package func moments(at unix: Int64, until end: Int64) -> ClosedRange<Int64> {
        let spans = spans(until: end)
        guard let first = spans.first, let last = spans.last else { return unix...unix }
        let shown = spans.filter { $0.elapsed.contains(unix - $0.offset) }.map { unix - $0.offset }
        if let earliest = shown.first, let latest = shown.last { return earliest...latest }
        let skipped = zip(spans, spans.dropFirst()).first { before, after in
            before.elapsed.upperBound + before.offset <= unix
                && unix < after.elapsed.lowerBound + after.offset
        }
        if let moment = skipped?.1.elapsed.lowerBound { return moment...moment }
        let (before, after) = (unix - first.offset, unix - last.offset)
        let isBefore = before < first.elapsed.lowerBound
        let isAfter = after >= last.elapsed.upperBound
        let isNearer = first.elapsed.lowerBound - before <= after - last.elapsed.upperBound
        let moment = isBefore && (!isAfter || isNearer) ? before : after
        return moment...moment
    }
}
