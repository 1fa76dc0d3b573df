import Foundation

/// The program in a pseudo terminal, and every byte that it writes there.
final class Recording {
    private let folder: Folder
    private let keyboard: FileHandle
    private let script: Program

    /// Starts the program in a terminal of 80×23, of a kind that everybody has.
    init(
        _ arguments: [String], in folder: Folder, terminal: String = "xterm-256color",
        environment: [String: String] = [:]
    ) async throws {
        self.folder = folder
        let made = try await Program.run(["keys"], of: "mkfifo", in: folder)
        // For both directions, so that neither side has to wait for the other.
        guard made.code == 0, let keyboard = FileHandle(forUpdatingAtPath: folder("keys")) else {
            throw Patience.Exhausted(description: "no keyboard: \(made.errors)")
        }
        self.keyboard = keyboard
        try folder.write(
            """
            stty rows 23 cols 80
            stty -a > before
            sh -c 'echo $$ > process; exec "$@"' sh '\(Program.phantop)' \(arguments.joined(separator: " "))
            echo $? > code
            stty -a > after
            """, to: "session.sh")
        script = try Program(
            ["--quiet", "--flush", "--log-out", "typescript", "--command", "sh session.sh"], of: "script",
            in: folder, environment: environment.merging(["TERM": terminal]) { $1 }, input: folder("keys"))
    }

    deinit { Program.end(folder.line("process")) }

    /// Presses keys.
    func type(_ text: String) throws { try keyboard.write(contentsOf: Data(text.utf8)) }

    /// Everything that was written to the terminal so far.
    var written: Data { FileManager.default.contents(atPath: folder("typescript")) ?? Data() }

    /// The same as text, escape sequences and all.
    var text: String { String(decoding: written, as: UTF8.self) }

    /// Waits until a text was written. Only what stands in one piece is found: unchanged cells are skipped.
    func wait(for text: String) async throws {
        try await Patience.wait(for: "'\(text)'", evidence: { self.text }) {
            self.text.contains(text) ? () : nil
        }
    }

    /// Waits until the program has ended, and returns its exit code.
    func code() async throws -> Int32 {
        _ = try await script.outcome()
        return folder.line("code").flatMap(Int32.init) ?? -1
    }

    /// Seconds of processor time that the program has used so far.
    var processorTime: Double {
        let status = Program.worker(of: folder.line("process")).flatMap {
            try? String(contentsOfFile: "/proc/\($0)/stat", encoding: .utf8)
        }
        // After the name in parentheses, which may hold anything: utime and stime, in hundredths of a second.
        let fields = (status ?? "").split(separator: ")").last?.split(separator: " ") ?? []
        return fields.count > 12 ? ((Double(fields[11]) ?? 0) + (Double(fields[12]) ?? 0)) / 100 : 0
    }

    /// Whether the modes of the terminal are what they were before the program.
    var hasSameModes: Bool { folder.read("before") != nil && folder.read("before") == folder.read("after") }
}
