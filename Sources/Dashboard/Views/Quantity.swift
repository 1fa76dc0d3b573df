internal import TerminalUI

/// Measured values as a person reads them: grouped, rounded, and with their unit.
enum Quantity {
    /// Bytes in the unit that leaves about three digits: `512 B`, `64.0 kB`, `41.3 MB`.
    static func bytes(_ bytes: Int) -> String {
        guard bytes.magnitude >= 1000 else { return "\(bytes) B" }
        var value = Double(bytes)
        var unit = "B"
        for larger in ["kB", "MB", "GB", "TB"] where value.magnitude >= 999.5 {
            value /= 1000
            unit = larger
        }
        return Figures.fixed(value, decimals: value.magnitude < 99.95 ? 1 : 0) + " " + unit
    }

    /// Bytes of growth with their sign, in MB up to a gigabyte so that the field keeps its width.
    static func growth(_ bytes: Int) -> (value: String, unit: String) {
        let isLarge = bytes.magnitude >= 999_995_000
        let value = Figures.fixed(Double(bytes) / (isLarge ? 1e9 : 1e6), decimals: 2)
        return ((bytes >= 0 ? "+" : "") + value, isLarge ? "GB" : "MB")
    }

    /// Seconds without needless decimals: `0.2 s`, `5 s`, `3,600 s`.
    static func seconds(_ seconds: Double) -> String {
        if seconds == seconds.rounded(), seconds.magnitude < 1e9 {
            return Figures.grouped(Int(seconds)) + " s"
        }
        var text = Figures.fixed(seconds, decimals: 3)
        while text.last == "0" { text.removeLast() }
        return text + " s"
    }

    /// Nanoseconds as milliseconds: `1.8 ms`.
    static func milliseconds(_ nanoseconds: Int64) -> String {
        Figures.fixed(Double(nanoseconds) / 1e6, decimals: 1) + " ms"
    }

    /// Nanoseconds in about three digits, in at most eight characters up to 16 minutes: `0.01 ms`, `123.4 ms`, `2.50 s`.
    static func duration(_ nanoseconds: Int64) -> String {
        let milliseconds = Double(nanoseconds) / 1e6
        if milliseconds < 99.995 { return Figures.fixed(milliseconds, decimals: 2) + " ms" }
        if milliseconds < 999.95 { return Figures.fixed(milliseconds, decimals: 1) + " ms" }
        return Figures.fixed(milliseconds / 1000, decimals: 2) + " s"
    }

    /// Nanoseconds of work in seconds, in at most nine characters up to 11 days: `0.040 s`, `5400.0 s`.
    static func work(_ nanoseconds: Int64) -> String {
        let seconds = Double(nanoseconds) / 1e9
        return Figures.fixed(seconds, decimals: seconds < 999.9995 ? 3 : 1) + " s"
    }

    /// Nanoseconds as an age, coarser the older it is: `3 s`, `4 min`, `2 h`, `3 d`.
    static func age(_ nanoseconds: Int64) -> String {
        let seconds = max(0, nanoseconds / 1_000_000_000)
        if seconds < 100 { return "\(seconds) s" }
        if seconds < 100 * 60 { return "\(seconds / 60) min" }
        if seconds < 48 * 3600 { return "\(seconds / 3600) h" }
        return "\(seconds / 86_400) d"
    }

    /// Nanoseconds since the session began as a clock: `0:42`, `12:05`, `1:02:03`.
    static func clock(_ nanoseconds: Int64) -> String {
        let seconds = Int(max(0, nanoseconds / 1_000_000_000))
        let (minutes, rest) = (seconds / 60, twoDigits(seconds % 60))
        return minutes < 60 ? "\(minutes):\(rest)" : "\(minutes / 60):\(twoDigits(minutes % 60)):\(rest)"
    }

    /// Text moved to the right end of a field, so that what follows keeps its place.
    static func right(_ text: String, in width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }

    /// Text at the left end of a field.
    static func left(_ text: String, in width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }

    private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
