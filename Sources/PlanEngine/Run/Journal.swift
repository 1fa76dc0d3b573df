package import Telemetry

/// Where everything that happens is written: events and log lines, for whoever reads the ring.
package final class Journal: Sendable {
    private let clock: SessionClock
    private let events: Ring<Event>

    /// Longest text of one line, in characters; what is longer is cut and says so.
    static let textLimit = 8_000

    /// Creates a journal that writes into a ring.
    package init(clock: SessionClock, into events: Ring<Event>) {
        self.clock = clock
        self.events = events
    }

    /// Writes an event with the time of now. Any thread; waits for the ring's lock only.
    package func record(_ kind: Event.Kind) {
        events.append(Event(moment: clock.now, kind: kind))
    }

    /// Writes a log line. Any thread; waits for the ring's lock only.
    package func log(_ level: LogLine.Level, from source: String, _ text: String) {
        record(.logged(LogLine(level: level, source: Self.clean(source), text: Self.clean(text))))
    }

    /// Text that is safe to show: no control characters but line ends, and not without end.
    static func clean(_ text: String) -> String {
        var clean = String.UnicodeScalarView()
        var count = 0
        for scalar in text.unicodeScalars {
            if count == textLimit {
                return String(clean) + "… (\(text.unicodeScalars.count - count) characters more)"
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
