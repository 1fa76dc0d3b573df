/// Numbers as people read them, the same everywhere.
enum Decimals {
    /// With so many digits after the point, without zeros at the end: `1.5`, `12`.
    static func fixed(_ value: Double, _ digits: Int) -> String {
        let power = (0..<digits).reduce(1.0) { product, _ in product * 10 }
        let scaled = (value.magnitude * power).rounded()
        guard scaled < 9e15 else { return value.isFinite ? String(value) : "?" }
        let (whole, part) = Int64(scaled).quotientAndRemainder(dividingBy: Int64(power))
        var text = String(whole)
        if part > 0 {
            let decimals = String(part)
            text += "." + String(repeating: "0", count: digits - decimals.count) + decimals
            while text.last == "0" { text.removeLast() }
        }
        return (value < 0 && scaled > 0 ? "-" : "") + text
    }

    /// With a comma between the thousands: `1,284`.
    static func grouped(_ value: Int) -> String {
        var text = ""
        for (index, digit) in String(value.magnitude).reversed().enumerated() {
            if index > 0, index % 3 == 0 { text.append(",") }
            text.append(digit)
        }
        return (value < 0 ? "-" : "") + String(text.reversed())
    }

    /// `512 B`, `64.1 kB`, `41.3 MB`.
    static func bytes(_ bytes: Double) -> String {
        let (unit, factor) = byteUnit(bytes)
        return fixed(bytes / factor, 2) + " " + unit
    }

    /// The largest unit of which there is at least one.
    static func byteUnit(_ bytes: Double) -> (name: String, factor: Double) {
        let units = [("TB", 1e12), ("GB", 1e9), ("MB", 1e6), ("kB", 1e3)]
        return units.first { bytes.magnitude >= $0.1 } ?? ("B", 1)
    }

    /// Nanoseconds as `0.31 ms`, all with two digits after the point, so that a column can be read downwards.
    static func milliseconds(_ nanoseconds: Int64) -> String {
        let text = fixed(Double(nanoseconds) / 1e6, 2)
        let digits = text.split(separator: ".").dropFirst().first?.count ?? 0
        let zeros = String(repeating: "0", count: 2 - digits)
        return text + (digits == 0 ? "." : "") + zeros + " ms"
    }
}
