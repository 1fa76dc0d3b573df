internal import Dashboard

/// A manual page in the language of man(7).
struct ManualPage {
    let tool: ToolDescription.Command
    let keys: [KeyHelp]
    /// Name and version of the program.
    let version: String

    /// The page, for `man -l`.
    var text: String {
        var page = Troff()
        page.heading(title: tool.commandName, version: version)
        page.section("NAME")
        page.paragraph("\(tool.commandName) - \(tool.abstract ?? "")")
        page.section("SYNOPSIS")
        let commands = (tool.subcommands ?? []).filter {
            $0.shouldDisplay != false && $0.commandName != "help"
        }
        for command in commands {
            page.line(bold: "\(tool.commandName) \(command.commandName)", synopsis(command))
        }
        page.section("DESCRIPTION")
        page.paragraphs(tool.discussion ?? "")
        for command in commands { describe(command, in: &page) }
        page.section("KEYS")
        for key in keys { page.item(key.keys, key.purpose) }
        page.section("FILES")
        page.item(
            "$XDG_CONFIG_HOME/phantop/config.toml",
            "options for every run, by their long names, like interval = 5; thresholds stand in a table [thresholds]."
        )
        page.item(
            "$XDG_STATE_HOME/phantop",
            "records of runs of more than a minute, and what runs without a screen said at their end, in NAME.out;"
                + " without that variable in ~/.local/state/phantop.")
        page.item(
            "$XDG_RUNTIME_DIR/phantop",
            "sockets of the runs that can be attached to; without that variable in phantop-UID below TMPDIR.")
        page.section("ENVIRONMENT")
        page.item("TERM, LANG, LC_ALL", "choose the glyphs.")
        page.item("COLORFGBG", "chooses the light theme if it ends in a light colour and no theme is named.")
        page.item("NO_COLOR", "turns colours off if it is not empty.")
        return page.text
    }

    private func synopsis(_ command: ToolDescription.Command) -> String {
        let positional = (command.arguments ?? []).filter { $0.kind == "positional" && $0.shouldDisplay }
        let names = positional.map { argument in
            let name = (argument.valueName ?? "argument").uppercased()
            return (argument.isOptional ? "[\(name)]" : name) + (argument.isRepeating ? " ..." : "")
        }
        return (["[OPTIONS]"] + names).joined(separator: " ")
    }

    private func describe(_ command: ToolDescription.Command, in page: inout Troff) {
        page.section("\(tool.commandName) \(command.commandName)".uppercased())
        page.paragraph(command.abstract ?? "")
        page.paragraphs(command.discussion ?? "")
        let arguments = (command.arguments ?? []).filter(\.shouldDisplay)
        for argument in arguments where !arguments.contains(where: argument.isOpposite) {
            describe(argument, arguments.first { $0.isOpposite(of: argument) }, in: &page)
        }
    }

    /// - Parameter opposite: what turns a flag off, which is said beside it.
    private func describe(
        _ argument: ToolDescription.Argument, _ opposite: ToolDescription.Argument?, in page: inout Troff
    ) {
        let names = ((argument.names ?? []) + (opposite?.names ?? [])).map {
            ($0.kind == "long" ? "--" : "-") + $0.name
        }
        let value = argument.valueName ?? ""
        let title =
            argument.kind == "positional"
            ? value.uppercased()
            : names.joined(separator: ", ") + (argument.kind == "option" ? " \(value.uppercased())" : "")
        var words = [argument.abstract, argument.discussion].compactMap { $0 }.joined(separator: " ")
        if let usual = argument.defaultValue { words += " (default: \(usual))" }
        page.item(title, words)
    }
}

/// Text with the requests of man(7) in it.
private struct Troff {
    private(set) var text = ""

    mutating func heading(title: String, version: String) {
        text += ".TH \(title.uppercased()) 1 \"\" \"\(version)\"\n"
    }

    mutating func section(_ name: String) { text += ".SH \(Self.escaped(name))\n" }

    mutating func line(bold: String, _ rest: String) {
        text += ".B \(Self.escaped(bold))\n\(Self.escaped(rest))\n.br\n"
    }

    mutating func paragraph(_ words: String) {
        guard !words.isEmpty else { return }
        text += ".PP\n\(Self.escaped(words))\n"
    }

    /// Lines that are lines in the terminal too; empty ones part paragraphs.
    mutating func paragraphs(_ words: String) {
        guard !words.isEmpty else { return }
        text += ".PP\n"
        for line in words.split(separator: "\n", omittingEmptySubsequences: false) {
            text += line.isEmpty ? ".PP\n" : Self.escaped(String(line)) + "\n.br\n"
        }
    }

    mutating func item(_ name: String, _ words: String) {
        text += ".TP\n.B \(Self.escaped(name))\n\(Self.escaped(words))\n"
    }

    /// Nothing in it is taken for a request or an escape.
    private static func escaped(_ words: String) -> String {
        let text = words.replacing("\\", with: "\\e").replacing("-", with: "\\-")
        return text.hasPrefix(".") || text.hasPrefix("'") ? "\\&" + text : text
    }
}
