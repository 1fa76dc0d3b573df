internal import TOML

/// What a configuration file says: options of the command line, by their long names.
///
/// That an option is valid is for the command line to say, which reads it as if it had been typed.
package struct Preferences: Sendable {
    /// How an option is written on the command line.
    package enum Kind: Sendable {
        /// `--name` or `--no-name`; a Boolean in the file.
        case flag
        /// `--name VALUE`; a number or a text in the file.
        case value
        /// `--name KEY=VALUE`, as often as there are keys; a table in the file, whose name is this one.
        case pairs(table: String)
    }

    /// One option that the file sets.
    package struct Option: Sendable {
        /// What the file calls it.
        package let key: String
        /// Where, from 1.
        package let line: Int
        /// As it would be typed.
        package let arguments: [String]
    }

    /// What the file sets, in its order.
    package let options: [Option]
    private let file: String

    /// Reads a configuration.
    /// - Parameters:
    ///   - text: TOML.
    ///   - file: what to call it in an error.
    ///   - known: the options that there are, by their long names without dashes.
    /// - Throws: the first thing that is wrong, with its line.
    package init(_ text: String, file: String, known: [String: Kind]) throws(PreferencesError) {
        self.file = file
        let root: TOMLTable
        do throws(TOMLError) {
            root = try TOMLReader.read(text)
        } catch {
            throw PreferencesError(
                file: file, line: error.line, key: error.path.joined(separator: "."), reason: error.reason)
        }
        var options: [Option] = []
        for key in root.keys {
            guard let value = root[key] else { continue }
            options += try Self.options(key, value, in: file, known: known)
        }
        self.options = options
    }

    /// An error about one of the options.
    package func error(about option: Option, _ reason: String) -> PreferencesError {
        PreferencesError(file: file, line: option.line, key: option.key, reason: reason)
    }

    private static func options(
        _ key: String, _ value: TOMLValue, in file: String, known: [String: Kind]
    ) throws(PreferencesError) -> [Option] {
        func problem(_ reason: String) -> PreferencesError {
            PreferencesError(file: file, line: value.line, key: key, reason: reason)
        }
        if let name = Self.pairs(key, in: known) {
            guard let table = value.table else { throw problem("write it as a table, [\(key)]") }
            return try pairs(key, table, of: name, in: file)
        }
        switch known[key] {
        case .flag:
            guard case .plain(let text) = value.content, text == "true" || text == "false" else {
                throw problem("\(value.summary) is neither true nor false")
            }
            return [
                Option(key: key, line: value.line, arguments: [text == "true" ? "--\(key)" : "--no-\(key)"])
            ]
        case .value:
            guard let text = value.scalar else { throw problem("give it a number, or a text in quotes") }
            return [Option(key: key, line: value.line, arguments: ["--\(key)=\(text)"])]
        case .pairs, nil: throw problem("unknown key, use one of \(names(known))")
        }
    }

    /// The option whose values stand in a table of this name.
    private static func pairs(_ table: String, in known: [String: Kind]) -> String? {
        known.first { if case .pairs(table) = $0.value { true } else { false } }?.key
    }

    private static func pairs(
        _ key: String, _ table: TOMLTable, of name: String, in file: String
    ) throws(PreferencesError) -> [Option] {
        var options: [Option] = []
        for inner in table.keys {
            let line = table[inner]?.line ?? table.line
            guard let text = table[inner]?.scalar else {
                throw PreferencesError(
                    file: file, line: line, key: "\(key).\(inner)",
                    reason: "give it a number, or a text in quotes")
            }
            options.append(
                Option(key: "\(key).\(inner)", line: line, arguments: ["--\(name)=\(inner)=\(text)"]))
        }
        return options
    }

    private static func names(_ known: [String: Kind]) -> String {
        known.map { name, kind in
            if case .pairs(let table) = kind { return "[\(table)]" }
            return name
        }.sorted().joined(separator: ", ")
    }
}

extension TOMLValue {
    /// A text, a number or a Boolean, as it would be typed.
    fileprivate var scalar: String? {
        if case .plain(let text) = content {
            // Numbers may be written 100_000.
            return text.contains { $0.isNumber } ? text.filter { $0 != "_" } : text
        }
        return string
    }
}
