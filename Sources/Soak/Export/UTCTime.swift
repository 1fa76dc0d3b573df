/// Moments and spans as text that is the same everywhere.
package enum UTCTime {
    /// `2026-07-29T14:30:05.123Z`, from nanoseconds since 1970.
    package static func iso(_ unix: Int64) -> String {
        let (date, clock, milliseconds) = parts(unix)
        return "\(date)T\(clock).\(padded(milliseconds, 3))Z"
    }

    /// `2026-07-29 14:30:05 UTC`.
    package static func sentence(_ unix: Int64) -> String {
        let (date, clock, _) = parts(unix)
        return "\(date) \(clock) UTC"
    }

    /// A time since the session began as a clock: `0:42`, `1:02:03`, `3d 02:14:05`.
    package static func clock(_ elapsed: Int64) -> String {
        let seconds = max(0, elapsed) / 1_000_000_000
        let (minutes, rest) = (seconds / 60, padded(seconds % 60, 2))
        if minutes < 60 { return "\(minutes):\(rest)" }
        let (hours, tail) = (minutes / 60, "\(padded(minutes % 60, 2)):\(rest)")
        return hours < 24 ? "\(hours):\(tail)" : "\(hours / 24)d \(padded(hours % 24, 2)):\(tail)"
    }

    /// Days from 1970-01-01 to a day of the Gregorian calendar; nil for one that is none.
    static func days(year: Int64, month: Int64, day: Int64) -> Int64? {
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        guard (1...12).contains(month), day >= 1, day <= lengths[Int(month) - 1] else { return nil }
        // Years that begin in March have their leap day at the end: https://howardhinnant.github.io/date_algorithms.html
        let shifted = month > 2 ? year : year - 1
        let (era, ofEra) = (shifted / 400, shifted % 400)
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + dayOfYear - 719_468
    }

    private static func parts(_ unix: Int64) -> (date: String, clock: String, milliseconds: Int64) {
        let milliseconds = max(0, unix) / 1_000_000
        let (days, rest) = (milliseconds / 86_400_000, milliseconds % 86_400_000)
        let shifted = days + 719_468
        let (era, ofEra) = (shifted / 146_097, shifted % 146_097)
        let yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
        let dayOfYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let place = (5 * dayOfYear + 2) / 153
        let (day, month) = (dayOfYear - (153 * place + 2) / 5 + 1, place < 10 ? place + 3 : place - 9)
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        let seconds = rest / 1000
        return (
            "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))",
            "\(padded(seconds / 3600, 2)):\(padded(seconds / 60 % 60, 2)):\(padded(seconds % 60, 2))",
            rest % 1000
        )
    }

    private static func padded(_ number: Int64, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
