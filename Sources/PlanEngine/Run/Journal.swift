package import Telemetry

/// Where everything that happens is written: events and log lines, for whoever reads the ring.
package final class Journal: Sendable {
    private let clock: SessionClock
    private let events: Ring<Event>

    /// Longest text of one line, in characters; what is longer is cut and says so.
    static let textLimit = 8_000
    /// Longest name of a step, a class or a source, in characters.
    static let labelLimit = 200

    /// Creates a journal that writes into a ring.
    package init(clock: SessionClock, into events: Ring<Event>) {
        self.clock = clock
        self.events = events
    }

    /// Writes an event with the time of now. Any thread; waits for the ring's lock only.
    package func record(_ kind: Event.Kind) {
        events.append(Event(moment: clock.now, kind: kind))
    }

    /// When an instant of `Uptime` was, on `Moment.elapsed`.
    func elapsed(at uptime: Int64) -> Int64 { clock.elapsed(at: uptime) }

    /// Writes a log line. Any thread; waits for the ring's lock only.
    package func log(_ level: LogLine.Level, from source: String, _ text: String) {
        record(.logged(LogLine(level: level, source: Self.label(source), text: Self.clean(text))))
    }

    /// A name that is safe to show: in one line, and not without end.
    static func label(_ name: String) -> String {
        if name.utf8.count <= labelLimit, name.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return name }
        return clean(name, limit: labelLimit).replacing("\n", with: "·")
    }

    /// Text that is safe to show: no control characters but line ends, and not without end.
    static func clean(_ text: String, limit: Int = textLimit) -> String {
        var clean = String.UnicodeScalarView()
        var count = 0
        for scalar in text.unicodeScalars {
            if count == limit {
                // Every character has one byte that does not continue another.
                let total = text.utf8.count { $0 & 0xC0 != 0x80 }
                return String(clean) + "… (\(total - count) characters more)"
            }
            count += 1
            switch scalar.properties.generalCategory {
            case .control where scalar == "\n": clean.append(scalar)
            case .control where scalar == "\t": clean.append(" ")
            case .control, .format, .privateUse, .surrogate, .unassigned: clean.append("·")
            default: clean.append(scalar)
            }
        }
        while clean.last == "\n" { clean.removeLast() }
        return String(clean)
    }
}
