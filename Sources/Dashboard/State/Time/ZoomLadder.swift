/// How much time a column of a graph may stand for.
enum ZoomLadder {
    /// Nanoseconds, ascending: from 125 ms, the finest that is remembered, to 10 days.
    static let widths: [Int64] =
        [125_000_000, 250_000_000, 500_000_000]
        + [1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200, 14_400, 28_800, 43_200].map {
            $0 * 1_000_000_000
        }
        + [1, 2, 5, 10].map { $0 * 86_400_000_000_000 }

    /// One second, which is a minute for half of an 80-column screen, and finer where that leaves a minute.
    static func usual(columns: Int) -> Int64 { columns < 120 ? 1_000_000_000 : 500_000_000 }

    /// The next finer width; nil at the finest.
    static func finer(than width: Int64) -> Int64? { widths.last { $0 < width } }

    /// The next coarser width; nil where so many columns of this one show all that ever was.
    static func coarser(than width: Int64, columns: Int, showing now: Int64) -> Int64? {
        guard Int64(max(1, columns)) * width <= now else { return nil }
        return widths.first { $0 > width }
    }
}
