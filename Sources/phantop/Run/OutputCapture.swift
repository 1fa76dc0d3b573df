internal import CLinux
internal import Foundation
internal import PlanEngine
internal import Telemetry
internal import Threading

/// Sends what anybody writes to standard output and standard error into the log, while there is a screen.
///
/// Python's own `print` arrives there by another way; this is for native code and child processes.
struct OutputCapture {
    private let output = clinux_duplicate(1)
    /// Standard error as it was, for messages after the screen and for crashes.
    let error = clinux_duplicate(2)

    /// Begins; a thread reads until the process ends.
    init(into session: Session) {
        let descriptor = clinux_capture_output()
        guard descriptor >= 0 else { return }
        _ = DedicatedThread(name: "output", stackBytes: 512 << 10) {
            let pipe = FileHandle(fileDescriptor: descriptor, closeOnDealloc: false)
            var rest = ""
            while case let data = pipe.availableData, !data.isEmpty {
                var lines = (rest + String(decoding: data, as: UTF8.self))
                    .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
                rest = lines.removeLast()
                // A line without end is cut rather than collected for ever.
                if rest.utf8.count > 8000 { lines.append(exchange(&rest, with: "")) }
                for line in lines { session.log(.info, from: "output", line) }
            }
        }
    }

    /// Writes to standard output as it was.
    func say(_ text: String) {
        // Whoever was there may be gone.
        try? FileHandle(fileDescriptor: output, closeOnDealloc: false).write(contentsOf: Data(text.utf8))
    }

    /// From now on a file is what the terminal was: for the last words, and for a crash.
    func leaveTerminal(for farewell: Farewell) {
        let file = farewell.handle.fileDescriptor
        for descriptor in [output, error] { clinux_redirect(file, descriptor) }
        StandardError.lead(to: file)
    }

    /// Ends: both are what they were before.
    func finish() {
        clinux_redirect(output, 1)
        clinux_redirect(error, 2)
    }
}
