package import Telemetry

/// What happened since the session began, for the marks on the time axis and for whoever reads them.
///
/// In bounded memory: rare things are kept one by one; sweeps and plan runs are merged with their neighbours when they
/// are old and many, so that a month takes hardly more than a day.
package struct EventHistory: Sendable, Transmitted {
    /// How many rare things are kept.
    package static let mostIncidents = 10_000

    /// What a person did and what became of the run, oldest first.
    package private(set) var incidents: [Incident] = []
    /// Sweeps that nobody asked for by hand.
    package private(set) var sweeps = Timeline<SweepSpan>()
    /// Plan runs.
    package private(set) var plans = Timeline<PlanSpan>()
    /// The switches before the next change.
    private var settings: Settings?

    /// Creates a history in which nothing happened.
    package init() {}

    /// Learns which switches were in force, to be able to say what changed.
    package mutating func learn(_ settings: Settings) {
        if self.settings == nil { self.settings = settings }
    }

    /// Remembers an event, if it is one of those.
    package mutating func append(_ event: Event) {
        let elapsed = event.moment.elapsed
        switch event.kind {
        case .planEntered(let number): plans.append(PlanSpan(number, at: elapsed))
        case .planLeft(let number, let verdict, _): endPlan(number, verdict, at: elapsed)
        case .swept(let sweep) where !sweep.isByHand: sweeps.append(SweepSpan(sweep, at: elapsed))
        case .swept(let sweep): append(.manual(sweep), at: elapsed)
        case .settingsChanged(let changed): appendChange(to: changed, at: elapsed)
        case .asked(let command, let viewer):
            if let words = command.words { append(.asked(words, by: viewer), at: elapsed) }
        case .noted(let text): append(.note(text), at: elapsed)
        case .finished(let sentence), .failed(let sentence): append(.ending(sentence), at: elapsed)
        default: break
        }
    }

    /// The rare ones in a span of time, oldest first.
    package func incidents(in span: Range<Int64>) -> ArraySlice<Incident> {
        let first = incidents.partitioningIndex { $0.elapsed >= span.lowerBound }
        return incidents[first..<max(first, incidents.partitioningIndex { $0.elapsed >= span.upperBound })]
    }

    /// When the newest event before a moment happened; plan runs count only if that is asked for.
    package func moment(before elapsed: Int64, countsPlans: Bool) -> Int64? {
        let incident = incidents(in: Int64.min..<elapsed).last?.elapsed
        let plan = countsPlans ? plans.last(before: elapsed)?.begin : nil
        return [incident, sweeps.last(before: elapsed)?.begin, plan].compactMap { $0 }.max()
    }

    /// When the oldest event at a moment or after it happened.
    package func moment(from elapsed: Int64, countsPlans: Bool) -> Int64? {
        let incident = incidents(in: elapsed..<Int64.max).first?.elapsed
        let plan = countsPlans ? plans.first(from: elapsed)?.begin : nil
        return [incident, sweeps.first(from: elapsed)?.begin, plan].compactMap { $0 }.min()
    }

    private mutating func endPlan(_ number: Int, _ verdict: String, at elapsed: Int64) {
        plans.updateLast(where: { $0.end == nil && $0.first == number }) {
            $0.end(at: elapsed, verdict: verdict)
        }
    }

    private mutating func appendChange(to changed: Settings, at elapsed: Int64) {
        append(.change(from: settings ?? Settings(), to: changed), at: elapsed)
        settings = changed
    }

    private mutating func append(_ kind: Incident.Kind, at elapsed: Int64) {
        let index = incidents.partitioningIndex { $0.elapsed > elapsed }
        incidents.insert(Incident(elapsed: elapsed, kind: kind), at: index)
        if incidents.count > Self.mostIncidents { incidents.removeFirst(Self.mostIncidents / 4) }
    }
}

extension SweepSummary {
    /// Whether a person asked for it.
    package var isByHand: Bool { trigger == .manual || trigger == .collection || isForced }
}
