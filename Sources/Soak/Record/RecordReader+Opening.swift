internal import CSQLite
internal import Foundation
internal import GRDB

extension RecordReader {
    /// Says what can be said of a name before SQLite sees it.
    static func check(_ path: String) throws(RecordError) {
        let files = FileManager.default
        guard files.fileExists(atPath: path) else { throw .missing(path) }
        // Only in a folder is there a place called ".".
        if files.fileExists(atPath: path + "/.") { throw .folder(path) }
        // Who opens a pipe waits for somebody to write to it.
        guard isRegular(path) else { throw .foreign(path) }
        do {
            guard try beginsAsDatabase(path) else { throw RecordError.foreign(path) }
        } catch let error as RecordError {
            throw error
        } catch {
            throw .unreadable(path, reason: SystemReason.of(error))
        }
    }

    /// Whether a name is that of a file that may be a record. Reads its first bytes only.
    package static func isDatabase(_ path: String) -> Bool {
        // What cannot be read is no record; a folder, for one.
        isRegular(path) && (try? beginsAsDatabase(path)) ?? false
    }

    private static func size(_ path: String) -> Int {
        // What is not there has no size.
        ((try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? NSNumber)?.intValue ?? 0
    }

    /// Whether a name is that of a file that can be read without waiting for anybody.
    static func isRegular(_ path: String) -> Bool {
        let target = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        // What is not there is no file.
        return (try? FileManager.default.attributesOfItem(atPath: target))?[.type] as? FileAttributeType
            == .typeRegular
    }

    /// Whether a file begins as SQLite's do, see https://www.sqlite.org/fileformat.html
    private static func beginsAsDatabase(_ path: String) throws -> Bool {
        let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
        defer { try? file.close() }  // It was only read.
        return try file.read(upToCount: 16) == Data("SQLite format 3\u{0}".utf8)
    }

    /// Opens a database for reading; one that was not closed needs a place for its index beside it, and where that is not
    /// to be had, what stands in the file itself is read.
    static func open(_ path: String) throws -> DatabaseQueue {
        var configuration = GRDB.Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(2)
        configuration.label = "record"
        csqlite_set_files_aside()
        do {
            let database = try DatabaseQueue(path: path, configuration: configuration)
            _ = try database.read { try Int64.fetchOne($0, sql: "SELECT count(*) FROM sqlite_schema") }
            return database
        } catch let error as DatabaseError
            where [.SQLITE_CANTOPEN, .SQLITE_READONLY].contains(error.resultCode)
        {
            // What stands in the file alone would be old, or nothing.
            guard size(path + "-wal") == 0 else {
                let reason =
                    "its newest part is in \(path)-wal, which can be read only where the folder can be written to;"
                    + " copy both elsewhere"
                throw RecordError.unreadable(path, reason: reason)
            }
            return try DatabaseQueue(
                path: URL(fileURLWithPath: path).absoluteString + "?immutable=1", configuration: configuration
            )
        }
    }

    /// Whether a database is a record that can be read here.
    static func check(_ database: Database, _ path: String) throws {
        guard try Int64.fetchOne(database, sql: "PRAGMA application_id") == RecordSchema.application else {
            throw RecordError.foreign(path)
        }
        let version = try Int64.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        guard version <= RecordSchema.version else { throw RecordError.newer(path, format: version) }
        guard version > 0 else { throw RecordError.foreign(path) }
    }

    /// What is wrong with a record that is read.
    static func reading(_ error: any Error, _ path: String) -> RecordError {
        switch RecordError(error, at: path) {
        case .unwritable(_, let reason): .unreadable(path, reason: reason)
        case .full: .unreadable(path, reason: "no space is left beside it")
        case .damaged(_, let reason): .damaged(path, reason: reason)
        case let error: error
        }
    }
}
