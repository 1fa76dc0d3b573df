internal import Telemetry

/// Takes over what an engine tells, and keeps it until it is written, in bounded memory.
struct Intake {
    private let snapshots: Ring<Snapshot>
    private let events: Ring<Event>
    private var snapshotCursor = 0
    private var eventCursor = 0
    /// What has not been written yet.
    private(set) var batch = RecordBatch()

    /// How many snapshots are kept; ten minutes of them.
    static let mostSnapshots = 6_000
    /// How many events are kept.
    static let mostEvents = 50_000

    init(snapshots: Ring<Snapshot>, events: Ring<Event>) {
        (self.snapshots, self.events) = (snapshots, events)
    }

    /// Whether as much is kept as may be.
    var isFull: Bool {
        batch.snapshots.count >= Self.mostSnapshots || batch.events.count >= Self.mostEvents
    }

    /// The newest moment of which something came, in nanoseconds since the session began; nil before anything did.
    private(set) var elapsed: Int64?

    /// What was kept and had to be given up so far, snapshots and events.
    private(set) var dropped = 0

    /// Takes over what came since the last time.
    mutating func read() {
        let measured = snapshots.read(from: snapshotCursor)
        let happened = events.read(from: eventCursor)
        (snapshotCursor, eventCursor) = (measured.cursor, happened.cursor)
        if measured.missed + happened.missed > 0 {
            lose(measured.missed, happened.missed, "overwritten before they could be read")
        }
        elapsed = measured.elements.last?.moment.elapsed ?? elapsed
        // Of the time before Python was up there is nothing to be said.
        batch.snapshots += measured.elements.drop { $0.progress.phase == .starting && $0.heapBytes == 0 }
        batch.events += happened.elements
        trim()
    }

    /// Forgets what has been written.
    mutating func clear() {
        batch = RecordBatch()
        dropped = 0
    }

    /// Gives up a good part of the oldest at once, so that not every call moves all.
    private mutating func trim() {
        let snapshots = Self.excess(batch.snapshots.count, Self.mostSnapshots)
        let events = Self.excess(batch.events.count, Self.mostEvents)
        guard snapshots + events > 0 else { return }
        batch.snapshots.removeFirst(snapshots)
        batch.events.removeFirst(events)
        lose(snapshots, events, "the record could not be written")
    }

    private static func excess(_ count: Int, _ most: Int) -> Int {
        count > most + most / 4 ? count - most : 0
    }

    private mutating func lose(_ snapshots: Int, _ events: Int, _ reason: String) {
        dropped += snapshots + events
        if let last = batch.losses.indices.last, batch.losses[last].reason == reason {
            batch.losses[last].samples += snapshots
            batch.losses[last].events += events
        } else {
            batch.losses.append(RecordBatch.Loss(samples: snapshots, events: events, reason: reason))
        }
    }
}
