internal import History
/// Writes moments as a person wants to read them: by the clock on the wall, or since the session began.
struct Timekeeper: Sendable {
    /// Whether times are those of the clock on the wall.
    let showsClock: Bool
    private let wall: WallClock
    private let utcOffset: @Sendable (Int64) -> Int64

    private static let second: Int64 = 1_000_000_000
    private static let day: Int64 = 86_400 * second

    /// - Parameter utcOffset: seconds that the local clock is ahead of UTC, at a Unix time in seconds.
    init(showsClock: Bool, wall: WallClock, utcOffset: @escaping @Sendable (Int64) -> Int64) {
        self.showsClock = showsClock
        self.wall = wall
        self.utcOffset = utcOffset
    }

    /// A moment, far away or not, that is round on the clock that is shown near another one.
    func phase(near elapsed: Int64) -> Int64 { showsClock ? elapsed - local(elapsed) : 0 }

    /// A word below a graph, for a moment that is round on the clock that is shown, to a column.
    /// - Parameters:
    ///   - unit: what it is a whole one of.
    ///   - columnWidth: nanoseconds to a column.
    func label(_ elapsed: Int64, unit: Int64, columnWidth: Int64) -> String {
        guard showsClock else { return Self.elapsedLabel(elapsed, unit: unit) }
        // The round time itself is somewhere in the column that begins here.
        let upper = local(elapsed) + columnWidth - 1
        return Self.clockLabel(upper - upper % columnWidth, unit: unit)
    }

    /// A moment in full, as exact as the columns that it was read from.
    /// - Parameters:
    ///   - now: the present; a day other than that of the present is named.
    ///   - columnWidth: nanoseconds to a column.
    func reading(_ elapsed: Int64, now: Int64, columnWidth: Int64 = second) -> String {
        let tenths = columnWidth < Self.second ? ".\(elapsed / 100_000_000 % 10)" : ""
        guard showsClock else { return Self.elapsed(elapsed) + tenths }
        let local = local(elapsed)
        let isToday = local / Self.day == self.local(now) / Self.day
        return (isToday ? "" : CalendarDay(local / Self.day).text + " ") + Self.timeOfDay(local)
            + (columnWidth < Self.second ? ".\(local / 100_000_000 % 10)" : "")
    }

    /// Days, if there are any, and the rest as a clock: `3d 02:14:05`, `1:02:03`, `0:42`.
    static func elapsed(_ elapsed: Int64) -> String {
        guard elapsed >= day else { return Quantity.clock(elapsed) }
        return "\(elapsed / day)d \(timeOfDay(elapsed))"
    }

    /// Nanoseconds since 1970-01-01 on the local clock.
    private func local(_ elapsed: Int64) -> Int64 {
        let unix = wall.unix(at: elapsed)
        return unix + utcOffset(unix / Self.second) * Self.second
    }

    private static func elapsedLabel(_ elapsed: Int64, unit: Int64) -> String {
        if unit % day == 0 { return "\(elapsed / day)d" }
        if unit % (3600 * second) == 0 { return "\(elapsed / (3600 * second))h" }
        return Quantity.clock(elapsed)
    }

    private static func clockLabel(_ local: Int64, unit: Int64) -> String {
        let isDay = local % day == 0 && unit % (3600 * second) == 0
        guard !isDay else { return CalendarDay(local / day).text }
        let time = timeOfDay(local)
        return unit % (60 * second) == 0 ? String(time.dropLast(3)) : time
    }

    /// `02:14:05` of the day that it falls into.
    private static func timeOfDay(_ nanoseconds: Int64) -> String {
        let seconds = nanoseconds / second % 86_400
        return [seconds / 3600, seconds / 60 % 60, seconds % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
            .joined(separator: ":")
    }
}

/// A day of the Gregorian calendar.
struct CalendarDay {
    private let month: Int
    private let day: Int

    /// - Parameter days: since 1970-01-01, not negative.
    init(_ days: Int64) {
        // Counted from 1 March of the year 0, so that a leap day is the last of its year.
        let sinceMarch = days + 719_468
        let ofEra = sinceMarch % 146_097
        let year = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
        let ofYear = ofEra - (365 * year + year / 4 - year / 100)
        let fromMarch = (5 * ofYear + 2) / 153
        day = Int(ofYear - (153 * fromMarch + 2) / 5 + 1)
        month = Int((fromMarch + 2) % 12)
    }

    /// `27 Nov`.
    var text: String { "\(day) \(Self.months[month])" }

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
}
