internal import CLinux
internal import Foundation
internal import Soak

/// Where a run that nobody watches any more writes its last words: the table, or why there is none.
struct Farewell {
    /// The file; nothing is kept of what is written where it could not be made.
    let handle: FileHandle
    /// Where it is; nil where it could not be made.
    let path: String?

    /// Begins the file of a session, in place of one of the same name before it.
    init(_ session: String) {
        let folder = Self.folder
        let path = Self.path(of: session)
        Self.prune()
        // Whether it worked shows in the next step.
        try? FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        _ = FileManager.default.createFile(
            atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
        if let file = FileHandle(forWritingAtPath: path) {
            (handle, self.path) = (file.aside, path)
            // As long as the run lasts nobody takes it away; it does not matter if the lock is not to be had.
            _ = clinux_try_lock(handle.fileDescriptor)
        } else {
            (handle, self.path) = (FileHandle.nullDevice, nil)
        }
    }

    /// Files of last words that remain, and seconds after which one goes: as with the records beside them.
    private static let (most, longest) = (RecordFolder.mostRecords, RecordFolder.longest)
    private static let ending = ".out"

    /// Removes those that are old and many, but none of a session that goes on.
    private static func prune() {
        let files = FileManager.default
        // A folder that cannot be read has nothing to remove.
        let names = (try? files.contentsOfDirectory(atPath: folder)) ?? []
        let found = names.filter { $0.hasSuffix(ending) }.compactMap { name -> (path: String, age: Double)? in
            let path = "\(folder)/\(name)"
            let changed = (try? files.attributesOfItem(atPath: path))?[.modificationDate] as? Date
            return changed.map { (path, Date().timeIntervalSince($0)) }
        }
        for (index, file) in found.sorted(by: { $0.age < $1.age }).enumerated()
        where index + 1 >= most || file.age > longest {
            guard let handle = FileHandle(forReadingAtPath: file.path) else { continue }
            // Closing it gives the lock back, which is no more than a question here.
            defer { try? handle.close() }
            guard clinux_try_lock(handle.fileDescriptor) != 0 else { continue }
            // Somebody else may have been quicker.
            try? files.removeItem(atPath: file.path)
        }
    }

    /// Where the last words of a session are.
    static func path(of session: String) -> String { "\(folder)/\(session)\(ending)" }

    /// Where to look for one that is over; nothing if nothing is there.
    static func hint(for session: String?) -> String {
        guard let path = session.map(path), FileManager.default.fileExists(atPath: path) else { return "" }
        return "; what the last one of that name left is in \(path)"
    }

    /// What is said where a run has no place for them.
    static let warning =
        "there is no place for its result (\(folder) cannot be written to): only phantop stop shows it"

    /// That of the records; for whoever has no home, nowhere.
    private static var folder: String { RecordOptions.folder ?? "/dev/null" }
}

extension FileHandle {
    /// The same file under a number that scripts leave alone when they close whatever they find open.
    var aside: FileHandle {
        let own = clinux_duplicate(fileDescriptor)
        return own >= 0 ? FileHandle(fileDescriptor: own, closeOnDealloc: true) : self
    }
}
