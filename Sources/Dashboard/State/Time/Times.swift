internal import History
internal import Telemetry

/// Moments in words, in the kind of time that somebody wants to read.
extension Dashboard {
    /// A moment to the second.
    func time(_ elapsed: Int64) -> String { timekeeper.reading(elapsed, now: readings.shownAt) }

    /// The columns that moments take of which these are the first and the last.
    func timeColumns(from first: Int64?, to last: Int64?) -> Int {
        [first, last].compactMap { $0.map { time($0).count } }.reduce(7, max)
    }

    /// How long ago something was, or when, as it is shown: an age while a clock runs that will bring news; else a time,
    /// which stays true by itself.
    func age(of elapsed: Int64, in width: Int = 0) -> String {
        guard readings.shown?.nextSweep != nil else { return "at \(time(elapsed))" }
        return Quantity.right(Quantity.age(readings.shownAt - elapsed), in: width) + " ago"
    }
}
