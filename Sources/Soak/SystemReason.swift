internal import FlyingSocks
internal import Foundation

/// Why the system has refused something, in words of ours: Foundation's are long and name its own classes.
package enum SystemReason {
    /// What is wrong, to stand behind a colon.
    package static func of(_ error: any Error) -> String {
        switch (error as? CocoaError)?.code {
        case .fileNoSuchFile, .fileReadNoSuchFile: return "no such folder"
        case .fileReadNoPermission, .fileWriteNoPermission: return "permission denied"
        case .fileWriteVolumeReadOnly: return "the file system is read-only"
        case .fileWriteOutOfSpace: return "no space is left"
        default: return code(of: error).map(words) ?? "the system refuses"
        }
    }

    private static func code(of error: any Error) -> POSIXErrorCode? {
        if let error = error as? POSIXError { return error.code }
        if case SocketError.failed(_, let code, _) = error { return POSIXErrorCode(rawValue: code) }
        let error = error as NSError
        if error.domain == NSPOSIXErrorDomain { return POSIXErrorCode(rawValue: Int32(clamping: error.code)) }
        return (error.userInfo[NSUnderlyingErrorKey] as? any Error).flatMap(code)
    }

    private static func words(_ code: POSIXErrorCode) -> String {
        switch code {
        case .EBADF: "the script has closed a file of the program"
        case .EPIPE: "nobody reads it"
        case .ENOSPC, .EDQUOT: "no space is left"
        case .EFBIG: "the file may not become larger"
        case .EACCES, .EPERM: "permission denied"
        case .EROFS: "the file system is read-only"
        case .ENOENT, .ENOTDIR: "no such folder"
        case .EISDIR: "it is a folder"
        case .EMFILE, .ENFILE: "too many files are open"
        case .EIO: "the device does not answer as it should"
        default: "the system refuses, with error \(code.rawValue)"
        }
    }
}
