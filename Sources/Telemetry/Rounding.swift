extension Double {
    /// The nearest number with so many decimals, as people and programs read it; never the zero with a sign.
    /// - Parameter decimals: 0 to 15.
    package func rounded(toDecimals decimals: Int) -> Double {
        var factor = 1.0
        for _ in 0..<decimals { factor *= 10 }
        let rounded = (self * factor).rounded() / factor
        // What is too large for decimals has none.
        return rounded == 0 ? 0 : rounded.isFinite ? rounded : self
    }
}
