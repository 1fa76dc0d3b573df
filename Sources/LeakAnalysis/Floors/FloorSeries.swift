/// The floors of a run under one regime, in bounded memory however long it lasts.
///
/// Memory in use is a saw tooth: it rises with every step and falls with every sweep. Only the lows say whether
/// something stays, so each window between two sweeps leaves one floor. When there are too many, neighbours merge and
/// keep the lower, all of them at once and those to come as well: the low of a long window lies below the low of a
/// short one, and a series of both kinds would seem to rise where the short ones begin.
public struct FloorSeries: Sendable, Codable {
    /// Floors of the whole segment that are kept at most.
    static let capacity = 224
    /// Newest windows that are kept one by one beside them, so that what began an hour ago does not drown in a month.
    static let recentCapacity = 32
    /// Readings without which a window is not closed: fewer would miss the low of most saw teeth.
    static let readingsPerWindow = 8

    /// What the floors have in common; nil before the first reading.
    public private(set) var regime: Regime?
    /// Floors of the segment, oldest first, all of equally many windows.
    public private(set) var floors: [Floor] = []
    /// The newest windows one by one, oldest first.
    public private(set) var recent: [Floor] = []
    /// Windows in each of `floors`.
    public private(set) var windowsPerFloor = 1
    /// Windows of the segment that have been closed.
    public private(set) var windows = 0
    /// Seconds since the session began when the segment began.
    public private(set) var begin = 0.0

    private var window: Window?
    private var last: Reading?
    private var stepsAtClose = 0
    private var pending: Pending?

    /// Creates an empty series.
    public init() {}

    /// Takes a reading over, in constant time except when floors are merged.
    ///
    /// A regime that differs from the last one begins a new segment and forgets the old one; so does a reading that
    /// goes back in time or in steps, because then something else is being measured.
    /// - Returns: whether a window was closed by it, so that there may be a new verdict.
    @discardableResult
    public mutating func record(_ reading: Reading, under regime: Regime) -> Bool {
        let isBehind = last.map { reading.steps < $0.steps || reading.seconds < $0.seconds } ?? false
        if regime != self.regime || isBehind { self = FloorSeries(regime, from: reading) }
        last = reading
        window.take(reading)
        guard !regime.sweeps, let window, reading.seconds - window.begin >= regime.interval else {
            return false
        }
        return closeWindow()
    }

    /// Notes that a sweep has ended, whoever asked for it: the window before it is over.
    ///
    /// The next reading is the first of the next window; one that is taken at once catches the low best.
    /// - Returns: whether a window was closed by it, so that there may be a new verdict.
    @discardableResult
    public mutating func noteSweep() -> Bool { closeWindow() }

    private init(_ regime: Regime, from reading: Reading) {
        self.regime = regime
        begin = reading.seconds
        stepsAtClose = reading.steps
    }

    /// A window without enough readings, or in which no step ran, stays open.
    private mutating func closeWindow() -> Bool {
        guard let window, let last, window.readings >= Self.readingsPerWindow, last.steps > stepsAtClose
        else { return false }
        self.window = nil
        stepsAtClose = last.steps
        append(window.floor)
        return true
    }

    /// Adds the floor of one window.
    mutating func append(_ floor: Floor) {
        windows += 1
        if recent.count == Self.recentCapacity { recent.removeFirst() }
        recent.append(floor)
        let merged =
            pending.map { Pending(floor: $0.floor.merged(with: floor), windows: $0.windows + 1) }
            ?? Pending(floor: floor, windows: 1)
        guard merged.windows == windowsPerFloor else {
            pending = merged
            return
        }
        pending = nil
        floors.append(merged.floor)
        if floors.count == Self.capacity { merge() }
    }

    private mutating func merge() {
        floors = stride(from: 0, to: floors.count, by: 2).map { floors[$0].merged(with: floors[$0 + 1]) }
        windowsPerFloor *= 2
    }
}

/// The readings since the last sweep.
/// A floor that has not as many windows yet as the others.
private struct Pending: Codable {
    let floor: Floor
    let windows: Int
}

private struct Window: Codable {
    let begin: Double
    var floor: Floor
    var readings = 1
}

extension Window? {
    fileprivate mutating func take(_ reading: Reading) {
        guard var window = self else {
            self = Window(begin: reading.seconds, floor: Floor(reading))
            return
        }
        window.floor = window.floor.merged(with: Floor(reading))
        window.readings += 1
        self = window
    }
}
