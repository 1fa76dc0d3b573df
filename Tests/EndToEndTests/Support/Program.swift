import Foundation

/// A program started by a test, with its output in files so that nobody has to read along.
final class Program {
    /// How it ended.
    struct Outcome {
        /// The exit code; 128 + n after signal n, as a shell says it.
        let code: Int32
        let output: String
        let errors: String
    }

    private let process: ChildProcess
    private let folder: Folder
    private let words: [String]
    private let name = UUID().uuidString

    /// The built program: it lies beside the tests.
    static var phantop: String {
        ProcessInfo.processInfo.environment["PHANTOP_PROGRAM"]
            ?? Bundle.main.executableURL?.deletingLastPathComponent().appendingPathComponent("phantop").path
            ?? "phantop"
    }

    /// What programs find in their environment, and nothing else.
    static var environment: [String: String] {
        let own = ProcessInfo.processInfo.environment
        return [
            "PATH": own["PATH"] ?? "/usr/bin:/bin", "HOME": own["HOME"] ?? "/", "LC_ALL": "C.UTF-8",
            "XDG_CONFIG_HOME": "/nobody",
        ]
    }

    /// Starts a program in a folder.
    /// - Parameter input: the file that it reads as its standard input.
    init(
        _ arguments: [String], of executable: String = phantop, in folder: Folder,
        environment: [String: String] = [:], input: String = "/dev/null"
    ) throws {
        self.folder = folder
        words = [executable] + arguments
        process = try ChildProcess(
            script: "cd \"$0\" && input=$1 output=$2 && shift 2"
                + " && exec \"$@\" <\"$input\" >\"$output.out\" 2>\"$output.err\"",
            arguments: [folder.path, input, name] + words,
            environment: Self.environment.merging([
                "XDG_RUNTIME_DIR": folder.path, "XDG_STATE_HOME": folder("state"),
            ]) { $1 }.merging(environment) { $1 })
    }

    /// What it has written so far.
    var output: String { folder.read(name + ".out") ?? "" }
    /// What it has written to standard error so far.
    var errors: String { folder.read(name + ".err") ?? "" }

    /// The number of the process.
    var number: Int32 { process.number }

    /// The process that runs the plans, given the one that a shell has started; nil until both are there.
    static func worker(of process: String?) -> Int32? {
        guard let process else { return nil }
        let children = try? String(
            contentsOfFile: "/proc/\(process)/task/\(process)/children", encoding: .utf8)
        return children?.split(separator: " ").first.flatMap { Int32($0) }
    }

    /// Ends a process that a shell has started, and the one that runs the plans for it.
    static func end(_ process: String?) {
        guard let number = process.flatMap(Int32.init), let worker = worker(of: process) else { return }
        for one in [worker, number] { kill(one, SIGKILL) }
    }

    func signal(_ signal: Int32) { process.signal(signal) }

    /// Waits until it has ended.
    func outcome(within limit: Duration = Patience.usual) async throws -> Outcome {
        let code = try await Patience.wait(
            for: "the end of \(words)", atMost: limit, evidence: { output + errors }
        ) { process.result }
        return Outcome(code: code, output: output, errors: errors)
    }

    /// Runs a program to its end.
    static func run(
        _ arguments: [String], of executable: String = phantop, in folder: Folder,
        environment: [String: String] = [:], within limit: Duration = Patience.usual
    ) async throws -> Outcome {
        try await Program(arguments, of: executable, in: folder, environment: environment)
            .outcome(within: limit)
    }
}
