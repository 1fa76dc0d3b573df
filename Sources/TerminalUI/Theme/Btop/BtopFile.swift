/// The colours of a theme for btop, by the names that btop gives them.
///
/// A line is `theme[name]="colour"`: `#rrggbb`, `#xx` for a grey, or three numbers from 0 to 255. An empty colour is the
/// terminal's own. What btop skips (blank lines, comments) is skipped; the rest must be understood.
struct BtopFile {
    private let file: String
    /// The colours that are there; nil for an empty one.
    private(set) var colors: [String: Color?] = [:]

    /// - Parameter file: what to call the file in an error.
    init(_ text: String, file: String) throws(ThemeError) {
        self.file = file
        let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
        for (index, line) in lines.enumerated() { try read(line, number: index + 1) }
        guard !colors.isEmpty else {
            throw ThemeError(
                file: file, line: 1, reason: "there is no colour in it, like theme[main_fg]=\"#cccccc\"")
        }
    }

    private mutating func read(_ line: Substring, number: Int) throws(ThemeError) {
        let content = Self.trimmed(line)
        guard let first = content.first, first != "#" else { return }
        let beginning = "theme["
        guard content.hasPrefix(beginning), let end = content.firstIndex(of: "]") else {
            throw problem(number, nil, "a line here is theme[name]=\"#rrggbb\"")
        }
        let name = String(content[content.index(content.startIndex, offsetBy: beginning.count)..<end])
        let rest = Self.trimmed(content[content.index(after: end)...])
        guard rest.first == "=" else { throw problem(number, name, "an = is missing after the ]") }
        colors[name] = .some(try color(Self.trimmed(rest.dropFirst()), name, number))
    }

    private func color(_ text: Substring, _ name: String, _ number: Int) throws(ThemeError) -> Color? {
        var value = text
        if let quote = text.first, quote == "\"" || quote == "'" {
            let inside = text.dropFirst()
            guard let end = inside.firstIndex(of: quote) else {
                throw problem(number, name, "the \(quote) at the end is missing")
            }
            guard Self.isBlankOrComment(inside[inside.index(after: end)...]) else {
                throw problem(number, name, "one line says one colour; begin another one")
            }
            value = Self.trimmed(inside[..<end])
        }
        if value.isEmpty { return nil }
        guard let color = Color(btop: value) else {
            throw problem(
                number, name,
                "\"\(value.prefix(40))\" is not a colour, use \"#rrggbb\", \"#xx\" for a grey, or \"255 255 255\""
            )
        }
        return color
    }

    private func problem(_ line: Int, _ name: String?, _ reason: String) -> ThemeError {
        ThemeError(file: file, line: line, role: name, reason: reason)
    }

    private static func isBlankOrComment(_ text: Substring) -> Bool {
        let text = trimmed(text)
        return text.isEmpty || text.hasPrefix("#")
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text.drop { $0.isWhitespace }
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }
}

extension Color {
    /// A colour as btop writes it; nil if it is none.
    fileprivate init?(btop text: Substring) {
        if text.hasPrefix("#") {
            let digits = text.dropFirst()
            let whole = digits.count == 2 ? "#" + digits + digits + digits : String(text)
            guard case .rgb(let red, let green, let blue) = Color(named: whole) else { return nil }
            self = .rgb(red: red, green: green, blue: blue)
            return
        }
        let parts = text.split { $0.isWhitespace || $0 == "," }
        let numbers = parts.compactMap { UInt8($0) }
        guard parts.count == 3, numbers.count == 3 else { return nil }
        self = .rgb(red: numbers[0], green: numbers[1], blue: numbers[2])
    }
}
