/// The slope of values against positions, which wild values do not move while they are fewer than 29 in a hundred.
///
/// The slope is the median of the slopes between all pairs (Theil 1950; Sen 1968 for equal positions). Its confidence
/// interval comes from the distribution of Kendall's S (Sen 1968, equation 2.6).
///
/// - Theil, H. (1950). A rank-invariant method of linear and polynomial regression analysis. Proceedings of the Royal
///   Netherlands Academy of Sciences 53, 386–392, 521–525, 1397–1412.
/// - Sen, P. K. (1968). Estimates of the regression coefficient based on Kendall's tau. Journal of the American Statistical
///   Association 63, 1379–1389.
public struct TheilSen: Sendable {
    /// The median of the slopes; 0 when all positions are equal.
    public let slope: Double
    /// The slopes of all pairs with different positions.
    private var slopes: Selection
    /// The variance of Kendall's S without autocorrelation.
    private let variance: Double

    /// Fits values in the order of their positions. Takes time and, until it is let go, memory in proportion to the
    /// square of their number.
    /// - Parameters:
    ///   - values: all finite.
    ///   - positions: where each of them stands.
    public init(of values: [Double], at positions: [Double]) {
        precondition(values.count == positions.count, "every value has a position")
        var slopes: [Double] = []
        slopes.reserveCapacity(values.count * max(0, values.count - 1) / 2)
        for later in values.indices {
            let (position, value) = (positions[later], values[later])
            for earlier in 0..<later where positions[earlier] != position {
                slopes.append((value - values[earlier]) / (position - positions[earlier]))
            }
        }
        self.slopes = Selection(slopes)
        slope = self.slopes.median()
        let ties = Ranks(of: values).tieCorrection + Ranks(of: positions).tieCorrection
        variance = max(0, (Ranks.term(Double(values.count)) - ties) / 18)
    }

    /// The range that holds the true slope with this confidence; 0...0 when all positions are equal.
    /// - Parameters:
    ///   - confidence: strictly between 0 and 1.
    ///   - correction: how many times larger autocorrelation makes the variance; `MannKendall.correction`.
    public func interval(confidence: Double = 0.95, correction: Double = 1) -> ClosedRange<Double> {
        guard slopes.count > 0 else { return 0...0 }
        let spread = Normal.quantile((1 + confidence) / 2) * (variance * correction).squareRoot()
        let count = Double(slopes.count)
        let low = ((count - spread) / 2).rounded(.toNearestOrEven) - 1
        let high = ((count + spread) / 2).rounded(.toNearestOrEven)
        var slopes = slopes
        let lowest = slopes.number(at: max(0, Int(low)))
        return lowest...slopes.number(at: min(slopes.count - 1, Int(high)))
    }
}
