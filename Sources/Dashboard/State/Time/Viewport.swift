/// Which part of the past the graphs show, and the moment that is read.
struct Viewport: Sendable, Equatable {
    /// What a viewport depends on beside what was pressed before.
    struct Surroundings: Sendable, Equatable {
        /// How many columns the graphs have.
        var columns = 0
        /// The newest moment on the screen, in nanoseconds since the session began.
        var now: Int64 = 0
        /// Whether windows step by an eighth of their width.
        var isStepping = true
        /// A moment that is round on the clock that is shown.
        var phase: Int64 = 0
    }

    /// Where the graphs begin; nil while they follow the present.
    private(set) var pinned: Int64?
    /// The moment that is read; nil while none is.
    private(set) var cursor: Int64?
    /// Whether times are those of the clock on the wall instead of those since the session began.
    private(set) var showsClock = false
    /// Nanoseconds to a column; nil for as many as are usual.
    private var columnWidth: Int64?

    /// Whether the newest values are in sight and stay so.
    var isFollowing: Bool { pinned == nil }

    /// The span of time in sight. While a moment is read it stays in sight, and the present waits.
    func window(in surroundings: Surroundings) -> TimeWindow {
        let grid = grid(in: surroundings)
        let newest = grid.window(showing: surroundings.now)
        guard let start = pinned ?? cursor else { return newest }
        return start < newest.start ? grid.window(from: start) : newest
    }

    private func grid(in surroundings: Surroundings, width: Int64? = nil) -> TimeGrid {
        TimeGrid(
            columns: surroundings.columns,
            columnWidth: width ?? columnWidth ?? ZoomLadder.usual(columns: surroundings.columns),
            isStepping: surroundings.isStepping, phase: surroundings.phase)
    }
}

// MARK: - Changes

extension Viewport {
    /// Back to the present, and nothing is read any more.
    mutating func follow() { (pinned, cursor) = (nil, nil) }

    /// Reads nothing any more.
    mutating func hideCursor() { cursor = nil }

    /// Shows the other kind of time.
    mutating func toggleClock() { showsClock.toggle() }

    /// Moves the moment that is read by columns; the first time it appears at the newest in sight.
    mutating func moveCursor(by columns: Int, in surroundings: Surroundings) {
        let window = window(in: surroundings)
        let newest = min(surroundings.now, window.beginning(of: window.columns - 1))
        read(cursor.map { $0 + Int64(columns) * window.columnWidth } ?? newest, in: surroundings)
    }

    /// Reads a moment and brings it into sight.
    mutating func read(_ elapsed: Int64, in surroundings: Surroundings) {
        let moment = min(max(0, elapsed), surroundings.now)
        let window = window(in: surroundings)
        cursor = moment
        if moment < window.start { pin(moment, in: surroundings) }
        if moment >= window.end { pin(moment - window.grid.width + window.grid.step, in: surroundings) }
    }

    /// Shows an earlier or later time, by parts of the width.
    /// - Parameter widths: 1 for a whole width, negative for earlier.
    mutating func scroll(byWidths widths: Double, in surroundings: Surroundings) {
        let window = window(in: surroundings)
        let distance = Int64((Double(window.grid.width) * widths / Double(window.grid.step)).rounded())
        pin(window.start + distance * window.grid.step, in: surroundings)
        let moved = self.window(in: surroundings)
        cursor = cursor.map { min(max(0, $0 + moved.start - window.start), surroundings.now) }
    }

    /// Shows the beginning of the session.
    mutating func showOldest(in surroundings: Surroundings) {
        pin(0, in: surroundings)
        if cursor != nil { cursor = 0 }
    }

    /// Shows the present.
    mutating func showNewest(in surroundings: Surroundings) {
        pinned = nil
        if cursor != nil { cursor = surroundings.now }
    }

    /// Gives a column less or more time, and leaves a moment where it is.
    /// - Parameter anchor: the moment that stays; nil for the one that is read, else the middle, or the present.
    /// - Returns: whether there was anything finer or coarser.
    mutating func zoom(in isIn: Bool, about anchor: Int64? = nil, in surroundings: Surroundings) -> Bool {
        let window = window(in: surroundings)
        let width =
            isIn
            ? ZoomLadder.finer(than: window.columnWidth)
            : ZoomLadder.coarser(
                than: window.columnWidth, columns: window.columns, showing: surroundings.now)
        guard let width else { return false }
        columnWidth = width
        let isPresent = pinned == nil && cursor == nil && anchor == nil
        guard !isPresent else { return true }
        let moment = min(anchor ?? cursor ?? (window.start + window.grid.width / 2), surroundings.now)
        let columnsBefore = (moment - window.start) / window.columnWidth
        let grid = grid(in: surroundings)
        let start = grid.floor(moment - columnsBefore * width + grid.step / 2)
        pin(start > moment ? start - grid.step : start, in: surroundings)
        return true
    }

    /// Begins at a moment, within what there is.
    private mutating func pin(_ start: Int64, in surroundings: Surroundings) {
        let grid = grid(in: surroundings)
        let begin = grid.floor(max(0, start))
        pinned = begin < grid.window(showing: surroundings.now).start ? begin : nil
    }
}
