internal import Glibc

/// The standard normal distribution.
enum Normal {
    /// The probability of a value above this one; accurate far into the tail.
    static func upperTail(_ z: Double) -> Double { erfc(z / 2.0.squareRoot()) / 2 }

    /// The value below which a share of the distribution lies; the share is strictly between 0 and 1.
    ///
    /// Newton's method on the tail in which the share is small, so that no digits cancel.
    static func quantile(_ share: Double) -> Double {
        precondition(share > 0 && share < 1, "a share of a distribution lies between 0 and 1")
        let tail = min(share, 1 - share)
        // The tail is convex to the right of 0, so the steps from 0 approach without overshooting.
        var z = 0.0
        for _ in 0..<100 {
            let density = exp(-z * z / 2) / (2 * Double.pi).squareRoot()
            let step = (upperTail(z) - tail) / density
            z += step
            if abs(step) <= 1e-15 * abs(z) { break }
        }
        return share < 0.5 ? -z : z
    }
}
