internal import ArgumentParser
internal import Dashboard
internal import Foundation

/// `phantop manual`: the manual page, made from the options and keys that there are.
struct ManualCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "manual", abstract: "Print the manual page.",
        discussion: "phantop manual | man -l -   reads it;\n"
            + "phantop manual > ~/.local/share/man/man1/phantop.1   keeps it.")

    func run() throws {
        let description = Data(Phantop._dumpHelp().utf8)
        let tool = try JSONDecoder().decode(ToolDescription.self, from: description)
        print(
            ManualPage(tool: tool.command, keys: KeyHelp.all, version: Phantop.configuration.version).text,
            terminator: "")
    }
}
