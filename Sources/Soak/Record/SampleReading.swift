internal import GRDB
internal import Telemetry
internal import Threading

/// Parts of snapshots that have been read already, for the snapshots that share them.
final class SampleParts: Sendable {
    private let known = Locked<[String: [Int64: Snapshot]]>([:])
    /// More are forgotten all at once.
    private static let mostKept = 1000

    /// Puts the part with this number into a snapshot.
    func fill(
        _ snapshot: inout Snapshot, _ table: String, _ columns: [SampleColumn], _ id: Int64,
        _ database: Database
    ) throws {
        let part = try known.withLock { $0[table]?[id] } ?? fetch(table, columns, id, database)
        for column in columns { _ = column.write(column.read(part), &snapshot) }
    }

    private func fetch(
        _ table: String, _ columns: [SampleColumn], _ id: Int64, _ database: Database
    ) throws -> Snapshot {
        let names = columns.map(\.name).joined(separator: ", ")
        let row = try Row.fetchOne(
            database, sql: "SELECT \(names) FROM \(table) WHERE id = ?", arguments: [id])
        guard let row else { throw RecordError.damaged("", reason: "a row of \(table) is missing") }
        var part = Snapshot()
        for (index, column) in columns.enumerated() where !column.write(row[index], &part) {
            throw RecordError.damaged("", reason: "\(column.name) in \(table) is not what it should be")
        }
        known.withLock { [part] known in
            if known[table]?.count ?? 0 >= Self.mostKept { known[table] = nil }
            known[table, default: [:]][id] = part
        }
        return part
    }
}

/// Reads rows within one look at a record.
struct SampleReading {
    let parts: SampleParts
    let database: Database
    private var last = (settings: Int64.min, constants: Int64.min, cleanups: Int64.min)
    private var shared = Snapshot()

    init(parts: SampleParts, database: Database) { (self.parts, self.database) = (parts, database) }

    mutating func snapshots(after id: Int64, most: Int) throws -> [(id: Int64, value: Snapshot)] {
        var result: [(id: Int64, value: Snapshot)] = []
        let columns = try SampleColumn.present(SampleColumn.samples, in: "samples", database)
        let names = ["id", "settings_id", "constants_id", "cleanup_id"] + columns.map(\.name)
        let statement = try database.cachedStatement(
            sql: "SELECT \(names.joined(separator: ", ")) FROM samples WHERE id > ? ORDER BY id LIMIT ?")
        let rows = try Row.fetchCursor(statement, arguments: [id, most])
        while let row = try rows.next() {
            try share(
                try RecordReader.number(row[1]), try RecordReader.number(row[2]),
                try RecordReader.number(row[3]))
            var snapshot = shared
            for (index, column) in columns.enumerated()
            where !column.write(row[index + 4], &snapshot) {
                throw RecordError.damaged("", reason: "\(column.name) in samples is not what it should be")
            }
            result.append((try RecordReader.number(row[0]), snapshot))
        }
        return result
    }

    /// What the next snapshot shares with others.
    private mutating func share(_ settings: Int64, _ constants: Int64, _ cleanups: Int64) throws {
        guard last != (settings, constants, cleanups) else { return }
        last = (settings, constants, cleanups)
        try parts.fill(&shared, "settings", SampleColumn.settings, settings, database)
        try parts.fill(&shared, "constants", SampleColumn.constants, constants, database)
        try parts.fill(&shared, "cleanups", SampleColumn.cleanups, cleanups, database)
    }

    /// Events of a kind that is not known here are left out.
    func events(after id: Int64, most: Int) throws -> [(id: Int64, value: Event?, elapsed: Int64)] {
        let statement = try database.cachedStatement(
            sql: "SELECT id, elapsed, unix, kind, content FROM events WHERE id > ? ORDER BY id LIMIT ?")
        return try Row.fetchAll(statement, arguments: [id, most]).map { row in
            let elapsed = try RecordReader.number(row[1])
            guard let unix = SampleColumn.number(row[2], atMost: 1 << 62),
                case .string(let kind) = (row[3] as DatabaseValue).storage,
                case .string(let content) = (row[4] as DatabaseValue).storage
            else { throw RecordError.damaged("", reason: "an event is not what it should be") }
            let event = EventText.decoded(kind: kind, content: content).map {
                Event(moment: Moment(elapsed: elapsed, unix: unix), kind: $0)
            }
            return (try RecordReader.number(row[0]), event, elapsed)
        }
    }
}

extension RecordReader.Batch {
    /// Of what was read, the part that is complete: where one kind was cut short, the other waits for it.
    init(
        _ measured: [(id: Int64, value: Snapshot)], _ happened: [(id: Int64, value: Event?, elapsed: Int64)],
        after place: RecordReader.Place, most: Int
    ) {
        var (measured, happened) = (measured[...], happened[...])
        isLast = measured.count < most && happened.count < most
        if measured.count == most, let end = measured.last?.value.moment.elapsed,
            happened.count < most || happened.last?.elapsed ?? .max > end
        {
            happened = happened.prefix { $0.elapsed <= end }
        } else if happened.count == most, let end = happened.last?.elapsed {
            measured = measured.prefix { $0.value.moment.elapsed <= end }
        }
        snapshots = measured.map(\.value)
        events = happened.compactMap(\.value)
        self.place = place
        if let last = measured.last { self.place.sample = last.id }
        if let last = happened.last { self.place.event = last.id }
    }
}
