internal import History
internal import Telemetry

/// Snapshots and events that have been read together, in the order of time.
struct RowQueue {
    /// One of them.
    enum Row {
        case snapshot(Snapshot)
        case event(Event)

        /// Adds it to what is remembered.
        func enter(_ past: inout Past) {
            switch self {
            case .snapshot(let snapshot): past.take(snapshot)
            case .event(let event): past.take(event)
            }
        }
    }

    private var snapshots: ArraySlice<Snapshot> = []
    private var events: ArraySlice<Event> = []
    /// What comes after all of them.
    private(set) var end = RecordReader.Place()

    /// Nothing.
    init() {}

    /// Whatever came; nothing is known of what comes after it.
    init(snapshots: [Snapshot], events: [Event]) {
        (self.snapshots, self.events) = (snapshots[...], events[...])
    }

    /// What was read in one go.
    init(_ batch: RecordReader.Batch) {
        (snapshots, events, end) = (batch.snapshots[...], batch.events[...], batch.place)
    }

    /// Whether all have been taken.
    var isEmpty: Bool { snapshots.isEmpty && events.isEmpty }

    /// Takes the oldest, if it is not after a moment; a snapshot comes before an event of its moment.
    mutating func takeFirst(upTo moment: Int64) -> Row? {
        let measured = snapshots.first?.moment.elapsed ?? .max
        let happened = events.first?.moment.elapsed ?? .max
        guard min(measured, happened) <= moment else { return nil }
        if measured <= happened, let first = snapshots.popFirst() { return .snapshot(first) }
        return events.popFirst().map(Row.event)
    }
}
