internal import CBenchmarks
internal import Foundation

/// A terminal of 80 × 24 that nobody looks at, and a phantop on it.
final class Terminal {
    private let master: Int32
    private let slave: Int32

    /// Opens a pseudo terminal.
    init() throws(BenchmarkError) {
        var (master, slave) = (Int32(-1), Int32(-1))
        guard unsafe terminal_open(80, 24, &master, &slave) == 0 else {
            throw .unusable("there is no pseudo terminal")
        }
        (self.master, self.slave) = (master, slave)
        // What is drawn has to go somewhere, or drawing would stop.
        let screen = master
        Thread {
            var bytes = [UInt8](repeating: 0, count: 65_536)
            while unsafe read(screen, &bytes, bytes.count) > 0 {}
        }.start()
    }

    deinit {
        close(slave)
        close(master)
    }

    /// Starts phantop, which was built beside this program, with a workload.
    func run(_ script: String, _ environment: [String: String]) throws -> Process {
        let screen = FileHandle(fileDescriptor: slave)
        let process = Process()
        process.executableURL = Bundle.main.executableURL?.deletingLastPathComponent().appending(
            path: "phantop")
        process.arguments = ["run", script, "--plans", "1", "--steps", "1", "--interval", "3600"]
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
            .merging(["TERM": "xterm-256color"]) { $1 }
        (process.standardInput, process.standardOutput, process.standardError) = (screen, screen, screen)
        try process.run()
        return process
    }

    /// Presses keys.
    func type(_ keys: String) {
        let bytes = Array(keys.utf8)
        _ = unsafe write(master, bytes, bytes.count)
    }
}
