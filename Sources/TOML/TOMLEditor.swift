/// Changes single values of a TOML document and leaves everything else as it was written: order, comments, blank lines.
package struct TOMLEditor {
    /// The document.
    package private(set) var text: String

    /// Takes a document over, which must be readable.
    package init(_ text: String) throws(TOMLError) {
        _ = try TOMLReader.read(text)
        self.text = text
    }

    /// Gives a key a value, or takes the key away.
    /// - Parameters:
    ///   - name: the table in which the key stands; nil outside all tables.
    ///   - literal: the value as it is written in TOML; nil takes the line away.
    /// - Throws: if the document could not be read afterwards; it is unchanged then.
    package mutating func set(
        _ key: String, in name: String? = nil, to literal: String?
    ) throws(TOMLError) {
        var lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map(
            String.init)
        let root = try TOMLReader.read(text)
        let table = name.map { root[$0]?.table } ?? root
        if let table, table.origin == .closed {
            throw TOMLError(
                line: table.line, path: [name ?? ""], reason: "write it as a table of lines to have it saved")
        }
        if let line = table?[key]?.line {
            try Self.change(&lines, at: line - 1, to: literal)
        } else if let literal, let name {
            Self.insert(key, literal, into: &lines, name, table)
        } else if let literal {
            try insert("\(key) = \(literal)", into: &lines)
        }
        let changed = lines.joined(separator: "\n")
        _ = try TOMLReader.read(changed)
        text = changed
    }

    /// A text as it is written in TOML.
    package static func literal(_ text: String) -> String {
        var literal = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": literal += "\\\(scalar)"
            case "\u{0}"..<"\u{20}", "\u{7F}":
                let digits = String(scalar.value, radix: 16, uppercase: true)
                literal += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: literal.unicodeScalars.append(scalar)
            }
        }
        return literal + "\""
    }

    private static func change(_ lines: inout [String], at index: Int, to literal: String?) throws(TOMLError)
    {
        guard let literal else {
            lines.remove(at: index)
            return
        }
        var scanner = TOMLScanner(lines[index])
        scanner.skipBlanks()
        repeat {
            scanner.skipBlanks()
            _ = try scanner.key()
        } while scanner.takeAfterBlanks(".")
        _ = scanner.takeAfterBlanks("=")
        scanner.skipBlanks()
        let begin = scanner.position
        if try scanner.string() == nil { _ = try scanner.plain() }
        let scalars = Array(lines[index].unicodeScalars)
        lines[index] = Self.string(scalars[..<begin]) + literal + Self.string(scalars[scanner.position...])
    }

    /// After what is in the table already; a table that is not there yet comes last.
    private static func insert(
        _ key: String, _ literal: String, into lines: inout [String], _ name: String, _ table: TOMLTable?
    ) {
        let end = lines.first?.hasSuffix("\r") == true ? "\r" : ""
        guard let table else {
            if lines.last?.isEmpty != true { lines.append("") }
            let gap = lines.count > 1 ? [end] : []
            lines.insert(
                contentsOf: gap + ["[\(name)]\(end)", "\(key) = \(literal)\(end)"], at: lines.count - 1)
            return
        }
        // Keys with dots name their table in every line.
        let isDotted = table.origin == .implied
        let last = table.keys.compactMap { table[$0]?.line }.max() ?? table.line
        if last == lines.count { lines.append("") }
        lines.insert("\(isDotted ? name + "." : "")\(key) = \(literal)\(end)", at: max(last, table.line))
    }

    /// Before the first table, with what is there already.
    private func insert(_ line: String, into lines: inout [String]) throws(TOMLError) {
        let root = try TOMLReader.read(text)
        let isCRLF = lines.first?.hasSuffix("\r") == true
        let ended = isCRLF ? line + "\r" : line
        guard let header = root.keys.compactMap({ root[$0]?.table?.firstLine }).min() else {
            if lines.last?.isEmpty != true { lines.append("") }
            lines.insert(ended, at: lines.count - 1)
            return
        }
        var index = header - 1
        while index > 0, Self.isBlankOrComment(lines[index - 1]) { index -= 1 }
        guard index == 0 else {
            lines.insert(ended, at: index)
            return
        }
        // Nothing but comments above it, of which the last ones belong to the table.
        index = header - 1
        while index > 0, !Self.isBlank(lines[index - 1]) { index -= 1 }
        lines.insert(contentsOf: [ended, isCRLF ? "\r" : ""], at: index)
    }

    private static func isBlank(_ line: String) -> Bool {
        line.unicodeScalars.allSatisfy { $0 == " " || $0 == "\t" || $0 == "\r" }
    }

    private static func isBlankOrComment(_ line: String) -> Bool {
        let first = line.unicodeScalars.first { $0 != " " && $0 != "\t" && $0 != "\r" }
        return first == nil || first == "#"
    }

    private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars)
        return String(text)
    }
}
