/// Numbers as text, short and without a locale.
public enum Figures {
    /// At most four characters, five with a minus sign: `0`, `7.5`, `212`, `2.6k`, `700k`, `1.4M`.
    ///
    /// The suffixes are powers of a thousand: k, M, G, T.
    public static func abbreviated(_ value: Double) -> String {
        guard value.isFinite else { return "?" }
        let sign = value < 0 ? "-" : ""
        var rest = value.magnitude
        if rest < 999.5, rest == rest.rounded() || rest >= 99.5 { return sign + String(Int(rest.rounded())) }
        for suffix in ["", "k", "M", "G", "T"] {
            if rest < 9.95 { return sign + withoutZero(fixed(rest, decimals: 1)) + suffix }
            if rest < 999.5 { return sign + String(Int(rest.rounded())) + suffix }
            rest /= 1000
        }
        return sign + ">T"
    }

    /// The same in a number of columns, for which hundreds below zero become parts of the next unit: `-.5M`; nil if
    /// it does not fit.
    public static func abbreviated(_ value: Double, columns: Int) -> String? {
        let text = abbreviated(value)
        guard text.count > columns else { return text }
        let larger: [Character: Character] = ["k": "M", "M": "G", "G": "T"]
        guard let unit = text.last.flatMap({ larger[$0] }), text.dropLast().hasSuffix("00") else {
            return nil
        }
        let short = text.dropLast(3)
        guard short.count == 2, columns > 3 else { return nil }
        return "-." + short.dropFirst() + String(unit)
    }

    /// A whole number with a comma between the thousands: `1,284`.
    public static func grouped(_ value: Int) -> String {
        let digits = String(value.magnitude)
        var text = value < 0 ? "-" : ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
            text.append(digit)
        }
        return text
    }

    /// A number with so many decimals, rounded to nearest: `0.61`.
    /// - Parameter decimals: 0 to 9.
    public static func fixed(_ value: Double, decimals: Int) -> String {
        let power = (0..<min(9, max(0, decimals))).reduce(1.0) { product, _ in product * 10 }
        let scaled = (value.magnitude * power).rounded()
        guard scaled < 9e18 else { return value.isNaN ? "?" : value < 0 ? "-inf" : "inf" }
        let (whole, part) = Int(scaled).quotientAndRemainder(dividingBy: Int(power))
        let sign = value < 0 && scaled > 0 ? "-" : ""
        guard power > 1 else { return sign + String(whole) }
        let digits = String(part)
        return sign + "\(whole)." + String(repeating: "0", count: decimals - digits.count) + digits
    }

    private static func withoutZero(_ text: String) -> String {
        text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
}
