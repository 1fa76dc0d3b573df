/// How the time axis is divided: columns of equal width, and steps on which windows begin.
///
/// Steps are round times near an eighth of the width, so that labels keep their places and the saw tooth of most
/// intervals falls on itself.
struct TimeGrid: Sendable, Equatable {
    /// How many columns a window has.
    let columns: Int
    /// Nanoseconds to a column.
    let columnWidth: Int64
    /// Nanoseconds from one window to the next.
    let step: Int64
    /// The round time nearest an eighth of the width; labels are whole ones of it apart.
    let roundStep: Int64
    /// A moment at which a window may begin, and with it all that are whole steps away.
    private let origin: Int64

    /// Divides time.
    /// - Parameters:
    ///   - isStepping: whether windows stand still for an eighth of their width, or only for a column.
    ///   - phase: a moment that counts as round, in nanoseconds since the session began.
    init(columns: Int, columnWidth: Int64, isStepping: Bool = true, phase: Int64 = 0) {
        self.columns = max(0, columns)
        self.columnWidth = columnWidth
        roundStep = Self.roundStep(columns: self.columns, columnWidth: columnWidth)
        step = isStepping ? roundStep : columnWidth
        // Whole columns, so that columns are made of whole buckets.
        origin = Self.floor(phase, to: columnWidth)
    }

    /// Nanoseconds that a window spans.
    var width: Int64 { Int64(columns) * columnWidth }

    /// The last beginning of a window that is not after a moment.
    func floor(_ elapsed: Int64) -> Int64 { Self.floor(elapsed - origin, to: step) + origin }

    /// The window in which a moment is in the free part, or the first window of all.
    func window(showing now: Int64) -> TimeWindow {
        window(from: max(0, now - width + step))
    }

    /// The window that begins at a moment, or at the last step before it.
    func window(from start: Int64) -> TimeWindow { TimeWindow(grid: self, start: floor(start)) }

    /// Moments in a window worth a label, at least so many columns apart, and the unit that all are whole ones of.
    ///
    /// None stands at the very left, where it would hide the first sweep of all. Where windows step often, labels stand
    /// in the same columns of every one.
    func roundMoments(from start: Int64, apart columns: Int) -> (moments: [Int64], unit: Int64) {
        let least = Int64(columns) * columnWidth
        guard let spacing = Self.roundTimes.first(where: { $0 >= least && $0 % roundStep == 0 }) else {
            return ([], roundStep)
        }
        let isSteady = step == roundStep && spacing < Self.hour
        let first = isSteady ? start + step : Self.floor(start - origin, to: spacing) + spacing + origin
        let moments = stride(from: first, to: start + width, by: Int(spacing))
        return (Array(moments), isSteady ? step : spacing)
    }

    /// The round time nearest an eighth of the width that is whole cells; one cell if there is none.
    private static func roundStep(columns: Int, columnWidth: Int64) -> Int64 {
        let eighth = Double(Int64(columns) * columnWidth) / 8
        let cell = 2 * columnWidth
        let candidates = roundTimes.filter { $0 % cell == 0 } + [cell]
        return candidates.min { ratio($0, eighth) < ratio($1, eighth) } ?? cell
    }

    private static func ratio(_ time: Int64, _ wanted: Double) -> Double {
        max(Double(time) / wanted, wanted / Double(time))
    }

    private static func floor(_ value: Int64, to unit: Int64) -> Int64 {
        let rest = value % unit
        return rest < 0 ? value - rest - unit : value - rest
    }

    private static let hour: Int64 = 3_600_000_000_000

    /// Half a second to 500 days.
    private static let roundTimes: [Int64] =
        [500_000_000]
        + [
            1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200, 14_400, 21_600, 43_200,
        ].map { $0 * 1_000_000_000 }
        + [1, 2, 5, 10, 20, 50, 100, 200, 500].map { $0 * 86_400_000_000_000 }
}
