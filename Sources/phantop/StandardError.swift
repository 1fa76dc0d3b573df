internal import CLinux
internal import Foundation
internal import Soak
internal import TerminalUI

/// Where messages for the person go.
enum StandardError {
    /// One of our own: a script may close descriptor 2, and another file be given that number.
    private static let handle = FileHandle(fileDescriptor: clinux_duplicate(2), closeOnDealloc: false)

    /// From now on another file is meant.
    static func lead(to descriptor: Int32) { clinux_redirect(descriptor, handle.fileDescriptor) }

    /// Takes hold of it; before anything else runs.
    static func open() { _ = handle }

    /// Writes lines; whatever is in them, a terminal only prints it.
    static func write(_ text: String) { send(PlainText.lines(text)) }

    /// Writes one line that says what the program has to say for itself.
    static func complain(_ reason: String) { send("phantop: \(PlainText.line(reason))\n") }

    /// Replaces the last line of a terminal, if it has no end yet.
    static func rewrite(_ text: String) { send("\r\u{1B}[K\(PlainText.line(text))") }

    private static func send(_ text: String) {
        do {
            try handle.write(contentsOf: Data(text.utf8))
        } catch {
            // A script may have closed ours. If this fails too, there is nobody left to tell.
            try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
        }
    }
}

/// Where people read what they have asked for.
enum StandardOutput {
    /// Writes lines; whatever is in them, a terminal only prints it. Where they cannot be written the process ends, and says why.
    static func write(_ text: String) {
        guard !text.isEmpty else { return }
        let lines = PlainText.lines(text)
        do {
            try FileHandle.standardOutput.write(
                contentsOf: Data((lines + (lines.hasSuffix("\n") ? "" : "\n")).utf8))
        } catch {
            StandardError.complain("standard output cannot be written to: \(SystemReason.of(error))")
            ExitReason.badInput.leave()
        }
    }
}
