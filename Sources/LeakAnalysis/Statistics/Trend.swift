/// How a series grows, with everything that makes it less certain counted in.
struct Trend {
    /// Growth per step. The interval is what Theil–Sen says and what `Drift` says, taken together.
    let rate: Rate
    /// How likely a series that does not rise would seem to rise as much; Mann–Kendall, corrected.
    let risingProbability: Double
    /// What the growth is at least, at one in a thousand, even if the noise wanders.
    let certainRate: Double
    /// What the growth is at most, at one in forty, even if the noise wanders.
    let certainCeiling: Double

    init(of series: Series) {
        guard let first = series.values.first, series.values.contains(where: { $0 != first }), series.span > 0
        else {
            // What never changes does not grow; what was measured at one place only may do anything.
            let bound = series.span > 0 ? 0 : Double.infinity
            rate = Rate(perStep: 0, interval: -bound...bound)
            (risingProbability, certainRate, certainCeiling) = (0.5, -bound, bound)
            return
        }
        let line = TheilSen(of: series.values, at: series.positions)
        let test = MannKendall(of: series.values, at: series.positions, detrendedBy: line.slope)
        let interval = line.interval(confidence: 0.95, correction: test.correction)
        let (drift, cautious) = Drift.fits(of: series, along: line.slope)
        let margin = drift.margin(1.96)
        let (low, high) = (drift.slope - margin, drift.slope + margin)
        rate = Rate(
            perStep: line.slope, interval: min(interval.lowerBound, low)...max(interval.upperBound, high))
        risingProbability = test.risingProbability
        certainRate = cautious.slope - cautious.margin(3.09)
        certainCeiling = max(rate.interval.upperBound, cautious.slope + cautious.margin(1.96))
    }

    /// Whether it certainly grows by more than a tolerance.
    func isRising(beyond tolerance: Double) -> Bool {
        risingProbability < 0.01 && rate.interval.lowerBound > tolerance && certainRate > tolerance
    }

    /// Whether it grows by less than another trend, at one in forty.
    func isSlower(than other: Trend) -> Bool {
        let (mine, its) = (
            rate.interval.upperBound - rate.perStep, other.rate.perStep - other.rate.interval.lowerBound
        )
        let margin = (mine * mine + its * its).squareRoot()
        return other.rate.perStep - rate.perStep > margin
    }
}
