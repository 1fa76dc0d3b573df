/// The slope of values against positions, with an error that remains honest when the noise itself wanders.
///
/// Noise that remembers where it was goes far in one direction without any trend, and no correction that is
/// estimated from the detrended values sees all of it, because the wandering is what detrending took off. Values
/// are therefore fitted as differences of neighbours, as far as neighbours resemble each other (Prais & Winsten 1954), and
/// as plain differences once the noise cannot be told from a random walk (Perron & Yabu 2009). The resemblance is
/// corrected for what a fitted line takes off it (Orcutt & Winokur 1969).
///
/// - Orcutt, G. H. & Winokur, H. S. (1969). First order autoregression: inference, estimation, and prediction.
///   Econometrica 37, 1–14.
/// - Perron, P. & Yabu, T. (2009). Estimating deterministic trends with an integrated or stationary noise component.
///   Journal of Econometrics 151, 56–69.
struct Drift {
    /// Fewer values than this cannot tell noise that forgets from noise that wanders.
    private static let telling = 30

    let slope: Double
    /// Standard error of the slope; infinite for fewer than six values.
    let error: Double
    /// How much neighbours are taken to resemble each other, from 0 to 1; 1 is a random walk.
    let memory: Double
    private let freedom: Double

    /// Fits a series twice: with the memory that its noise seems to have, and once more for the cautious, who take noise
    /// of which there are too few values to tell for a random walk.
    ///
    /// Values that lie far from a line, beyond four deviations, are brought back to that distance first: a window that
    /// missed its low is no news about the trend.
    /// - Parameter line: the slope of the line; `TheilSen.slope`.
    static func fits(of series: Series, along line: Double) -> (likely: Drift, cautious: Drift) {
        let near = withoutOutliers(series, along: line)
        let ones = [Double](repeating: 1, count: near.count)
        let memory = memory(fit(near.values, near.positions, constant: ones).residuals)
        let likely = Drift(of: near, memory: memory)
        guard near.count < telling, memory < 1 else { return (likely, likely) }
        return (likely, Drift(of: near, memory: 1))
    }

    /// Fits a series whose neighbours resemble each other this much.
    init(of series: Series, memory: Double) {
        self.memory = memory
        freedom = Double(series.count - 2)
        guard series.count > 5, series.span > 0 else {
            (slope, error) = (0, .infinity)
            return
        }
        let ones = [Double](repeating: 1, count: series.count)
        let fit = Self.fit(
            Self.news(series.values, memory), Self.news(series.positions, memory),
            constant: Self.news(ones, memory))
        slope = fit.slope
        let noise = Self.product(fit.residuals, fit.residuals) / freedom
        error = fit.spread > 0 ? (noise / fit.spread).squareRoot() : .infinity
    }

    /// How far from `slope` the true one may lie.
    /// - Parameter deviations: of a normal distribution; fewer values take more (Student's t, by the expansion
    ///   26.7.5 in Abramowitz & Stegun).
    func margin(_ deviations: Double) -> Double {
        guard error.isFinite else { return .infinity }
        let square = deviations * deviations
        let first = (square + 1) / (4 * freedom)
        let second = ((5 * square + 16) * square + 3) / (96 * freedom * freedom)
        return error * deviations * (1 + first + second)
    }

    private static func withoutOutliers(_ series: Series, along line: Double) -> Series {
        let residuals = zip(series.values, series.positions).map { $0 - line * $1 }
        let middle = Series.median(residuals)
        // 1.4826 times the median distance is the standard deviation of normal noise.
        let reach = 4 * 1.4826 * Series.median(residuals.map { abs($0 - middle) })
        let values = zip(residuals, series.positions).map { residual, position in
            line * position + min(max(residual, middle - reach), middle + reach)
        }
        return Series(positions: series.positions, values: values)
    }

    private static func memory(_ residuals: [Double]) -> Double {
        let earlier = Array(residuals.dropLast())
        let power = product(earlier, earlier)
        guard power > 0, residuals.count > 5 else { return 0 }
        let count = Double(residuals.count)
        let corrected = (count * product(earlier, Array(residuals.dropFirst())) / power + 2) / (count - 4)
        return corrected > 1 - 2 / count.squareRoot() ? 1 : max(0, corrected)
    }

    /// What is new in each number; the first one is new as a whole, weighted like the rest.
    private static func news(_ numbers: [Double], _ memory: Double) -> [Double] {
        var news = [numbers[0] * (1 - memory * memory).squareRoot()]
        news.reserveCapacity(numbers.count)
        for place in 1..<numbers.count { news.append(numbers[place] - memory * numbers[place - 1]) }
        return news
    }

    /// Least squares of values on positions and a constant, which is left out where it is 0 everywhere.
    private static func fit(
        _ values: [Double], _ positions: [Double], constant: [Double]
    ) -> (slope: Double, spread: Double, residuals: [Double]) {
        let (y, x) = (without(constant, in: values), without(constant, in: positions))
        let spread = product(x, x)
        let slope = spread > 0 ? product(x, y) / spread : 0
        return (slope, spread, zip(y, x).map { $0 - slope * $1 })
    }

    private static func without(_ constant: [Double], in numbers: [Double]) -> [Double] {
        let power = product(constant, constant)
        guard power > 0 else { return numbers }
        let share = product(numbers, constant) / power
        return zip(numbers, constant).map { $0 - share * $1 }
    }

    private static func product(_ a: [Double], _ b: [Double]) -> Double {
        var sum = 0.0
        for place in a.indices { sum += a[place] * b[place] }
        return sum
    }
}
