/// Reads TOML, except for strings of several lines and lists of tables in double brackets.
///
/// Its own because it must not trust its input: toml++ 3 (in TOMLKit) ends the process over `[#` and `[}`.
package struct TOMLReader {
    private var scanner: TOMLScanner
    private var root = TOMLTable(line: 1, origin: .opened)
    /// The table that keys go to now.
    private var section: [String] = []

    /// Reads a document.
    /// - Throws: what is wrong first.
    package static func read(_ text: String) throws(TOMLError) -> TOMLTable {
        var reader = TOMLReader(scanner: TOMLScanner(text))
        while reader.scanner.skipToContent() { try reader.line() }
        return reader.root
    }

    private init(scanner: TOMLScanner) { self.scanner = scanner }

    private mutating func line() throws(TOMLError) {
        if scanner.take("[") { try header() } else { try assignment() }
        guard scanner.takeLineEnd() else {
            throw scanner.error("one line says one thing; begin another one here")
        }
    }

    private mutating func header() throws(TOMLError) {
        let line = scanner.line
        section = []
        scanner.path = []
        if scanner.take("[") {
            throw scanner.error("lists of tables in [[ ]] are not used here, write [name]")
        }
        section = try keys()
        guard scanner.takeAfterBlanks("]") else {
            throw scanner.error("the ] after the name of a table is missing")
        }
        try Self.open(section[...], line: line, in: &root, at: scanner)
    }

    private mutating func assignment() throws(TOMLError) {
        scanner.path = section
        let line = scanner.line
        let keys = try keys()
        guard scanner.takeAfterBlanks("=") else { throw scanner.error("an = is missing after the key") }
        let value = try value(depth: 0)
        try Self.insert(value, at: section[...], keys[...], line: line, in: &root, scanner)
    }

    /// A key or several with dots between them.
    private mutating func keys() throws(TOMLError) -> [String] {
        var keys: [String] = []
        repeat {
            scanner.skipBlanks()
            let key = try scanner.key()
            keys.append(key)
            scanner.path.append(key)
        } while scanner.takeAfterBlanks(".")
        return keys
    }

    // MARK: - Values

    private static let deepest = 8

    private mutating func value(depth: Int) throws(TOMLError) -> TOMLValue {
        guard depth < Self.deepest else {
            throw scanner.error("lists and tables inside one another go too deep")
        }
        scanner.skipBlanks()
        let line = scanner.line
        if scanner.take("[") { return TOMLValue(line: line, content: .list(try list(depth: depth))) }
        if scanner.take("{") {
            return TOMLValue(line: line, content: .table(try table(line: line, depth: depth)))
        }
        if let text = try scanner.string() { return TOMLValue(line: line, content: .string(text)) }
        return TOMLValue(line: line, content: .plain(try scanner.plain()))
    }

    private mutating func list(depth: Int) throws(TOMLError) -> [TOMLValue] {
        var values: [TOMLValue] = []
        while true {
            _ = scanner.skipToContent()
            if scanner.take("]") { return values }
            values.append(try value(depth: depth + 1))
            _ = scanner.skipToContent()
            guard scanner.take(",") || scanner.isAt("]") else {
                throw scanner.error("a , or the ] of a list is missing")
            }
        }
    }

    private mutating func table(line: Int, depth: Int) throws(TOMLError) -> TOMLTable {
        var table = TOMLTable(line: line, origin: .opened)
        let outside = scanner.path
        defer { scanner.path = outside }
        if scanner.takeAfterBlanks("}") { return closed(table) }
        while true {
            scanner.path = outside
            let keys = try keys()
            guard scanner.takeAfterBlanks("=") else { throw scanner.error("an = is missing after the key") }
            let value = try value(depth: depth + 1)
            try Self.insert(value, at: [], keys[...], line: line, in: &table, scanner)
            if scanner.takeAfterBlanks("}") { return closed(table) }
            guard scanner.takeAfterBlanks(",") else {
                throw scanner.error("a , or the } of a table is missing")
            }
        }
    }

    private func closed(_ table: TOMLTable) -> TOMLTable {
        var table = table
        table.origin = .closed
        return table
    }

    // MARK: - Tables

    private static func open(
        _ path: ArraySlice<String>, line: Int, in table: inout TOMLTable, at scanner: TOMLScanner
    ) throws(TOMLError) {
        guard let key = path.first else {
            guard table.origin == .implied else { throw scanner.error("this table is in the file twice") }
            (table.origin, table.line) = (.opened, line)
            return
        }
        try descend(key, line: line, in: &table, scanner) { (inner) throws(TOMLError) in
            try open(path.dropFirst(), line: line, in: &inner, at: scanner)
        }
    }

    private static func insert(
        _ value: TOMLValue, at section: ArraySlice<String>, _ keys: ArraySlice<String>, line: Int,
        in table: inout TOMLTable, _ scanner: TOMLScanner
    ) throws(TOMLError) {
        guard let key = section.first ?? keys.first else { return }
        if section.isEmpty, keys.count == 1 {
            guard table[key] == nil else { throw scanner.error("\(key) is in the file twice") }
            return table.set(TOMLValue(line: line, content: value.content), for: key)
        }
        let (section, keys) = section.isEmpty ? (section, keys.dropFirst()) : (section.dropFirst(), keys)
        try descend(key, line: line, in: &table, scanner) { (inner) throws(TOMLError) in
            try insert(value, at: section, keys, line: line, in: &inner, scanner)
        }
    }

    private static func descend(
        _ key: String, line: Int, in table: inout TOMLTable, _ scanner: TOMLScanner,
        _ change: (inout TOMLTable) throws(TOMLError) -> Void
    ) throws(TOMLError) {
        var inner = TOMLTable(line: line, origin: .implied)
        if let known = table[key] {
            guard let known = known.table, known.origin != .closed else {
                throw scanner.error("\(key) has a value already and cannot be a table")
            }
            inner = known
        }
        try change(&inner)
        table.set(TOMLValue(line: inner.line, content: .table(inner)), for: key)
    }
}
