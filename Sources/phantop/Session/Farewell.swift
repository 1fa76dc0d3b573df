internal import Foundation

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
        // Whether it worked shows in the next step.
        try? FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        _ = FileManager.default.createFile(
            atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
        if let file = FileHandle(forWritingAtPath: path) {
            (handle, self.path) = (file, path)
        } else {
            (handle, self.path) = (FileHandle.nullDevice, nil)
        }
    }

    /// Where the last words of a session are.
    static func path(of session: String) -> String { "\(folder)/\(session).out" }

    /// Where to look for one that is over; nothing if nothing is there.
    static func hint(for session: String?) -> String {
        guard let path = session.map(path), FileManager.default.fileExists(atPath: path) else { return "" }
        return "; what the last one of that name left is in \(path)"
    }

    /// That of the records; for whoever has no home, nowhere.
    private static var folder: String { RecordOptions.folder ?? "/dev/null" }
}
