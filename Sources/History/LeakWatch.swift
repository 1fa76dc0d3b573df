package import LeakAnalysis
package import Telemetry

/// Follows a run and says whether it leaks, from nothing but its snapshots.
///
/// Whoever sees the same snapshots comes to the same answer: the dashboard of the run itself, one that is attached to it,
/// a replay, and a run without a screen.
package struct LeakWatch: Sendable, Transmitted {
    /// The answer as of the last `judge`.
    package private(set) var verdict = LeakVerdict(of: FloorSeries(), tolerance: Tolerance())
    /// What it is drawn from.
    package private(set) var series = FloorSeries()
    /// Growth that is no leak.
    package var tolerance = Tolerance() {
        didSet { needsJudgement = needsJudgement || tolerance != oldValue }
    }
    private var sweeps = 0
    private var newest: Int64 = -1
    private var headroomBytes: Int?
    private var needsJudgement = true

    /// What is drawn from the rest, or is for whoever looks to choose, does not travel.
    private enum CodingKeys: String, CodingKey { case series, sweeps, newest, headroomBytes }

    /// Creates a watch that has seen nothing.
    package init(tolerance: Tolerance) {
        self.tolerance = tolerance
        judge()
    }

    /// Creates a watch that has seen nothing, with the usual tolerance.
    package init() {}

    /// Takes a snapshot over, in constant time. Those taken while no plan runs say nothing about steps.
    package mutating func take(_ snapshot: Snapshot) {
        guard snapshot.moment.elapsed > newest else { return }
        newest = snapshot.moment.elapsed
        headroomBytes = Self.headroom(in: snapshot)
        guard snapshot.heapBaselineBytes != nil, Self.runs(snapshot.progress.phase) else { return }
        let regime = Regime(snapshot.settings)
        let isNewRegime = regime != series.regime
        let isSwept = !isNewRegime && snapshot.cleanup.sweeps > sweeps
        sweeps = snapshot.cleanup.sweeps
        let reading = Reading(snapshot)
        let isClosed = isSwept && series.noteSweep()
        if isSwept { series.record(reading.asLeft(by: snapshot.cleanup), under: regime) }
        let isOver = series.record(reading, under: regime)
        needsJudgement = needsJudgement || isNewRegime || isClosed || isOver
    }

    /// Answers anew if anything has come to light since the last time; takes some milliseconds at most.
    package mutating func judge() {
        guard needsJudgement else { return }
        needsJudgement = false
        verdict = LeakVerdict(of: series, tolerance: tolerance, headroomBytes: headroomBytes)
    }

    /// At the end of a run the last cycle takes the last plan too: what is low then was low never before.
    private static func runs(_ phase: Progress.Phase) -> Bool { phase == .running || phase == .stopping }

    private static func headroom(in snapshot: Snapshot) -> Int? {
        guard let limit = snapshot.memoryLimitBytes, let resident = snapshot.residentBytes else { return nil }
        return limit - resident
    }
}

extension Regime {
    /// Everything among the switches that decides what stays in memory, and for how long.
    fileprivate init(_ settings: Settings) {
        let switches = [
            settings.preset.rawValue, settings.eviction, settings.driver, settings.owner,
            "\(settings.collects) \(settings.trims)",
        ]
        let sweeps =
            settings.eviction != "never" && (settings.driver != "off" || settings.eviction == "prompt")
        self.init(preset: switches.joined(separator: " "), interval: settings.interval, sweeps: sweeps)
    }
}

extension Reading {
    fileprivate init(_ snapshot: Snapshot) {
        self.init(
            seconds: snapshot.moment.seconds, steps: snapshot.progress.stepInstances,
            heapBytes: snapshot.heapBytes, entries: snapshot.registry.entries,
            turnovers: max(0, snapshot.progress.plan - 1))
    }

    /// What it was when the last sweep ended, where that is known: lower than whatever is measured some time later.
    fileprivate func asLeft(by cleanup: CleanupMetrics) -> Reading {
        var reading = self
        reading.heapBytes = cleanup.heapBytesLeft ?? heapBytes
        reading.entries = cleanup.entriesLeft ?? entries
        return reading
    }
}
