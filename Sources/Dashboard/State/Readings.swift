internal import Telemetry

/// The newest snapshots, and those on the screen.
///
/// The screen follows once a second, because a number that changes ten times a second cannot be read and costs
/// bytes; and not at all while nothing changes but the time.
struct Readings: Sendable {
    /// The newest snapshot.
    private(set) var latest: Snapshot?
    /// The snapshot on the screen.
    private(set) var shown: Snapshot?
    /// The time on the screen, in nanoseconds since the session began.
    private(set) var shownAt: Int64 = 0
    /// Snapshots and events that were overwritten before they could be read.
    var missed = 0
    /// Whether something happened that the screen does not show yet.
    var hasNews = false
    /// Switches that an event told of, and when; nil once a snapshot taken since then has told of them too.
    private var announced: (settings: Settings, elapsed: Int64)?

    /// The switches in force, by the newest news of them; nil before there is any.
    var settings: Settings? { announced?.settings ?? latest?.settings }

    /// Whether the switches changed after the newest snapshot was taken.
    var isBehind: Bool { announced != nil }

    /// Takes a snapshot over.
    /// - Returns: whether it says something that cannot wait for the next second.
    mutating func take(_ snapshot: Snapshot) -> Bool {
        var snapshot = snapshot
        let wasBehind = isBehind
        if let announced, snapshot.moment.elapsed < announced.elapsed {
            snapshot.settings = announced.settings
        } else {
            announced = nil
        }
        defer { latest = snapshot }
        guard let latest, isBehind == wasBehind else { return true }
        return latest.progress.phase != snapshot.progress.phase || latest.settings != snapshot.settings
    }

    /// Takes switches over that changed at a time, unless something newer is known.
    mutating func take(_ settings: Settings, at elapsed: Int64) {
        if let latest, latest.moment.elapsed >= elapsed { return }
        announced = (settings, elapsed)
    }

    /// Shows the newest snapshot.
    mutating func show(at elapsed: Int64) {
        shown = latest
        hasNews = false
        shownAt = max(shownAt, elapsed)
    }

    /// Whether a new second has begun and there is something to show in it.
    func isDue(at elapsed: Int64) -> Bool {
        guard elapsed / 1_000_000_000 != shownAt / 1_000_000_000, let latest else { return false }
        guard isResting(latest), !hasNews, let shown else { return true }
        let grown = (latest.residentBytes ?? 0) - (shown.residentBytes ?? 0)
        return grown.magnitude >= Self.leastGrowth || Self.essence(of: shown) != Self.essence(of: latest)
    }

    /// Whether nothing will change by itself: no plan runs and no clock will sweep.
    private func isResting(_ snapshot: Snapshot) -> Bool {
        snapshot.nextSweep == nil
            && (snapshot.progress.phase == .finished || snapshot.progress.phase == .paused)
    }

    /// Bytes by which the resident set must change to be shown at rest: pages come and go without anything running.
    private static let leastGrowth = 4_000_000

    /// What else a person would see change.
    private static func essence(of snapshot: Snapshot) -> Snapshot {
        var essence = snapshot
        essence.moment = Moment(elapsed: 0, unix: 0)
        essence.residentBytes = nil
        return essence
    }
}
