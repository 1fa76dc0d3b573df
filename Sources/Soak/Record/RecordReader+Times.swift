internal import GRDB
internal import Telemetry

extension RecordReader {
    /// Kinds of events that somebody may want to go to; plan runs are too many.
    private static let marks = [
        "swept", "settingsChanged", "noted", "stepFailed", "finished", "failed", "recordPaused",
    ]

    /// When the newest row was written, in nanoseconds since the session began; 0 while there is none.
    package func end() throws(RecordError) -> Int64 {
        try read { database in
            let sample = try Row.fetchOne(
                database, sql: "SELECT elapsed FROM samples ORDER BY id DESC LIMIT 1")
            let event = try Row.fetchOne(
                database, sql: "SELECT elapsed FROM events ORDER BY id DESC LIMIT 1")
            return try [sample, event].compactMap { $0 }.map { try Self.number($0[0]) }.max() ?? 0
        }
    }

    /// What comes before a moment.
    func lastPlace(before elapsed: Int64) throws(RecordError) -> Place {
        guard elapsed > 0 else { return Place() }
        return try read { database in
            var place = Place()
            for (table, field) in [("samples", \Place.sample), ("events", \Place.event)] {
                let row = try Row.fetchOne(
                    database, sql: "SELECT max(id) FROM \(table) WHERE elapsed < ?", arguments: [elapsed])
                if let value = row?[0] as DatabaseValue?, !value.isNull {
                    place[keyPath: field] = try Self.number(value)
                }
            }
            return place
        }
    }

    /// When the next event after a moment happened that somebody may want to go to; nil if there is none.
    package func event(after elapsed: Int64) throws(RecordError) -> Int64? {
        try event("min(elapsed)", "elapsed > ?", elapsed)
    }

    /// When the last one before a moment happened.
    package func event(before elapsed: Int64) throws(RecordError) -> Int64? {
        try event("max(elapsed)", "elapsed < ?", elapsed)
    }

    private func event(
        _ selection: String, _ condition: String, _ elapsed: Int64
    ) throws(RecordError) -> Int64? {
        let marks = Self.marks.map { "'\($0)'" }.joined(separator: ", ")
        return try read { database in
            let row = try Row.fetchOne(
                database, sql: "SELECT \(selection) FROM events WHERE kind IN (\(marks)) AND \(condition)",
                arguments: [elapsed])
            guard let value = row?[0] as DatabaseValue?, !value.isNull else { return nil }
            return try Self.number(value)
        }
    }

    /// Whether the run still writes it, by now.
    package func isBeingWritten() throws(RecordError) -> Bool {
        guard facts.isBeingWritten else { return false }
        let ended: Bool = try read {
            try Bool.fetchOne($0, sql: "SELECT count(*) FROM facts WHERE name = 'ended'") ?? false
        }
        return !ended
    }
}
