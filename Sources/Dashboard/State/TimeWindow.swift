/// The span of time that the graphs show, in columns of equal width.
///
/// It does not scroll: it stands still while samples fill the free part at its right, and then steps by an eighth
/// of its width. A graph that scrolls rewrites every cell each time, which a slow line pays for.
struct TimeWindow: Sendable, Equatable {
    /// Where the first column begins, in nanoseconds since the session began.
    let start: Int64
    /// Nanoseconds to a column.
    let columnWidth: Int64
    /// How many columns.
    let columns: Int

    /// Half a second: 33 seconds for half of an 80-column screen.
    static let usualColumnWidth: Int64 = 500_000_000

    /// The window in which a moment is in the free part, or the first window of all.
    init(showing now: Int64, columns: Int, columnWidth: Int64 = usualColumnWidth) {
        self.columnWidth = columnWidth
        self.columns = max(0, columns)
        // Whole cells, two columns each.
        let step = Int64(max(1, self.columns / 16) * 2) * columnWidth
        let width = Int64(self.columns) * columnWidth
        start = now < width ? 0 : (now - width) / step * step + step
    }

    /// Where the last column ends.
    var end: Int64 { start + Int64(columns) * columnWidth }

    /// The column of a moment, which may lie outside.
    func column(of elapsed: Int64) -> Int {
        let offset = elapsed - start
        return Int(offset >= 0 ? offset / columnWidth : -1)
    }

    /// Moments worth a label: multiples of a round number of seconds, at least so many columns apart.
    func roundMoments(apart columns: Int) -> [Int64] {
        let least = Int64(columns) * columnWidth
        guard let step = Self.roundSeconds.map({ $0 * 1_000_000_000 }).first(where: { $0 >= least }) else {
            return []
        }
        let first = (start + step - 1) / step * step
        return Array(stride(from: first, to: end, by: Int(step)))
    }

    private static let roundSeconds: [Int64] = [
        1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200, 14_400, 21_600, 43_200, 86_400,
    ]
}
