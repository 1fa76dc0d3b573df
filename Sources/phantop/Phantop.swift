internal import ArgumentParser
internal import CLinux

/// Reads the command line, runs the command, and turns what went wrong into one line and an exit code.
@main
struct Phantop: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "phantop",
        abstract: "Runs test plans written in Python and shows live what they leave behind.",
        discussion: """
            Without arguments: the dashboard, on a built-in workload, sweeping every 5 s.

            Exit codes: 0 done; 1 done, but a plan's verdict was error or fail; 2 usage or bad input; \
            3 Python did not stop; 4 a limit of --fail-on was exceeded; 5 the run that was attached to \
            was killed; 128 + n ended by signal n. Of several the signal counts (3 if Python \
            does not stop after it), then 4.
            """,
        version: "phantop \(version)",
        subcommands: [
            RunCommand.self, AttachCommand.self, SessionsCommand.self, StopCommand.self, ReplayCommand.self,
            RecordsCommand.self, CompareCommand.self, ExportCommand.self,
            CompletionCommand.self, ManualCommand.self,
        ],
        defaultSubcommand: RunCommand.self)

    /// The version of the program.
    static let version = "0.1.0"

    static func main() {
        clinux_fill_standard_descriptors()
        StandardError.open()
        if [["--help"], ["-h"], ["help"]].contains(Array(CommandLine.arguments.dropFirst())) {
            // The options that most people look for belong to the default command.
            print(helpMessage(), "", helpMessage(for: RunCommand.self), separator: "\n")
            return
        }
        do {
            var command = try configured(parseAsRoot())
            try command.run()
        } catch let failure as Failure {
            StandardError.complain(failure.reason)
            failure.code.leave()
        } catch {
            // Help and version end here too; they go to standard output with code 0.
            guard exitCode(for: error) != .success else { exit(withError: error) }
            StandardError.complain("\(message(for: error)) (phantop --help lists the options)")
            ExitReason.badInput.leave()
        }
    }

    /// A command with what the configuration file adds to it.
    private static func configured(_ command: any ParsableCommand) throws -> any ParsableCommand {
        guard let command = command as? any Configured else { return command }
        let words = CommandLine.arguments.dropFirst()
        // The name of the default command may be left out.
        let isNamed = words.first == type(of: command)._commandName
        return try command.completed(Array(isNamed ? words.dropFirst() : words))
    }
}
