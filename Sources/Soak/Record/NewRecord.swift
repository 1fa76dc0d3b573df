internal import CSQLite
internal import GRDB

/// A record that has just been made and nothing is in yet but its facts.
package struct NewRecord: Sendable {
    /// Where it is.
    package let path: String
    let facts: RecordFacts
    let limits: RecordLimits
    let database: DatabaseQueue

    /// Makes a record.
    /// - Parameters:
    ///   - path: a name that nothing has yet.
    ///   - facts: what is known from the beginning.
    /// - Throws: when it is there already or cannot be written.
    package init(_ path: String, facts: RecordFacts, limits: RecordLimits = RecordLimits())
        throws(RecordError)
    {
        (self.path, self.facts, self.limits) = (path, facts, limits)
        try RecordPlace.claim(path)
        csqlite_set_files_aside()
        do {
            database = try DatabaseQueue(path: path, configuration: Self.configuration)
            try database.writeWithoutTransaction { database in
                try database.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL")
                try database.execute(sql: "PRAGMA journal_size_limit = \(4 << 20)")
            }
            try database.write { database in
                for statement in RecordSchema.statements { try database.execute(sql: statement) }
                try Self.insert(facts.all, database)
            }
        } catch {
            RecordPlace.remove(path)
            throw RecordError(error, at: path)
        }
    }

    private static var configuration: GRDB.Configuration {
        var configuration = GRDB.Configuration()
        // Whoever reads keeps the file for a moment only.
        configuration.busyMode = .timeout(2)
        configuration.label = "recorder"
        return configuration
    }

    /// Writes facts down.
    static func insert(_ facts: [String: String], _ database: Database) throws {
        for (name, value) in facts {
            try database.execute(
                sql: "INSERT OR REPLACE INTO facts(name, value) VALUES (?, ?)", arguments: [name, value])
        }
    }
}
