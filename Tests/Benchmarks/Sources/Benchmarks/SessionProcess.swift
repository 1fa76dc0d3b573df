internal import ArgumentParser
internal import BenchmarkSupport
internal import Foundation

/// This program once more, as a process in which nothing ran before.
enum SessionProcess {
    /// Runs one session and waits for it.
    static func figures(of run: SessionRun) throws(BenchmarkError) -> SessionRun.Figures {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: "/proc/self/exe")
        process.standardOutput = output
        do {
            let text = String(decoding: try JSONEncoder().encode(run), as: UTF8.self)
            process.arguments = [SessionCommand.configuration.commandName ?? "", text]
            try process.run()
            let answer = try output.fileHandleForReading.readToEnd() ?? Data()
            process.waitUntilExit()
            return try JSONDecoder().decode(SessionRun.Figures.self, from: answer)
        } catch {
            throw .unusable("a session of \(run.scenario) did not run: \(error)")
        }
    }
}

/// The other side of `SessionProcess`.
struct SessionCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "session", shouldDisplay: false)

    @Argument var order: String

    func run() throws {
        let figures = try JSONDecoder().decode(SessionRun.self, from: Data(order.utf8)).figures()
        guard let figures else { throw ExitCode(1) }
        FileHandle.standardOutput.write(try JSONEncoder().encode(figures))
    }
}
