internal import GRDB
internal import Telemetry

/// Writes snapshots and events as rows, and knows what the last ones were. A value: whoever rolls a transaction back
/// goes on with the one from before.
struct RowWriter {
    /// The part of a snapshot that has a row of its own, which many snapshots share.
    private struct Part {
        let table: String
        let columns: [SampleColumn]
        private(set) var id: Int64 = 0
        private var values: [DatabaseValue] = []

        init(_ table: String, _ columns: [SampleColumn]) { (self.table, self.columns) = (table, columns) }

        /// Writes it if it is not what it was.
        mutating func write(_ snapshot: Snapshot, _ database: Database) throws {
            let values = columns.map { $0.read(snapshot) }
            guard values != self.values else { return }
            let marks = Array(repeating: "?", count: columns.count + 1).joined(separator: ", ")
            let names = columns.map(\.name).joined(separator: ", ")
            let statement = try database.cachedStatement(
                sql: "INSERT INTO \(table)(elapsed, \(names)) VALUES (\(marks))")
            try statement.execute(
                arguments: StatementArguments([snapshot.moment.elapsed.databaseValue] + values))
            (id, self.values) = (database.lastInsertedRowID, values)
        }
    }

    private var settings = Part("settings", SampleColumn.settings)
    private var constants = Part("constants", SampleColumn.constants)
    private var cleanups = Part("cleanups", SampleColumn.cleanups)
    /// Number of the newest sample; 0 before the first.
    private(set) var lastSample: Int64 = 0
    /// Number of the newest event; 0 before the first.
    private(set) var lastEvent: Int64 = 0
    /// When the newest sample was taken.
    private var elapsed: Int64 = 0

    private static let sampleInsertion: String = {
        let names =
            ["id"] + SampleColumn.samples.map(\.name) + ["settings_id", "constants_id", "cleanup_id"]
        let marks = Array(repeating: "?", count: names.count).joined(separator: ", ")
        return "INSERT INTO samples(\(names.joined(separator: ", "))) VALUES (\(marks))"
    }()

    /// Writes everything that came.
    mutating func write(_ batch: RecordBatch, _ database: Database) throws {
        for loss in batch.losses {
            try database.execute(
                sql: "INSERT INTO losses(elapsed, samples, events, reason) VALUES (?, ?, ?, ?)",
                arguments: [elapsed, loss.samples, loss.events, loss.reason])
        }
        for snapshot in batch.snapshots { try write(snapshot, database) }
        let insertion = try database.cachedStatement(
            sql: "INSERT INTO events(id, elapsed, unix, kind, content) VALUES (?, ?, ?, ?, ?)")
        for event in batch.events { try write(event, insertion) }
    }

    private mutating func write(_ snapshot: Snapshot, _ database: Database) throws {
        try settings.write(snapshot, database)
        try constants.write(snapshot, database)
        try cleanups.write(snapshot, database)
        var values = [(lastSample + 1).databaseValue]
        values += SampleColumn.samples.map { $0.read(snapshot) }
        values += [settings.id, constants.id, cleanups.id].map(\.databaseValue)
        try database.cachedStatement(sql: Self.sampleInsertion).execute(arguments: StatementArguments(values))
        lastSample += 1
        elapsed = snapshot.moment.elapsed
    }

    private mutating func write(_ event: Event, _ insertion: Statement) throws {
        let (kind, content) = EventText.encoded(event.kind)
        try insertion.execute(
            arguments: [lastEvent + 1, event.moment.elapsed, event.moment.unix, kind, content])
        lastEvent += 1
    }

    /// Rows that nothing else bounds.
    private static let mostRows = 10_000

    /// Deletes what is old, and what nothing refers to any more.
    static func delete(throughSample sample: Int64, event: Int64, _ database: Database) throws {
        try database.execute(sql: "DELETE FROM samples WHERE id <= ?", arguments: [sample])
        try database.execute(sql: "DELETE FROM events WHERE id <= ?", arguments: [event])
        for (table, reference) in [
            ("settings", "settings_id"), ("constants", "constants_id"), ("cleanups", "cleanup_id"),
        ] {
            try database.execute(
                sql: "DELETE FROM \(table) WHERE id < (SELECT min(\(reference)) FROM samples)")
        }
        for table in ["verdicts", "losses"] {
            try database.execute(
                sql: "DELETE FROM \(table) WHERE id <= (SELECT max(id) FROM \(table)) - \(mostRows)")
        }
    }
}
