/// Takes a text apart from its beginning to its end, counting lines.
struct TOMLScanner {
    private let scalars: [Unicode.Scalar]
    private var index = 0
    /// The line of the next character, from 1.
    private(set) var line = 1
    /// The keys that lead to what is being read, for errors.
    var path: [String] = []

    init(_ text: String) {
        var text = text
        if text.hasPrefix("\u{FEFF}") { text.removeFirst() }
        scalars = Array(text.unicodeScalars)
    }

    /// How many characters have been taken.
    var position: Int { index }

    private var next: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

    func error(_ reason: String) -> TOMLError { TOMLError(line: line, path: path, reason: reason) }

    func isAt(_ scalar: Unicode.Scalar) -> Bool { next == scalar }

    mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard next == scalar else { return false }
        if scalar == "\n" { line += 1 }
        index += 1
        return true
    }

    mutating func takeAfterBlanks(_ scalar: Unicode.Scalar) -> Bool {
        skipBlanks()
        return take(scalar)
    }

    mutating func skipBlanks() {
        while take(" ") || take("\t") {}
    }

    /// Skips blanks, comments and ends of lines; false at the end of the text.
    mutating func skipToContent() -> Bool {
        repeat { skipBlanks() } while takeNewline() || takeComment()
        return next != nil
    }

    /// Skips the rest of a line if there is nothing on it but a comment.
    mutating func takeLineEnd() -> Bool {
        skipBlanks()
        _ = takeComment()
        return next == nil || takeNewline()
    }

    private mutating func takeNewline() -> Bool {
        let before = index
        _ = take("\r")
        if take("\n") { return true }
        index = before
        return false
    }

    private mutating func takeComment() -> Bool {
        guard take("#") else { return false }
        while let scalar = next, scalar != "\n" { _ = take(scalar) }
        return true
    }

    /// A key without dots.
    mutating func key() throws(TOMLError) -> String {
        if let text = try string() { return text }
        let key = takeWhile {
            $0.isASCII && ($0.properties.isAlphabetic || "0123456789_-".unicodeScalars.contains($0))
        }
        guard !key.isEmpty else {
            throw error("a name is missing here; other than A-z 0-9 _ - it needs quotes")
        }
        return key
    }

    /// A number, a Boolean or a date.
    mutating func plain() throws(TOMLError) -> String {
        let text = takeWhile { !" \t\r\n,]}#=\"'".unicodeScalars.contains($0) }
        guard !text.isEmpty else { throw error("a value is missing here") }
        return text
    }

    private mutating func takeWhile(_ belongs: (Unicode.Scalar) -> Bool) -> String {
        var text = String.UnicodeScalarView()
        while let scalar = next, belongs(scalar) {
            text.append(scalar)
            index += 1
        }
        return String(text)
    }

    // MARK: - Strings

    /// A string in quotes; nil if there is none here.
    mutating func string() throws(TOMLError) -> String? {
        guard let quote = next, quote == "\"" || quote == "'" else { return nil }
        index += 1
        if index + 1 < scalars.count, scalars[index] == quote, scalars[index + 1] == quote {
            throw error("strings of several lines are not used here")
        }
        var text = String.UnicodeScalarView()
        while let scalar = next, scalar != "\n" {
            index += 1
            if scalar == quote { return String(text) }
            text.append(scalar == "\\" && quote == "\"" ? try escaped() : scalar)
        }
        throw error("the \(quote) at the end of the string is missing")
    }

    private mutating func escaped() throws(TOMLError) -> Unicode.Scalar {
        let short: [Unicode.Scalar: Unicode.Scalar] = [
            "b": "\u{8}", "t": "\t", "n": "\n", "f": "\u{C}", "r": "\r", "\"": "\"", "\\": "\\",
        ]
        guard let letter = next else { throw error("a character is missing after \\") }
        index += 1
        if let scalar = short[letter] { return scalar }
        let count = letter == "u" ? 4 : letter == "U" ? 8 : 0
        let digits = scalars[index...].prefix(count)
        var text = String.UnicodeScalarView()
        text.append(contentsOf: digits)
        guard count > 0, digits.count == count, digits.allSatisfy(\.properties.isASCIIHexDigit),
            let value = UInt32(String(text), radix: 16), let scalar = Unicode.Scalar(value)
        else { throw error("\\\(letter) is no character, write \\\\ for a backslash") }
        index += count
        return scalar
    }
}
