/// What the floors of one quantity say.
struct Judgement {
    /// Floors without which nothing is said: 12, after the first 20 % were dropped.
    static let least = 15
    /// Floors on each side of a jump without which it is not called one.
    private static let side = 6
    /// Newest windows that must all stand higher than before to say that something has changed.
    private static let newest = 4

    /// What can be said.
    enum Finding {
        /// It does not grow by more than the tolerance.
        case flat
        /// It grew, and the second half does not.
        case settled(height: Double)
        /// It changed its level once and is flat on both sides; the index is that of the first floor after it.
        case jumped(index: Int, height: Double)
        /// It grows steadily by more than the tolerance.
        case rising
        /// Neither can be said; `floors` is how many more it probably takes.
        case doubtful(LeakVerdict.Doubt.Reason, floors: Double?)
    }

    /// Every floor of the segment.
    private let all: Series
    /// Without the first 20 %, in which everything warms up.
    private let used: Series
    private let recent: Series
    private let tolerance: Double
    /// The trend of the floors that count.
    let whole: Trend

    /// - Parameters:
    ///   - all: every floor of the segment, at least `least`.
    ///   - recent: the newest windows one by one.
    ///   - tolerance: growth per step that does not matter.
    init(of all: Series, recent: Series, tolerance: Double) {
        self.all = all
        used = all[Self.dropped(of: all.count)..<all.count]
        self.recent = recent
        self.tolerance = tolerance
        whole = Trend(of: used)
    }

    /// How many of so many floors do not count.
    static func dropped(of count: Int) -> Int { (count + 4) / 5 }

    /// A rise that is within the tolerance when it is spread over all steps.
    private var immaterial: Double { tolerance * used.span }

    func finding() -> Finding {
        if let jump = jump() { return jump }
        if whole.rate.interval.upperBound <= tolerance { return lately() ?? .flat }
        let half = used.count / 2
        let (first, second) = (used[0..<half], used[half..<used.count])
        let height = Series.median(second.values) - Series.median(first.values)
        let end = Trend(of: second)
        if end.certainCeiling <= tolerance, height > immaterial / 4 {
            return lately() ?? .settled(height: height)
        }
        let beginning = Trend(of: first)
        guard whole.isRising(beyond: tolerance) else {
            return (beginning.rate.perStep <= tolerance ? lately() : nil) ?? noise(whole)
        }
        return steadiness(first: beginning, second: end)
    }

    /// A rise is a leak when it goes on as it began, and is larger than what has fallen before.
    private func steadiness(first: Trend, second: Trend) -> Finding {
        let (before, now) = (first.rate.perStep, second.rate.perStep)
        if now < 0.7 * before || (now < 0.85 * before && second.isSlower(than: first)) {
            return .doubtful(.slowing, floors: untilFlat(before, now))
        }
        guard second.risingProbability < 0.05, second.rate.interval.lowerBound > tolerance else {
            return noise(second)
        }
        // Garbage that waits for Python's collector rises as steadily as a leak until it falls.
        let rise = whole.rate.perStep * used.span
        let fall = all.largestFall
        guard fall * 3 < rise else {
            return .doubtful(.falls, floors: Double(used.count) * (fall * 3 / rise - 1))
        }
        return .rising
    }

    private func jump() -> Finding? {
        let change = ChangePoint(of: used.values)
        let after = change.index..<used.count
        guard abs(change.height) > immaterial, change.index >= Self.side, after.count >= Self.side,
            isLevel(used[0..<change.index]), isLevel(used[after])
        else { return nil }
        if let doubt = lately(comparedWith: used[after]) { return doubt }
        return change.height > 0 ? .jumped(index: change.index, height: change.height) : .flat
    }

    /// Whether a stretch is flat and has no jump in it.
    private func isLevel(_ stretch: Series) -> Bool {
        guard Trend(of: stretch).certainCeiling <= tolerance else { return false }
        let change = ChangePoint(of: stretch.values)
        return abs(change.height) <= immaterial || min(change.index, stretch.count - change.index) < 3
    }

    /// The doubt that something has just begun, which a long flat past would outvote for as long again: the newest
    /// windows stand higher than anything but the last quarter, by much, or rising.
    private func lately(comparedWith past: Series? = nil) -> Finding? {
        let newest = recent.values.suffix(Self.newest)
        guard let level = newest.min(), newest.count == Self.newest,
            level > used[0..<(used.count * 3 / 4)].highestLevel
        else { return nil }
        let isMuchHigher = level - Series.median((past ?? used).values) > immaterial
        guard isMuchHigher || isRisingAtTheEnd(used) || isRisingAtTheEnd(recent) else { return nil }
        return .doubtful(.lately, floors: Double(max(Self.side, used.count / 4)))
    }

    private func isRisingAtTheEnd(_ series: Series) -> Bool {
        sequence(first: series.count / 2) { $0 / 2 }.prefix { $0 >= Self.side }
            .contains { Trend(of: series[(series.count - $0)..<series.count]).isRising(beyond: tolerance) }
    }

    /// The doubt that it may be chance, and how long until chance is smaller than what is to be told apart.
    private func noise(_ trend: Trend) -> Finding {
        let rate = trend.rate
        let reach =
            rate.perStep > tolerance
            ? rate.perStep - min(rate.interval.lowerBound, trend.certainRate)
            : rate.interval.upperBound - rate.perStep
        let factor = reach / abs(rate.perStep - tolerance)
        // White noise shrinks faster than in proportion to the floors, wandering noise more slowly.
        return .doubtful(.noise, floors: Self.sensible(Double(used.count) * max(factor - 1, 0.1), of: all))
    }

    /// Floors until a rise that dies out exponentially has left the second half of the series.
    private func untilFlat(_ before: Double, _ now: Double) -> Double? {
        let share = max(now / before, 0.1)
        let halves = sequence(first: now) { $0 * share }.prefix { $0 > tolerance }.prefix(100).count
        let floors = Double(all.count + halves * used.count / 2) / 0.6 - Double(all.count)
        return Self.sensible(floors, of: all)
    }

    /// A guess beyond many times the past is none.
    private static func sensible(_ floors: Double, of all: Series) -> Double? {
        floors.isFinite && floors < 30 * Double(all.count) ? floors : nil
    }
}
