internal import Foundation

/// Where records are, and who has which.
enum RecordPlace {
    /// Makes a file for a new record, which nobody else can make at the same time.
    static func claim(_ path: String) throws(RecordError) {
        do {
            try Data().write(to: URL(fileURLWithPath: path), options: .withoutOverwriting)
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        } catch let error as CocoaError where error.code == .fileWriteFileExists {
            throw whatIsThere(path)
        } catch {
            throw .unwritable(path, reason: SystemReason.of(error))
        }
    }

    /// Why a name cannot be had.
    private static func whatIsThere(_ path: String) -> RecordError {
        do throws(RecordError) {
            let facts = try RecordReader(path).facts
            guard facts.isBeingWritten, let process = facts[.process].flatMap(Int64.init) else {
                return .taken(path)
            }
            return .beingWritten(path, process: process)
        } catch {
            if case .folder = error { return error }
            return .taken(path)
        }
    }

    /// Removes a record, if it is there.
    static func remove(_ path: String) {
        for name in files(of: path) {
            // What is not there need not go.
            try? FileManager.default.removeItem(atPath: name)
        }
    }

    /// The record itself, and what SQLite has beside it while it is open.
    static func files(of path: String) -> [String] { [path, path + "-wal", path + "-shm"] }

    /// What tells a process from every other one, of this start of the machine and of others; nil if there is none.
    ///
    /// Source: `/proc/PID/stat`, field 22, see proc(5).
    static func incarnation(ofProcess process: Int64) -> String? {
        // The name of the program may contain anything, but no field after it a parenthesis.
        guard let stat = text("/proc/\(process)/stat"), let end = stat.lastIndex(of: ")"),
            let boot = text("/proc/sys/kernel/random/boot_id")
        else { return nil }
        let fields = stat[end...].split(separator: " ")
        guard fields.count > 20 else { return nil }
        return "\(boot.filter { !$0.isWhitespace }) \(fields[20])"
    }

    private static func text(_ path: String) -> String? {
        // What cannot be read is not there any more.
        try? String(contentsOfFile: path, encoding: .utf8)
    }
}
