internal import GRDB
package import History
internal import Telemetry

extension RecordReader {
    /// Kinds of events that somebody may want to go to; plan runs are too many.
    private static let marks = [
        "swept", "settingsChanged", "asked", "noted", "stepFailed", "finished", "failed", "recordPaused",
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

    /// What time it was on the wall at any moment of the run. Reads two numbers of every sample that is kept.
    package func wall() throws(RecordError) -> WallClock {
        var (wall, place) = (WallClock(), Place())
        if let last = try checkpoints().last { (wall, place) = (try past(at: last).wall, last.place) }
        let sql = "SELECT elapsed, unix FROM samples WHERE id > ? ORDER BY id"
        wall = try read { [wall] database in
            var wall = wall
            let rows = try Row.fetchCursor(database, sql: sql, arguments: [place.sample])
            while let row = try rows.next() {
                guard let unix = SampleColumn.number(row[1], atMost: 1 << 62) else {
                    throw RecordError.damaged("", reason: "unix in samples is not what it should be")
                }
                wall.learn(Moment(elapsed: try Self.number(row[0]), unix: unix))
            }
            return wall
        }
        if wall.spans(until: 0).isEmpty, let began = facts[.began].flatMap({ Int64($0) }) {
            wall.learn(Moment(elapsed: 0, unix: began))
        }
        return wall
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
