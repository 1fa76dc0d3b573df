internal import GRDB

/// Why a record cannot be written or read.
package enum RecordError: Error, Equatable {
    /// There is nothing with this name.
    case missing(String)
    /// It is a folder.
    case folder(String)
    /// The system does not let us, with its reason.
    case unreadable(String, reason: String)
    /// It is no record of a run.
    case foreign(String)
    /// A version of phantop wrote it that is newer than this one.
    case newer(String, format: Int64)
    /// It is a record, and parts of it make no sense.
    case damaged(String, reason: String)
    /// There is a record already, of a run that is over.
    case taken(String)
    /// A run that goes on writes it.
    case beingWritten(String, process: Int64)
    /// It cannot be written, with the system's reason.
    case unwritable(String, reason: String)
    /// Somebody has taken it away while it was written, or put something else there.
    case replaced(String)
    /// There is no room left where it is.
    case full

    /// What is wrong in a few words, for whoever knows already which record it is about.
    package var reason: String {
        switch self {
        case .replaced: "it was taken away while it was written"
        case .unreadable(_, let reason), .damaged(_, let reason), .unwritable(_, let reason): reason
        default: summary
        }
    }

    /// What happened, where and what to do, in one line.
    package var summary: String {
        switch self {
        case .missing(let path): "\(path): no such file"
        case .folder(let path): "\(path) is a folder; name the record in it"
        case .unreadable(let path, let reason): "\(path): cannot be read: \(reason)"
        case .foreign(let path): "\(path) is no record of a run"
        case .newer(let path, let format):
            "\(path) is of a newer phantop (format \(format), this one reads \(RecordSchema.version)); update phantop"
        case .damaged(let path, let reason): "\(path) is damaged: \(reason)"
        case .taken(let path): "\(path) exists already; choose another name for the record"
        case .beingWritten(let path, let process):
            "\(path) is being written by another run (process \(process)); choose another name for the record"
        case .unwritable(let path, let reason): "\(path): no record can be written: \(reason)"
        case .replaced(let path): "\(path) was taken away while it was written"
        case .full: "no space is left"
        }
    }
}

extension RecordError {
    /// What SQLite, or whoever reads what it has, says of a file.
    init(_ error: any Error, at path: String) {
        switch error {
        case let error as RecordError: self = error
        case let error as DatabaseError:
            switch error.resultCode {
            case .SQLITE_FULL: self = .full
            case .SQLITE_NOTADB: self = .foreign(path)
            case .SQLITE_CORRUPT: self = .damaged(path, reason: error.message ?? "SQLite cannot read it")
            default: self = .unwritable(path, reason: error.message ?? "SQLite error \(error.resultCode)")
            }
        default: self = .unwritable(path, reason: SystemReason.of(error))
        }
    }
}
