/// The span of time that the graphs show, in columns of equal width.
///
/// It does not scroll: it stands still while samples fill the free part at its right, and then steps by a part of its
/// width. A graph that scrolls rewrites every cell each time, which a slow line pays for. Steps are round times, so
/// that the labels keep their places, and the saw tooth of most intervals falls on itself.
struct TimeWindow: Sendable, Equatable {
    /// Where the first column begins, in nanoseconds since the session began.
    let start: Int64
    /// Nanoseconds to a column.
    let columnWidth: Int64
    /// How many columns.
    let columns: Int
    /// Nanoseconds from one window to the next.
    private let step: Int64

    /// One second, which is a minute for half of an 80-column screen, and finer where that leaves a minute.
    static func usualColumnWidth(_ columns: Int) -> Int64 { columns < 120 ? 1_000_000_000 : 500_000_000 }

    /// The window in which a moment is in the free part, or the first window of all.
    init(showing now: Int64, columns: Int) {
        self.columns = max(0, columns)
        columnWidth = Self.usualColumnWidth(columns)
        let width = Int64(self.columns) * columnWidth
        step = Self.step(width: width, cell: 2 * columnWidth)
        start = now < width ? 0 : (now - width) / step * step + step
    }

    /// Where the last column ends.
    var end: Int64 { start + Int64(columns) * columnWidth }

    /// The column of a moment, which may lie outside.
    func column(of elapsed: Int64) -> Int {
        let offset = elapsed - start
        return Int(offset >= 0 ? offset / columnWidth : -1)
    }

    /// Moments worth a label, at least so many columns apart and in the same columns of every window.
    ///
    /// None stands at the very left, where it would hide the first sweep of all.
    func roundMoments(apart columns: Int) -> [Int64] {
        let least = Int64(columns) * columnWidth
        guard let spacing = Self.roundTimes.first(where: { $0 >= least && $0 % step == 0 }) else { return [] }
        return Array(stride(from: start + step, to: end, by: Int(spacing)))
    }

    /// The longest round time up to a quarter of the width that is whole cells; one cell if there is none.
    private static func step(width: Int64, cell: Int64) -> Int64 {
        roundTimes.last { $0 <= width / 4 && $0 % cell == 0 } ?? cell
    }

    private static let roundTimes: [Int64] = [
        1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200, 14_400, 21_600, 43_200, 86_400,
    ].map { $0 * 1_000_000_000 }
}
