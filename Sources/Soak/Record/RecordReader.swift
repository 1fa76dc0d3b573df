internal import Foundation
internal import GRDB
package import History
package import Telemetry

/// Reads a record, also while it is being written: every call sees what has been committed by then. Any thread.
package final class RecordReader: Sendable {
    /// What is true of the whole record, when it was opened.
    package let facts: RecordFacts
    private let path: String
    private let database: DatabaseQueue
    private let parts = SampleParts()

    /// How far somebody has read: everything up to here.
    package struct Place: Sendable, Equatable {
        /// Number of the last sample.
        package var sample: Int64 = 0
        /// Number of the last event.
        package var event: Int64 = 0

        /// Before everything.
        package init() {}
    }

    /// A moment of which is written down what was remembered of the run.
    package struct Checkpoint: Sendable {
        /// When, in nanoseconds since the session began.
        package let elapsed: Int64
        /// What comes after it.
        package let place: Place
        fileprivate let id: Int64
    }

    /// A verdict and since when it was true.
    package struct Verdict: Sendable, Equatable {
        /// In nanoseconds since the session began.
        package let elapsed: Int64
        /// OK, LEAK, BOUNDED, STEP or UNSURE.
        package let verdict: String
        /// What stands against an answer, in a word; for UNSURE.
        package let reason: String?
    }

    /// Snapshots and events that followed a place.
    package struct Batch: Sendable {
        /// Oldest first.
        package var snapshots: [Snapshot] = []
        /// Oldest first.
        package var events: [Event] = []
        /// What comes after them.
        package var place = Place()
        /// Whether there is nothing more for now.
        package var isLast = false

        /// Calls one of two closures for each, in the order of time; a snapshot comes before an event of its moment.
        package func forEach(snapshot: (Snapshot) -> Void, event: (Event) -> Void) {
            var rows = Rows(snapshots: snapshots, events: events)
            while let row = rows.takeFirst() {
                switch row {
                case .snapshot(let measured): snapshot(measured)
                case .event(let happened): event(happened)
                }
            }
        }
    }

    /// Opens a record.
    /// - Throws: a line that says why not, for everything that is not one.
    package init(_ path: String) throws(RecordError) {
        self.path = path
        try Self.check(path)
        do {
            database = try Self.open(path)
            facts = try database.read { database in
                try Self.check(database, path)
                let rows = try Row.fetchAll(database, sql: "SELECT name, value FROM facts")
                return RecordFacts(
                    Dictionary(
                        rows.compactMap { row in
                            guard case .string(let name) = (row[0] as DatabaseValue).storage,
                                case .string(let value) = (row[1] as DatabaseValue).storage
                            else { return nil }
                            return (name, value)
                        }, uniquingKeysWith: { first, _ in first }))
            }
        } catch {
            throw Self.reading(error, path)
        }
    }

    // MARK: - What there is

    /// The checkpoints, oldest first. The rows begin with the run, or after the first of them.
    package func checkpoints() throws(RecordError) -> [Checkpoint] {
        try read { database in
            try Row.fetchAll(
                database, sql: "SELECT id, elapsed, last_sample, last_event FROM checkpoints ORDER BY id"
            ).map { row in
                var place = Place()
                place.sample = try Self.number(row[2])
                place.event = try Self.number(row[3])
                return Checkpoint(elapsed: try Self.number(row[1]), place: place, id: try Self.number(row[0]))
            }
        }
    }

    /// Where the rows begin, and what is remembered of the run before that.
    package func beginning() throws(RecordError) -> (past: Past, place: Place) {
        guard let first = try checkpoints().first else { return (facts.untold, Place()) }
        let oldest: Int64? = try read {
            try Int64.fetchOne($0, sql: "SELECT min(id) FROM samples")
        }
        if let oldest, oldest <= first.place.sample { return (facts.untold, Place()) }
        return (try past(at: first), first.place)
    }

    /// What was remembered of the run at a checkpoint; takes some tenths of a second after months.
    package func past(at checkpoint: Checkpoint) throws(RecordError) -> Past {
        let text: String? = try read {
            try String.fetchOne(
                $0, sql: "SELECT past FROM checkpoints WHERE id = ?", arguments: [checkpoint.id])
        }
        guard let text, case .past(let past) = StreamLine(bytes: Array(text.utf8)[...]) else {
            throw .damaged(path, reason: "a checkpoint cannot be read")
        }
        return facts.judged(past)
    }

    /// What is remembered of the whole run by now. Reads everything after the last checkpoint.
    package func past() throws(RecordError) -> Past {
        var (past, place) = (facts.untold, Place())
        if let last = try checkpoints().last { (past, place) = (try self.past(at: last), last.place) }
        while true {
            let batch = try read(after: place)
            batch.forEach {
                past.take($0)
            } event: {
                past.take($0)
            }
            place = batch.place
            if batch.isLast { return past }
        }
    }

    /// The verdicts, each with the time of its first appearance.
    package func verdicts() throws(RecordError) -> [Verdict] {
        try read { database in
            try Row.fetchAll(database, sql: "SELECT elapsed, verdict, reason FROM verdicts ORDER BY id").map {
                row in
                guard case .string(let word) = (row[1] as DatabaseValue).storage else {
                    throw RecordError.damaged("", reason: "a verdict is no word")
                }
                let reason: String? =
                    if case .string(let text) = (row[2] as DatabaseValue).storage { text } else { nil }
                return Verdict(elapsed: try Self.number(row[0]), verdict: word, reason: reason)
            }
        }
    }

    /// What follows a place.
    /// - Parameter most: how many rows of a kind at most.
    package func read(after place: Place, most: Int = 4096) throws(RecordError) -> Batch {
        try read { database in
            var reading = SampleReading(parts: parts, database: database)
            let measured = try reading.snapshots(after: place.sample, most: most)
            let happened = try reading.events(after: place.event, most: most)
            return Batch(measured, happened, after: place, most: most)
        }
    }

    // MARK: - SQLite

    func read<T>(_ body: (Database) throws -> T) throws(RecordError) -> T {
        do {
            return try database.read(body)
        } catch {
            throw Self.reading(error, path)
        }
    }

    static func number(_ value: DatabaseValue) throws -> Int64 {
        guard let number = SampleColumn.number(value) else {
            throw RecordError.damaged("", reason: "a number is none")
        }
        return number
    }
}
