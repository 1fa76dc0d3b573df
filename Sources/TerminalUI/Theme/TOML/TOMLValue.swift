/// A value of a TOML document, with the line where it begins.
struct TOMLValue {
    /// What kind of value it is, as far as themes need to know.
    enum Content {
        case string(String)
        case list([TOMLValue])
        case table(TOMLTable)
        /// A number, a Boolean or a date, as it is written.
        case plain(String)
    }

    let line: Int
    var content: Content

    var string: String? {
        if case .string(let text) = content { return text }
        return nil
    }

    var list: [TOMLValue]? {
        if case .list(let values) = content { return values }
        return nil
    }

    var table: TOMLTable? {
        if case .table(let table) = content { return table }
        return nil
    }

    /// The value, short enough to be quoted in an error.
    var summary: String {
        switch content {
        case .string(let text): "\"\(text.prefix(40))\""
        case .list: "a list"
        case .table: "a table"
        case .plain(let text): String(text.prefix(40))
        }
    }
}

/// A table of a TOML document.
struct TOMLTable {
    /// How a table came to be, which decides whether more may be added.
    enum Origin {
        /// Only named on the way to another.
        case implied
        /// By a line of its own in brackets, or by dotted keys.
        case opened
        /// In braces, complete.
        case closed
    }

    /// Where the table begins.
    var line: Int
    var origin: Origin
    private(set) var keys: [String] = []
    private var values: [String: TOMLValue] = [:]

    init(line: Int, origin: Origin) {
        self.line = line
        self.origin = origin
    }

    subscript(key: String) -> TOMLValue? { values[key] }

    /// Adds a value, or replaces the one that the key has.
    mutating func set(_ value: TOMLValue, for key: String) {
        if values.updateValue(value, forKey: key) == nil { keys.append(key) }
    }
}

/// Why a text is not TOML.
struct TOMLError: Error {
    let line: Int
    /// The keys that lead to what was being read.
    let path: [String]
    let reason: String
}
