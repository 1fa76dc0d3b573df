internal import Telemetry

/// The span of time that the graphs show, in columns of equal width.
///
/// It does not scroll: it stands still while samples fill the free part at its right, and then steps by a part of its
/// width. A graph that scrolls rewrites every cell each time, which a slow line pays for.
struct TimeWindow: Sendable, Equatable {
    /// How time is divided.
    let grid: TimeGrid
    /// Where the first column begins, in nanoseconds since the session began.
    let start: Int64

    /// Nanoseconds to a column.
    var columnWidth: Int64 { grid.columnWidth }

    /// How many columns.
    var columns: Int { grid.columns }

    /// Where the last column ends.
    var end: Int64 { start + grid.width }

    /// Whether a moment is in one of the columns.
    func contains(_ elapsed: Int64) -> Bool { start <= elapsed && elapsed < end }

    /// The column of a moment, which may lie outside.
    func column(of elapsed: Int64) -> Int {
        let offset = elapsed - start
        return Int(offset >= 0 ? offset / columnWidth : -1)
    }

    /// Where a column begins.
    func beginning(of column: Int) -> Int64 { start + Int64(column) * columnWidth }

    /// The two columns that share a cell with a moment: a line through that cell stands for all of it.
    func cell(of elapsed: Int64) -> Range<Int> {
        let first = column(of: elapsed) / 2 * 2
        return first..<(first + 2)
    }

    /// The moments of some columns.
    func span(of columns: Range<Int>) -> Range<Int64> {
        beginning(of: columns.lowerBound)..<beginning(of: columns.upperBound)
    }

    /// Moments worth a label, at least so many columns apart, and the unit that all are whole ones of.
    func roundMoments(apart columns: Int) -> (moments: [Int64], unit: Int64) {
        grid.roundMoments(from: start, apart: columns)
    }
}

extension SeriesHistory {
    /// A series over a span of time, one element for each of its columns.
    func columns(of series: Series, in window: TimeWindow) -> [HistoryBucket?] {
        self[series].columns(from: window.start, width: window.columnWidth, count: window.columns)
    }
}
