/// Whether values rise or fall in the course of time, whatever the shape of the rise and of their distribution.
///
/// S counts the pairs of which the later value is greater, less those of which it is smaller (Mann 1945, Kendall
/// 1975, with Kendall's variance for equal values). Neighbours that resemble each other make S vary more than chance
/// would; the variance is enlarged by what the autocorrelation of the ranks tells (Hamed & Rao 1998).
///
/// - Mann, H. B. (1945). Nonparametric tests against trend. Econometrica 13, 245–259.
/// - Kendall, M. G. (1975). Rank Correlation Methods, 4th ed. Griffin, London.
/// - Hamed, K. H. & Rao, A. R. (1998). A modified Mann-Kendall trend test for autocorrelated data. Journal of Hydrology
///   204, 182–196.
public struct MannKendall: Sendable, Equatable {
    /// Kendall's S: rising pairs less falling pairs.
    public let s: Int
    /// Kendall's τ: S as a share of all pairs, from -1 to 1.
    public let tau: Double
    /// The variance of S if the values came in random order; 0 when all are equal.
    public let independentVariance: Double
    /// How many times larger autocorrelation makes the variance, at least 1.
    public let correction: Double

    /// Tests values in the order of time. Takes time in proportion to the square of their number.
    /// - Parameters:
    ///   - values: at least one, all finite.
    ///   - positions: where each of them stands, ascending.
    ///   - slope: their trend, which is taken off before the autocorrelation is measured; `TheilSen.slope`.
    ///   - lags: how far apart values may be to count as autocorrelated; nil means a quarter of their number.
    ///     Beyond that an autocorrelation is an average over too few pairs.
    public init(of values: [Double], at positions: [Double], detrendedBy slope: Double, lags: Int? = nil) {
        precondition(values.count == positions.count && !values.isEmpty, "every value has a position")
        let count = Double(values.count)
        let s = Self.score(values)
        self.s = s
        tau = count > 1 ? Double(s) / (count * (count - 1) / 2) : 0
        independentVariance = (Ranks.term(count) - Ranks(of: values).tieCorrection) / 18
        let residuals = Self.residuals(values, positions, slope)
        correction = Self.correction(Ranks(of: residuals).ranks, lags: lags ?? values.count / 4)
    }

    /// The variance of S, corrected for equal values and for autocorrelation.
    public var variance: Double { independentVariance * correction }

    /// S in standard deviations, brought one nearer to 0 because S moves in steps; 0 when all values are equal.
    public var z: Double { Self.standardised(s, variance) }

    /// How likely values without a trend give an S at least this large. Small: they rise.
    public var risingProbability: Double { Normal.upperTail(z) }

    /// How likely values without a trend give an S at least this far from 0.
    public var probability: Double { min(1, 2 * Normal.upperTail(abs(z))) }

    static func standardised(_ s: Int, _ variance: Double) -> Double {
        guard variance > 0, s != 0 else { return 0 }
        return Double(s - s.signum()) / variance.squareRoot()
    }

    private static func score(_ values: [Double]) -> Int {
        var s = 0
        for later in values.indices {
            let value = values[later]
            for earlier in 0..<later {
                let other = values[earlier]
                if value > other { s += 1 } else if value < other { s -= 1 }
            }
        }
        return s
    }

    /// Positions count from one mean distance, as the published computation does: equal values that rounding
    /// makes unequal get the same ranks as there.
    private static func residuals(_ values: [Double], _ positions: [Double], _ slope: Double) -> [Double] {
        let gaps = Double(max(1, positions.count - 1))
        let origin = positions[0] - (positions[positions.count - 1] - positions[0]) / gaps
        return zip(values, positions).map { $0 - ($1 - origin) * slope }
    }

    /// The factor of Hamed & Rao, of significant autocorrelations only (95 %, their equation 9).
    private static func correction(_ ranks: [Double], lags: Int) -> Double {
        let count = Double(ranks.count)
        // The mean of ranks is known; with it the terms are exact, since ranks are halves of whole numbers.
        let centred = ranks.map { $0 - (count + 1) / 2 }
        let power = centred.reduce(0) { $0 + $1 * $1 }
        guard ranks.count > 3, power > 0 else { return 1 }
        let significant = Normal.quantile(0.975) / count.squareRoot()
        var sum = 0.0
        for lag in 1..<max(2, min(lags + 1, ranks.count)) where lag <= lags {
            let products = zip(centred, centred.dropFirst(lag)).reduce(0) { $0 + $1.0 * $1.1 }
            let correlation = products / power
            guard abs(correlation) > significant else { continue }
            let pairs = count - Double(lag)
            sum += pairs * (pairs - 1) * (pairs - 2) * correlation
        }
        return max(1, 1 + 2 / (count * (count - 1) * (count - 2)) * sum)
    }
}
