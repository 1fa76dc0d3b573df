internal import CLinux
internal import Foundation

/// Where messages for the person go.
enum StandardError {
    /// One of our own: a script may close descriptor 2, and another file be given that number.
    private static let handle = FileHandle(fileDescriptor: clinux_duplicate(2), closeOnDealloc: false)

    /// From now on another file is meant.
    static func lead(to descriptor: Int32) { clinux_redirect(descriptor, handle.fileDescriptor) }

    /// Takes hold of it; before anything else runs.
    static func open() { _ = handle }

    static func write(_ text: String) {
        do {
            try handle.write(contentsOf: Data(text.utf8))
        } catch {
            // A script may have closed ours. If this fails too, there is nobody left to tell.
            try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
        }
    }
}
