/// Text with C#-style placeholders: `{0}`, `{1,8}`, `{0:F2}`, `{{` and `}}`.
///
/// Source of the rules: .NET, "Composite formatting". What does not fit them stays as it is: a log line must never
/// be lost to its format.
struct CompositeFormat {
    /// What a placeholder can stand for.
    enum Argument {
        case integer(Int)
        case number(Double)
        case text(String)
    }

    private let format: String

    init(_ format: String) {
        self.format = format
    }

    /// Puts the arguments in. Without arguments the text is taken literally, as OpenTAP does.
    func formatted(_ arguments: [Argument]) -> String {
        guard !arguments.isEmpty else { return format }
        var result = ""
        var rest = format[...]
        while let character = rest.popFirst() {
            switch character {
            case "{" where rest.first == "{", "}" where rest.first == "}":
                result.append(character)
                rest.removeFirst()
            case "{":
                guard let end = rest.firstIndex(of: "}"), let text = Self.item(rest[..<end], arguments) else {
                    result.append(character)
                    continue
                }
                result += text
                rest = rest[rest.index(after: end)...]
            default: result.append(character)
            }
        }
        return result
    }

    /// `index[,alignment][:format]`; nil when it is none or there is no such argument.
    private static func item(_ item: Substring, _ arguments: [Argument]) -> String? {
        let parts = item.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let place = parts[0].split(separator: ",", maxSplits: 1, omittingEmptySubsequences: false)
        guard let index = Int(place[0].filter { $0 != " " }), arguments.indices.contains(index) else {
            return nil
        }
        let text = text(arguments[index], format: parts.count > 1 ? parts[1] : "")
        guard place.count > 1 else { return text }
        guard let alignment = Int(place[1].filter { $0 != " " }), abs(alignment) <= 1000 else { return nil }
        let padding = String(repeating: " ", count: max(0, abs(alignment) - text.count))
        return alignment < 0 ? text + padding : padding + text
    }

    private static func text(_ argument: Argument, format: Substring) -> String {
        let precision = Int(format.dropFirst()).map { min($0, 60) }
        let kind = format.first?.uppercased() ?? ""
        switch argument {
        case .text(let text): return text
        case .integer(let value):
            switch kind {
            case "D": return padded(String(value.magnitude), to: precision ?? 0, isNegative: value < 0)
            case "X":
                let digits = String(UInt(bitPattern: value), radix: 16, uppercase: format.first == "X")
                return padded(digits, to: precision ?? 0, isNegative: false)
            case "F": return DecimalText.fixed(value, digits: precision ?? 2)
            case "N": return DecimalText.grouped(value, digits: precision ?? 2)
            case "E", "P": return text(.number(Double(value)), format: format)
            default: return String(value)
            }
        case .number(let value):
            guard value.isFinite else { return value.isNaN ? "NaN" : value < 0 ? "-∞" : "∞" }
            switch kind {
            case "F": return DecimalText.fixed(value, digits: precision ?? 2)
            case "N": return DecimalText.grouped(value, digits: precision ?? 2)
            case "P": return DecimalText.grouped(value * 100, digits: precision ?? 2) + " %"
            case "E":
                return DecimalText.scientific(value, digits: precision ?? 6, letter: format.first ?? "E")
            default: return DecimalText.general(value)
            }
        }
    }

    private static func padded(_ digits: String, to width: Int, isNegative: Bool) -> String {
        (isNegative ? "-" : "") + String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
