package import Telemetry

/// What the events and snapshots of a run add up to.
package struct RunTotals: Sendable {
    /// When the run began, in nanoseconds since 1970; nil before the first snapshot.
    package private(set) var began: Int64?
    /// Plan runs by verdict, as events name it.
    package private(set) var plans: [String: Int] = [:]
    /// Whether snapshots tell them; those of an older phantop do not.
    private var plansAreTold = false
    /// Steps that raised.
    package private(set) var stepErrors = 0
    /// Log lines by severity.
    package private(set) var logLines: [LogLine.Level: Int] = [:]
    /// Cleanup cycles by what asked for them.
    package private(set) var cleanups: [SweepSummary.Trigger: Int] = [:]
    /// Events that came too fast to be counted.
    package private(set) var missed = 0
    /// What all cleanups did together; holds of the GIL are the longest there was.
    package private(set) var all = SweepSummary()
    /// What the last cleanup did; nil before the first.
    package private(set) var last: SweepSummary?

    /// Creates totals of nothing.
    package init() {}

    /// Takes a snapshot over: the first one tells when the run began, each how many plan runs there were.
    package mutating func take(_ snapshot: Snapshot) {
        began = began ?? snapshot.moment.unix - snapshot.moment.elapsed
        let told = snapshot.progress.planVerdicts
        guard told.total > 0 else { return }
        plansAreTold = true
        plans = Dictionary(uniqueKeysWithValues: told.named.map { ($0.verdict, $0.count) })
    }

    /// Takes an event over.
    package mutating func take(_ event: Event) {
        switch event.kind {
        case .planLeft(_, let verdict, _) where !plansAreTold: plans[verdict, default: 0] += 1
        case .stepFailed: stepErrors += 1
        case .logged(let line): logLines[line.level, default: 0] += 1
        case .swept(let sweep):
            cleanups[sweep.trigger, default: 0] += 1
            all.add(sweep)
            last = sweep
        default: break
        }
    }

    /// Notes that events were lost.
    package mutating func miss(_ count: Int) { missed += count }

    /// Sets the plan runs by verdict that are remembered.
    package mutating func set(plans: [String: Int]) { self.plans = plans }
}

extension SweepSummary {
    fileprivate mutating func add(_ other: SweepSummary) {
        phantoms += other.phantoms
        weakened += other.weakened
        freed += other.freed
        collected += other.collected
        gilWait += other.gilWait
        duration += other.duration
        longestGILHold = max(longestGILHold, other.longestGILHold)
    }
}
