package import History

/// A moment of a run as a person names it.
package enum RunTime: Sendable, Equatable {
    /// So many nanoseconds after the session began: `90`, `90 s`, `2h30m`, `1:02:03`, `3d 02:14:05`.
    case elapsed(Int64)
    /// The first time that the local clock shows so many seconds after midnight: `T14:30`, `T14:30:05`.
    case clock(Int64)
    /// So many seconds after 1970 began where the person is: `2026-07-29`, `2026-07-29T14:30`.
    case local(Int64)
    /// So many seconds after 1970 began in Greenwich: `2026-07-29T14:30:05Z`, `2026-07-29T14:30:05+02:00`.
    case universal(Int64)

    /// What can be written, for whoever wrote something else.
    package static let forms = "90, 2h30m, 1:02:03, T14:30 or 2026-07-29T14:30"

    /// Reads it; nil for what is none of the forms.
    package init?(_ text: String) {
        if let elapsed = Self.units(text) ?? Self.colons(text) {
            self = .elapsed(elapsed)
        } else if let match = text.wholeMatch(of: /T(\d{1,2}):(\d\d)(?::(\d\d))?/),
            let seconds = Self.seconds(match.output.1, match.output.2, match.output.3)
        {
            self = .clock(seconds)
        } else if let date = Self.date(text) {
            self = date
        } else {
            return nil
        }
    }

    /// Whether it depends on what the clock on the wall showed.
    package var isOfClock: Bool { if case .elapsed = self { false } else { true } }

    /// When that was, in nanoseconds since the session began; from the first time to the last, where somebody had set the clock
    /// back, so that it showed it twice.
    /// - Parameters:
    ///   - wall: what the clock showed when.
    ///   - end: the last moment that there is.
    ///   - offset: seconds that the local clock is ahead of UTC at a time in seconds since 1970.
    package func moments(
        on wall: WallClock, until end: Int64, offset: (Int64) -> Int64
    ) -> ClosedRange<Int64> {
        func moments(_ seconds: Int64) -> ClosedRange<Int64> {
            wall.moments(at: seconds.multipliedClamped(by: Self.second), until: end)
        }
        switch self {
        case .elapsed(let elapsed): return elapsed...elapsed
        case .universal(let seconds): return moments(seconds)
        case .local(let seconds):
            return moments(seconds - offset(seconds - offset(wall.unix(at: 0) / Self.second)))
        case .clock(let seconds):
            var late: Int64 = 0
            for span in wall.spans(until: end) {
                let start = (span.elapsed.lowerBound + span.offset) / Self.second
                let local = start + offset(start)
                let today = local - local % 86_400 + seconds - offset(start)
                let shown = today < start ? today + 86_400 : today
                let first = max(shown * Self.second - span.offset, span.elapsed.lowerBound)
                let all = moments(shown)
                if first < span.elapsed.upperBound { return first...max(first, all.upperBound) }
                // It was set forward past it.
                if all.lowerBound == span.elapsed.upperBound, all.lowerBound <= end { return all }
                late = first
            }
            return late...late
        }
    }

    private static let second: Int64 = 1_000_000_000

    /// `90`, `1.5h`, `2h30m`.
    private static func units(_ text: String) -> Int64? {
        if let match = text.wholeMatch(of: /(\d{1,12}(?:\.\d{1,9})?)/) {
            return nanoseconds(match.output.1, 1)
        }
        let part = /(\d{1,12}(?:\.\d{1,9})?) ?(ms|s|min|m|h|d) ?/
        var (rest, total) = (text[...], Int64(0))
        while let match = rest.prefixMatch(of: part) {
            let units = ["ms": 0.001, "s": 1, "min": 60, "m": 60, "h": 3600, "d": 86_400]
            guard let unit = units[String(match.output.2)], let span = nanoseconds(match.output.1, unit)
            else {
                return nil
            }
            total = total.addingReportingOverflow(span).partialValue
            rest = rest[match.range.upperBound...]
        }
        return rest.isEmpty && !text.isEmpty ? total : nil
    }

    /// `12:05`, `1:02:03.5`, `3d 02:14:05`.
    private static func colons(_ text: String) -> Int64? {
        guard
            let match = text.wholeMatch(of: /(?:(\d{1,5})d )?(?:(\d{1,6}):)?(\d{1,2}):(\d\d(?:\.\d{1,9})?)/),
            let seconds = Double(match.output.4), seconds < 60, let minutes = Double(match.output.3)
        else { return nil }
        let days = match.output.1.flatMap { Double($0) } ?? 0
        let hours = match.output.2.flatMap { Double($0) } ?? 0
        guard minutes < 60 || match.output.2 == nil else { return nil }
        return Int64(((days * 24 + hours) * 60 + minutes) * 60e9 + (seconds * 1e9).rounded())
    }

    private static func nanoseconds(_ number: Substring, _ unit: Double) -> Int64? {
        guard let number = Double(number), case let span = (number * unit * 1e9).rounded(), span < 4e18 else {
            return nil
        }
        return Int64(span)
    }

    private static func date(_ text: String) -> RunTime? {
        let form =
            /(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?)?(Z|([+-])(\d\d):?(\d\d))?/
        guard let match = text.wholeMatch(of: form), let year = Int64(match.output.1),
            let month = Int64(match.output.2), let day = Int64(match.output.3),
            let days = UTCTime.days(year: year, month: month, day: day),
            let seconds = Self.seconds(match.output.4 ?? "0", match.output.5 ?? "0", match.output.6)
        else { return nil }
        let moment = days * 86_400 + seconds
        guard match.output.7 != nil else { return .local(moment) }
        guard let sign = match.output.8 else { return .universal(moment) }
        guard let ahead = Self.seconds(match.output.9 ?? "", match.output.10 ?? "", nil) else { return nil }
        return .universal(moment - (sign == "-" ? -ahead : ahead))
    }

    private static func seconds(_ hours: Substring, _ minutes: Substring, _ rest: Substring?) -> Int64? {
        guard let hours = Int64(hours), hours < 24, let minutes = Int64(minutes), minutes < 60,
            let seconds = rest.map({ Int64($0) }) ?? 0, seconds < 60
        else { return nil }
        return (hours * 60 + minutes) * 60 + seconds
    }
}

extension Int64 {
    fileprivate func multipliedClamped(by factor: Int64) -> Int64 {
        let (product, overflows) = multipliedReportingOverflow(by: factor)
        return overflows ? (self < 0 ? .min / 2 : .max / 2) : product
    }
}
