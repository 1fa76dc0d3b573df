package import Telemetry

/// Snapshots and events that came together, in the order of time.
///
/// Whoever takes over what a run tells does so in this order, so that all of them come to know the same.
package struct Rows: Sendable {
    /// One of them.
    package enum Row: Sendable {
        /// What was measured.
        case snapshot(Snapshot)
        /// What happened.
        case event(Event)

        /// Adds it to what is remembered.
        package func enter(_ past: inout Past) {
            switch self {
            case .snapshot(let snapshot): past.take(snapshot)
            case .event(let event): past.take(event)
            }
        }
    }

    private var snapshots: ArraySlice<Snapshot>
    private var events: ArraySlice<Event>

    /// Takes over what came, each in the order of time.
    package init(snapshots: [Snapshot] = [], events: [Event] = []) {
        (self.snapshots, self.events) = (snapshots[...], events[...])
    }

    /// Whether all have been taken.
    package var isEmpty: Bool { snapshots.isEmpty && events.isEmpty }

    /// Takes the oldest, if it is not after a moment; a snapshot comes before an event of its moment.
    package mutating func takeFirst(upTo moment: Int64 = .max) -> Row? {
        let measured = snapshots.first?.moment.elapsed ?? .max
        let happened = events.first?.moment.elapsed ?? .max
        guard !isEmpty, min(measured, happened) <= moment else { return nil }
        if !snapshots.isEmpty, measured <= happened { return snapshots.popFirst().map(Row.snapshot) }
        return events.popFirst().map(Row.event)
    }

    /// Takes the oldest snapshots that no event lies between; none if an event comes first.
    package mutating func takeSnapshots() -> [Snapshot] {
        let happened = events.first?.moment.elapsed ?? .max
        let taken = snapshots.prefix { $0.moment.elapsed <= happened }
        snapshots = snapshots.dropFirst(taken.count)
        return Array(taken)
    }

    /// Takes the oldest events that no snapshot lies between; none if a snapshot comes first.
    package mutating func takeEvents() -> [Event] {
        let measured = snapshots.first?.moment.elapsed ?? .max
        let taken = snapshots.isEmpty ? events : events.prefix { $0.moment.elapsed < measured }
        events = events.dropFirst(taken.count)
        return Array(taken)
    }
}
