internal import Foundation

/// A program that fills a screen anew every second, and what has to be known to measure it.
struct ScreenProgram {
    let name: String
    /// How it is started: for phantop, as somebody starts it who only wants to see it.
    let words: [String]
    /// How it is started so that it can be left at once.
    let leaving: [String]
    /// What is on its screen as soon as it can be left.
    let leavable: String
    /// Seconds until its graphs are full: from then on they move.
    let fills: Double
    /// Seconds over which what it sends is counted: longer than it takes until a graph steps.
    let span: Double
    /// What is added to the environment.
    let environment: [String: String]

    /// Ours, and the others that are installed.
    static func all(in folder: ScreenFolder) -> [ScreenProgram] {
        let phantop = Program.phantop
        let programs = [
            ScreenProgram(
                name: "phantop", words: [phantop],
                leaving: [phantop, "run", "scenario:churn", "--plans", "1", "--steps", "1"],
                leavable: "q leaves", fills: 60, span: 60, environment: folder.environment),
            ScreenProgram(
                name: "htop", words: ["/usr/bin/htop", "-d", "10"],
                leaving: ["/usr/bin/htop", "-d", "10"], leavable: "Quit", fills: 3, span: 20,
                environment: folder.environment),
            ScreenProgram(
                name: "btop", words: ["/usr/bin/btop"], leaving: ["/usr/bin/btop"], leavable: "menu",
                fills: 3, span: 20, environment: folder.environment),
        ]
        return programs.filter { program in
            if FileManager.default.isExecutableFile(atPath: program.words[0]) { return true }
            FileHandle.standardError.write(Data("\(program.name) is not installed: left out\n".utf8))
            return false
        }
    }

    /// Starts it.
    func start(on terminal: Terminal) throws(BenchmarkError) -> Program {
        try terminal.start(words, environment)
    }
}

/// Where the programs find their configuration, and phantop puts what it leaves: nobody's own.
final class ScreenFolder {
    private let folder: URL

    init() throws {
        folder = URL(filePath: NSTemporaryDirectory()).appending(path: "phantop-screen-\(getpid())")
        for name in ["btop", "phantop", "run"] {
            try FileManager.default.createDirectory(
                at: folder.appending(path: name), withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
        }
        try Data("update_ms = 1000\n".utf8).write(to: folder.appending(path: "btop/btop.conf"))
    }

    deinit { try? FileManager.default.removeItem(at: folder) }  // The system empties that folder anyway.

    /// What tells programs of it.
    var environment: [String: String] {
        [
            "XDG_CONFIG_HOME": folder.path(), "XDG_STATE_HOME": folder.path(),
            "XDG_RUNTIME_DIR": folder.appending(path: "run").path(),
        ]
    }

    /// The path of a file in it.
    func path(_ name: String) -> String { folder.appending(path: name).path() }
}
