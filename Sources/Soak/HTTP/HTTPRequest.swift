/// What somebody asks over HTTP: the head of a request. Bodies are of no interest here.
package struct HTTPRequest: Sendable, Equatable {
    /// What has been read of a request so far.
    enum Reading: Equatable {
        /// There is more to come.
        case incomplete
        /// All of it.
        case complete(HTTPRequest)
        /// It cannot be answered, for this reason.
        case refused(HTTPStatus)
    }

    /// Bytes of a head that are accepted.
    static let longest = 8 << 10

    /// What is to be done: `GET`, `HEAD`, …
    package let method: String
    /// What it is to be done with, without the query: `/metrics`.
    package let path: String
    /// What else was said, by names in lower case; what was said twice is joined by a comma.
    package let fields: [String: String]

    /// Reads as much as has come.
    static func read(_ bytes: [UInt8]) -> Reading {
        // Whoever does not begin with a letter speaks another language, TLS for example, and may never end a line.
        if let first = bytes.first, !isLetter(first) { return .refused(.badRequest) }
        guard let end = endOfHead(in: bytes) else {
            return bytes.count > longest ? .refused(.tooLarge) : .incomplete
        }
        guard end <= longest else { return .refused(.tooLarge) }
        guard bytes[..<end].allSatisfy({ $0 >= 0x20 && $0 != 0x7F || [0x09, 0x0A, 0x0D].contains($0) }) else {
            return .refused(.badRequest)
        }
        let lines = bytes[..<end].split(separator: 0x0A, omittingEmptySubsequences: false).map { line in
            String(decoding: line.last == 0x0D ? line.dropLast() : line, as: UTF8.self)
        }
        return read(lines.first ?? "", lines.dropFirst().filter { !$0.isEmpty })
    }

    private static func read(_ line: String, _ lines: [String]) -> Reading {
        let words = line.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        guard words.count == 3, isName(words[0]), words[2].hasPrefix("HTTP/"),
            let path = path(of: words[1]), let fields = fields(of: lines)
        else { return .refused(.badRequest) }
        switch words[2] {
        case "HTTP/1.1": guard fields["host"] != nil else { return .refused(.badRequest) }
        case "HTTP/1.0": break
        default: return .refused(.unknownVersion)
        }
        return .complete(HTTPRequest(method: words[0], path: path, fields: fields))
    }

    /// A path, or what a proxy is asked for, which begins with the name of a host.
    private static func path(of target: String) -> String? {
        var target = target[...]
        if target.hasPrefix("http://") {
            target = target.dropFirst(7).drop { $0 != "/" && $0 != "?" }
            if target.first != "/" { target = "/" + target }
        }
        guard target == "*" || target.first == "/" else { return nil }
        return String(target.prefix { $0 != "?" })
    }

    private static func fields(of lines: [String]) -> [String: String]? {
        var fields: [String: String] = [:]
        for line in lines {
            guard let colon = line.firstIndex(of: ":"), isName(String(line[..<colon])) else { return nil }
            let name = line[..<colon].lowercased()
            let value = line[line.index(after: colon)...].trimmed
            fields[name] = fields[name].map { "\($0), \(value)" } ?? value
        }
        return fields
    }

    /// The index after the empty line.
    private static func endOfHead(in bytes: [UInt8]) -> Int? {
        var isEmpty = false
        for (index, byte) in bytes.enumerated() where byte != 0x0D {
            if byte == 0x0A, isEmpty { return index + 1 }
            isEmpty = byte == 0x0A
        }
        return nil
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte & 0xDF) }

    /// Whether it is what RFC 9110 calls a token.
    private static func isName(_ text: String) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy {
                isLetter($0) || (0x30...0x39).contains($0) || "!#$%&'*+-.^_`|~".utf8.contains($0)
            }
    }
}

extension Substring {
    /// Without the blanks around it.
    var trimmed: String {
        var text = self
        while let first = text.first, first == " " || first == "\t" { text.removeFirst() }
        while let last = text.last, last == " " || last == "\t" { text.removeLast() }
        return String(text)
    }
}
