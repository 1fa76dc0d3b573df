/// The options of the program, as swift-argument-parser describes them (`--experimental-dump-help`).
struct ToolDescription: Decodable {
    /// The program or one of its commands.
    struct Command: Decodable {
        let commandName: String
        let abstract: String?
        let discussion: String?
        let shouldDisplay: Bool?
        let subcommands: [Command]?
        let arguments: [Argument]?
    }

    /// An option, a flag or something without a name.
    struct Argument: Decodable {
        /// One of its names.
        struct Name: Decodable {
            let kind: String
            let name: String
        }

        let kind: String
        let shouldDisplay: Bool
        let isOptional: Bool
        let isRepeating: Bool
        let names: [Name]?
        let valueName: String?
        let defaultValue: String?
        let abstract: String?
        let discussion: String?

        /// Whether it is the flag `--no-name` where another is `--name`.
        func isOpposite(of other: Argument) -> Bool {
            kind == "flag" && other.kind == "flag"
                && names?.first?.name == other.names?.first.map { "no-" + $0.name }
        }
    }

    let command: Command
}
