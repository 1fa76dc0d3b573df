internal import History
internal import Telemetry

/// What somebody looks at on the graphs: which one, which part of the past, and which moment.
struct GraphFocus: Sendable, Equatable {
    /// Which part of the past, and which moment.
    private(set) var viewport = Viewport()
    /// The graph that is chosen; nil before any is.
    private(set) var chosen: Series?
    /// Whether the chosen graph has the room of all.
    private(set) var isFull = false

    /// The graph that has the room of all.
    var full: Series? { isFull ? chosen ?? .registry : nil }

    /// Answers a key that means something on graphs.
    /// - Returns: what to say where nothing could be done.
    mutating func perform(_ action: Action, in situation: Situation) -> String? {
        let surroundings = situation.surroundings
        switch action {
        case .left: viewport.moveCursor(by: -2, in: surroundings)
        case .right: viewport.moveCursor(by: 2, in: surroundings)
        case .up, .down: choose(beside: chosen, isNext: action == .down)
        case .choose: isFull.toggle()
        case .scrollBack: viewport.scroll(byWidths: -0.5, in: surroundings)
        case .scrollForward: viewport.scroll(byWidths: 0.5, in: surroundings)
        case .pageUp: viewport.scroll(byWidths: -1, in: surroundings)
        case .pageDown: viewport.scroll(byWidths: 1, in: surroundings)
        case .toBeginning: viewport.showOldest(in: surroundings)
        case .toEnd: viewport.showNewest(in: surroundings)
        case .follow: viewport.follow()
        case .zoomIn, .zoomOut: return zoom(in: action == .zoomIn, in: situation)
        case .previousEvent, .nextEvent: return jump(forward: action == .nextEvent, in: situation)
        default: break
        }
        return nil
    }

    /// Shows the other kind of time.
    mutating func toggleClock() { viewport.toggleClock() }

    /// Reads a moment that somebody pointed at.
    mutating func read(_ elapsed: Int64, in situation: Situation) {
        viewport.read(elapsed, in: situation.surroundings)
    }

    /// Gives a column less or more time.
    /// - Parameter anchor: the moment that keeps its place.
    /// - Returns: what to say where that is not possible.
    mutating func zoom(in isIn: Bool, about anchor: Int64? = nil, in situation: Situation) -> String? {
        if viewport.zoom(in: isIn, about: anchor, in: situation.surroundings) { return nil }
        return isIn ? "nothing finer is remembered" : "the whole run is in sight"
    }

    /// Closes the innermost thing.
    /// - Returns: whether there was any.
    mutating func back() -> Bool {
        switch (viewport.cursor, isFull, viewport.isFollowing, chosen) {
        case (.some, _, _, _): viewport.hideCursor()
        case (nil, true, _, _): isFull = false
        case (nil, false, false, _): viewport.follow()
        case (nil, false, true, .some): chosen = nil
        case (nil, false, true, nil): return false
        }
        return true
    }

    /// The first time the first one, or the last one.
    private mutating func choose(beside series: Series?, isNext: Bool) {
        let all = Series.allCases
        let index = (series ?? full).map { $0.index + (isNext ? 1 : -1) } ?? (isNext ? 0 : all.count - 1)
        chosen = all[min(max(0, index), all.count - 1)]
    }

    /// To the next event that is in another cell.
    private mutating func jump(forward: Bool, in situation: Situation) -> String? {
        let window = viewport.window(in: situation.surroundings)
        let place = viewport.cursor.map { window.span(of: window.cell(of: $0)) }
        let countsPlans =
            PlanBounds(situation.events, in: window, until: situation.surroundings.now).areDistinct
        let end = situation.surroundings.now + 1
        let moment =
            forward
            ? situation.events.moment(from: place?.upperBound ?? end, countsPlans: countsPlans)
            : situation.events.moment(before: place?.lowerBound ?? end, countsPlans: countsPlans)
        guard let moment, moment < end else { return forward ? "no later event" : "no earlier event" }
        viewport.read(moment, in: situation.surroundings)
        return nil
    }
}
