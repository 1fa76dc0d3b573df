/// Bytes as a person writes them: `512M`, `1.5GB`, `2GiB`, `800000000`.
package struct ByteCount: Sendable, Equatable {
    /// How many.
    package let bytes: Int

    /// Reads it; nil for what is no number of bytes above 0.
    ///
    /// k, M, G and T are powers of 1000, with an i behind them of 1024.
    package init?(argument: String) {
        var text = argument.lowercased()
        if text.hasSuffix("b") { text.removeLast() }
        var base = 1000.0
        if text.hasSuffix("i") {
            text.removeLast()
            base = 1024
            guard text.last?.isLetter == true else { return nil }
        }
        var factor = 1.0
        if let letter = text.last, letter.isLetter {
            guard let power = ["k", "m", "g", "t"].firstIndex(of: letter) else { return nil }
            for _ in 0...power { factor *= base }
            text.removeLast()
        }
        guard let number = Double(text), number > 0, number * factor < 1e18 else { return nil }
        bytes = Int(number * factor)
    }
}
