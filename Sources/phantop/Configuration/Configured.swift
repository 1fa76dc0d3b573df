internal import ArgumentParser
internal import Preferences

/// A command whose options may also stand in the configuration file.
protocol Configured: ParsableCommand {
    /// The options that may, by their long names without dashes.
    static var known: [String: Preferences.Kind] { get }
    /// The configuration file as it was named; nil for the usual one.
    var config: String? { get }
    /// Told what the configuration file has changed, in one line; nil for nothing that deserves it.
    mutating func take(changes: String?)
}

extension Configured {
    mutating func take(changes: String?) {}

    /// The command as it was typed, with everything from the configuration file that was not.
    ///
    /// What stands in the file is read as if it had been typed before everything else, so that the same words are allowed in
    /// both places and the last one counts.
    /// - Parameter typed: the words after the name of the command.
    func completed(_ typed: [String]) throws -> Self {
        let file = ConfigurationFile(config)
        // The same file serves every command: what only a run takes does not matter to whoever looks at one.
        guard let preferences = try file.read(known: RunCommand.known) else { return self }
        let foreign = Set(RunCommand.known.keys).subtracting(Self.known.keys)
        let options = preferences.options.filter { !foreign.contains($0.key) }
        for option in options {
            do {
                _ = try Self.parse(option.arguments)
            } catch {
                let message = Self.message(for: error).split(separator: "\n").first.map(String.init) ?? ""
                throw Failure(reason: preferences.error(about: option, message).description)
            }
        }
        var command = try Self.parse(options.flatMap(\.arguments) + typed)
        command.take(changes: ConfiguredChanges(preferences, typed: typed, path: file.path).sentence)
        return command
    }
}

extension ScreenOptions {
    /// What may stand in the configuration file.
    static let known: [String: Preferences.Kind] = [
        "theme": .value, "glyphs": .value, "tolerance": .value, "mouse": .flag, "stepping": .flag,
        "read-only": .flag, "bell": .flag, "threshold": .pairs(table: "thresholds"),
    ]
}

extension RunCommand: Configured {
    static let known = ScreenOptions.known.merging(
        [
            "preset": .value, "eviction": .value, "driver": .value, "owner": .value, "interval": .value,
            "collect": .flag, "trim": .flag, "in-one-go": .flag, "plans": .value, "steps": .value,
            "duration": .value, "rate": .value, "memory-limit": .value, "python": .value, "log-level": .value,
        ], uniquingKeysWith: { first, _ in first })

    var config: String? { options.screen.config }
}
