/// Numbers as the format strings of .NET write them, without a locale.
enum DecimalText {
    /// `1234.50`: rounded half away from zero, as .NET does.
    static func fixed(_ value: Double, digits: Int) -> String {
        // Beyond 15 digits a Double has none to show; its own description says it best.
        guard digits <= 15, abs(value) < 1e15 else { return String(value) }
        let scale = (0..<digits).reduce(1.0) { scale, _ in scale * 10 }
        let scaled = (abs(value) * scale).rounded()
        guard scaled < 9e18 else { return String(value) }
        var text = String(Int(scaled))
        if text.count <= digits { text = String(repeating: "0", count: digits + 1 - text.count) + text }
        if digits > 0 { text.insert(".", at: text.index(text.endIndex, offsetBy: -digits)) }
        return (value < 0 && scaled != 0 ? "-" : "") + text
    }

    /// The same of a whole number, exact however large.
    static func fixed(_ value: Int, digits: Int) -> String {
        String(value) + (digits > 0 ? "." + String(repeating: "0", count: digits) : "")
    }

    /// The shortest text that means this number: `1234.5`, from 15 digits before the point on `1.5E+15`.
    static func general(_ value: Double) -> String {
        guard value == value.rounded(), abs(value) < 9e18 else {
            return String(value).replacing("e", with: "E")
        }
        let whole = String(Int(value))
        let digits = whole.drop { $0 == "-" }
        guard digits.count > 15 else { return whole }
        let significant = digits.dropFirst().reversed().drop { $0 == "0" }.reversed()
        return whole.prefix { $0 == "-" } + digits.prefix(1) + (significant.isEmpty ? "" : ".")
            + String(significant)
            + "E+\(digits.count - 1)"
    }

    /// `1,234.50`.
    static func grouped(_ value: Double, digits: Int) -> String { grouped(fixed(value, digits: digits)) }

    /// The same of a whole number, exact however large.
    static func grouped(_ value: Int, digits: Int) -> String { grouped(fixed(value, digits: digits)) }

    private static func grouped(_ text: String) -> String {
        let sign = text.hasPrefix("-") ? "-" : ""
        let whole = text.dropFirst(sign.count).prefix { $0 != "." }
        guard whole.allSatisfy(\.isNumber) else { return text }
        var grouped = ""
        for (index, digit) in whole.enumerated() {
            if index > 0, (whole.count - index).isMultiple(of: 3) { grouped.append(",") }
            grouped.append(digit)
        }
        return sign + grouped + text.dropFirst(sign.count + whole.count)
    }

    /// `1.234500E+003`.
    static func scientific(_ value: Double, digits: Int, letter: Character) -> String {
        var exponent = 0
        var mantissa = abs(value)
        while mantissa >= 10 { (mantissa, exponent) = (mantissa / 10, exponent + 1) }
        while mantissa < 1, mantissa > 0 { (mantissa, exponent) = (mantissa * 10, exponent - 1) }
        var text = fixed(mantissa, digits: digits)
        if text.hasPrefix("10") {
            text = fixed(1, digits: digits)
            exponent += 1
        }
        let power = String(abs(exponent))
        let zeros = String(repeating: "0", count: max(0, 3 - power.count))
        return "\(value < 0 ? "-" : "")\(text)\(letter)\(exponent < 0 ? "-" : "+")\(zeros)\(power)"
    }
}
