package import Telemetry

/// Everything that is remembered of a run, in bounded memory, whatever its length.
///
/// Made of nothing but the run's snapshots and events, in the order in which they come. Whoever is told of a run later is
/// given it as it is, and goes on from there: what they see is what they would have seen.
package struct Past: Sendable, Transmitted {
    /// The values of the graphs.
    package private(set) var series = SeriesHistory()
    /// What happened when.
    package private(set) var events = EventHistory()
    /// What has become of it so far, and the newest of everything.
    package private(set) var ledger = Ledger()
    /// What it answered to whoever asked.
    package private(set) var answers = Answers()
    /// What time it was.
    package private(set) var wall = WallClock()
    /// Whether it leaks.
    package var leaks = LeakWatch()
    /// The newest snapshot; nil before the first.
    package private(set) var latest: Snapshot?

    /// Creates the past of a run that has not begun.
    package init() {}

    /// Takes a snapshot over; one that is older than the newest is dropped.
    package mutating func take(_ snapshot: Snapshot) {
        guard snapshot.moment.elapsed >= latest?.moment.elapsed ?? .min else { return }
        ledger.compare(snapshot.cleanup, with: latest?.cleanup, at: snapshot.moment.elapsed)
        ledger.take(snapshot.progress.planVerdicts)
        latest = snapshot
        events.learn(snapshot.settings)
        series.append(snapshot)
        wall.learn(snapshot.moment)
        leaks.take(snapshot)
    }

    /// Takes an event over.
    /// - Returns: whether it ends the run.
    @discardableResult
    package mutating func take(_ event: Event) -> Bool {
        events.append(event)
        answers.take(event, latest)
        return ledger.append(event)
    }

    /// From now on the growth of types counts from here.
    package mutating func mark(at elapsed: Int64) { answers.types.mark(at: elapsed) }

    /// From now on it counts from where it counts for somebody who has marked a moment.
    package mutating func keepMark(of other: Past) { answers.types.keepMark(of: other.answers.types) }
}
