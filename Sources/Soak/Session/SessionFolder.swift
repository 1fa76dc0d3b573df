internal import CLinux
internal import Foundation
internal import Threading

/// Where the sockets of this user's sessions are: a folder that nobody else may look into.
package struct SessionFolder: Sendable {
    /// What follows the name of a session.
    private static let ending = ".sock"
    /// Bytes of a path that a socket may have, see unix(7).
    private static let longestPath = 107

    /// The folder.
    package let path: String

    /// Takes the folder, and creates it if it is not there.
    /// - Parameters:
    ///   - environment: `XDG_RUNTIME_DIR` is preferred, then `TMPDIR`.
    /// - Throws: when it belongs to somebody else, or others may read it.
    package init(environment: [String: String]) throws(SessionError) {
        path = Self.path(environment)
        try create()
        try check()
    }

    /// Where that folder is.
    private static func path(_ environment: [String: String]) -> String {
        if let runtime = environment["XDG_RUNTIME_DIR"], runtime.hasPrefix("/") {
            return runtime + "/phantop"
        }
        let temporary = environment["TMPDIR"].flatMap { $0.hasPrefix("/") ? $0 : nil }
        return (temporary ?? "/" + "tmp") + "/phantop-\(clinux_user())"
    }

    func create() throws(SessionError) {
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        } catch let error as CocoaError where error.code == .fileWriteFileExists {
            // As it should be after the first time; whether it is the right one is checked next.
        } catch {
            throw .folder(
                path: path,
                reason: "it cannot be created: \(SystemReason.of(error)); XDG_RUNTIME_DIR names another place"
            )
        }
    }

    /// Whether it is a folder of this user's alone, no link: true is sure, false only says that it has to be looked at.
    ///
    /// Without the attributes of the entry, which come with the name of its owner: to find that takes a good part of the
    /// time that a first frame has.
    private var isPrivate: Bool {
        let isLink = (try? FileManager.default.destinationOfSymbolicLink(atPath: path)) != nil
        // Only in a folder is there a place called ".": to open a pipe would be to wait for whoever writes to it.
        guard !isLink, FileManager.default.fileExists(atPath: path + "/."),
            let handle = FileHandle(forReadingAtPath: path)
        else { return false }
        defer { try? handle.close() }  // Nothing was written.
        return clinux_is_private_folder(handle.fileDescriptor) != 0
    }

    func check() throws(SessionError) {
        if isPrivate { return }
        // Of the entry itself, not of what a link points to. Whatever the reason, nothing can be checked.
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: path) else {
            throw .folder(path: path, reason: "it cannot be read")
        }
        guard attributes[.type] as? FileAttributeType == .typeDirectory else {
            throw .folder(path: path, reason: "it is no folder")
        }
        guard attributes[.ownerAccountID] as? Int == Int(clinux_user()) else {
            throw .folder(path: path, reason: "it belongs to somebody else")
        }
        guard let mode = attributes[.posixPermissions] as? Int, mode & 0o077 == 0 else {
            throw .folder(path: path, reason: "others may look into it; chmod 700 mends that")
        }
    }

    /// The socket of a session.
    /// - Throws: when the name is none, or the path too long for a socket.
    package func socket(of name: String) throws(SessionError) -> String {
        guard Self.isName(name) else { throw .name(name) }
        let socket = "\(path)/\(name)\(Self.ending)"
        guard socket.utf8.count <= Self.longestPath else {
            throw .folder(
                path: path, reason: "the path of a socket would be longer than \(Self.longestPath) bytes")
        }
        return socket
    }

    /// Names of the sockets that are there, whether or not anybody answers.
    package var names: [String] {
        // A folder that cannot be read has none to show.
        let entries = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return entries.filter { $0.hasSuffix(Self.ending) }.map { String($0.dropLast(Self.ending.count)) }
            .filter(Self.isName).sorted()
    }

    /// Whether a session may be called that.
    package static func isName(_ name: String) -> Bool {
        // By hand: the first screen would wait for what the first regular expression of a process sets up.
        let bytes = name.utf8
        guard let first = bytes.first, bytes.count <= 40, isPlain(first) else { return false }
        return bytes.allSatisfy { isPlain($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") }
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"): true
        default: false
        }
    }

    /// A name made of what runs: `scenario:churn` is `churn`, `bench/my test.py` is `my-test`.
    package static func name(for workload: String) -> String {
        let last = workload.split(whereSeparator: { $0 == "/" || $0 == ":" }).last ?? "run"
        let stem = last.split(separator: ".").first ?? last
        let clean = String(stem.map { isName(String($0)) ? $0 : "-" }.prefix(30))
        return isName(clean) ? clean : "run"
    }

    /// How often a lock is tried that somebody else has, and how many nanoseconds apart: nobody needs it for longer than an
    /// instant.
    private static let attempts = (count: 500, pause: 10_000_000 as Int64)

    /// Does something while no other process does it in this folder. Blocks until then, for 5 s at most.
    /// - Throws: when the folder cannot be locked, and what the body throws.
    /// - Parameter attempts: how often the lock is tried.
    func locked<Result>(
        attempts: Int = attempts.count, _ body: () throws(SessionError) -> Result
    ) throws(SessionError) -> Result {
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw .folder(path: path, reason: "it cannot be opened; too many files may be open")
        }
        // Closing the file gives the lock back.
        defer { try? handle.close() }
        for attempt in 0..<attempts {
            if attempt > 0 { StopSignal.sleep(nanoseconds: Self.attempts.pause) }
            if clinux_try_lock(handle.fileDescriptor) != 0 { return try body() }
        }
        throw .folder(path: path, reason: "another process has it locked; lslocks shows which")
    }
}
