/// A value of a TOML document, with the line where it begins.
package struct TOMLValue {
    /// What kind of value it is, as far as a reader of options needs to know.
    package enum Content {
        /// Text in quotes.
        case string(String)
        /// Values in brackets.
        case list([TOMLValue])
        /// Values with names.
        case table(TOMLTable)
        /// A number, a Boolean or a date, as it is written.
        case plain(String)
    }

    /// Where it begins, from 1.
    package let line: Int
    /// What it is.
    package internal(set) var content: Content

    /// The text, if it is one in quotes.
    package var string: String? {
        if case .string(let text) = content { return text }
        return nil
    }

    /// The values, if it is a list.
    package var list: [TOMLValue]? {
        if case .list(let values) = content { return values }
        return nil
    }

    /// The table, if it is one.
    package var table: TOMLTable? {
        if case .table(let table) = content { return table }
        return nil
    }

    /// The value, short enough to be quoted in an error.
    package var summary: String {
        switch content {
        case .string(let text): "\"\(text.prefix(40))\""
        case .list: "a list"
        case .table: "a table"
        case .plain(let text): String(text.prefix(40))
        }
    }
}

/// A table of a TOML document.
package struct TOMLTable {
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
    package internal(set) var line: Int
    var origin: Origin
    /// The names in it, in their order.
    package private(set) var keys: [String] = []
    private var values: [String: TOMLValue] = [:]

    init(line: Int, origin: Origin) {
        self.line = line
        self.origin = origin
    }

    /// Where it first appears: itself, or a table in it that was named before.
    var firstLine: Int { values.values.compactMap { $0.table?.firstLine }.reduce(line, min) }

    /// The value with a name; nil if there is none.
    package subscript(key: String) -> TOMLValue? { values[key] }

    /// Adds a value, or replaces the one that the key has.
    mutating func set(_ value: TOMLValue, for key: String) {
        if values.updateValue(value, forKey: key) == nil { keys.append(key) }
    }
}

/// Why a text is not TOML.
package struct TOMLError: Error {
    /// Where it goes wrong, from 1.
    package let line: Int
    /// The keys that lead to what was being read.
    package let path: [String]
    /// What is wrong, as half a sentence.
    package let reason: String
}
