/// Where values change their level at once, if they do.
///
/// The place is the one that parts low ranks from high ranks best (Pettitt 1979).
///
/// - Pettitt, A. N. (1979). A non-parametric approach to the change-point problem. Applied Statistics 28, 126–135.
struct ChangePoint {
    /// Index of the first value on the new level, at least 1.
    let index: Int
    /// Median after it less median before it.
    let height: Double

    /// - Parameter values: at least two.
    init(of values: [Double]) {
        precondition(values.count > 1, "a change needs a before and an after")
        let ranks = Ranks(of: values).ranks
        let mean = Double(values.count + 1) / 2
        var (sum, best, index) = (0.0, -1.0, 1)
        for place in 1..<values.count {
            sum += ranks[place - 1] - mean
            if abs(sum) > best { (best, index) = (abs(sum), place) }
        }
        self.index = index
        height = Series.median(Array(values[index...])) - Series.median(Array(values[..<index]))
    }
}
