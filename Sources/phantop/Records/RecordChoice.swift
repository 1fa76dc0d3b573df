internal import Foundation
internal import Soak

/// Which record is meant: a path, the name of one that nobody named, or nothing for the newest of those.
enum RecordChoice {
    /// Where it is; what is nowhere is for its reader to complain about.
    /// - Throws: one line where none was named and there is none.
    static func path(_ typed: String?) throws(Failure) -> String {
        if let typed { return path(of: typed) }
        guard let folder = RecordOptions.folder else {
            throw Failure(reason: "name a record; nobody has a home here")
        }
        guard let newest = StoredRecord.newestFirst(in: folder).first else {
            throw Failure(
                reason: "no record is in \(folder): a run of more than a minute leaves one, --record FILE any"
            )
        }
        return newest.path
    }

    /// A file, or else one of that name in the folder of the records that nobody named.
    static func path(of name: String) -> String {
        let files = FileManager.default
        guard !name.contains("/"), !files.fileExists(atPath: name), let folder = RecordOptions.folder else {
            return name
        }
        let candidates = ["\(folder)/\(name)", "\(folder)/\(name)\(RecordFolder.suffix)"]
        return candidates.first { files.fileExists(atPath: $0) } ?? name
    }
}
