internal import Telemetry

/// What happened since the session began, for the marks on the time axis and for whoever reads them.
///
/// In bounded memory: rare things are kept one by one; sweeps and plan runs are merged with their neighbours when they
/// are old and many, so that at the usual interval a month of sweeps is kept one by one too.
struct EventHistory: Sendable {
    /// A month of sweeps at the usual interval is 86,400.
    static let mostSweeps = 100_000
    static let mostPlans = 32_768
    static let mostIncidents = 10_000

    /// What a person did and what became of the run, oldest first.
    private(set) var incidents: [Incident] = []
    /// Sweeps that nobody asked for by hand.
    private(set) var sweeps = Timeline<SweepSpan>(capacity: mostSweeps)
    /// Plan runs.
    private(set) var plans = Timeline<PlanSpan>(capacity: mostPlans)
    /// The switches before the next change.
    private var settings: Settings?

    init() {}

    /// Learns which switches were in force, to be able to say what changed.
    mutating func learn(_ settings: Settings) {
        if self.settings == nil { self.settings = settings }
    }

    /// Remembers an event, if it is one of those.
    mutating func append(_ event: Event) {
        let elapsed = event.moment.elapsed
        switch event.kind {
        case .planEntered(let number): plans.append(PlanSpan(number, at: elapsed))
        case .planLeft(let number, let verdict, _): endPlan(number, verdict, at: elapsed)
        case .swept(let sweep) where !sweep.isByHand: sweeps.append(SweepSpan(sweep, at: elapsed))
        case .swept(let sweep): append(.manual(sweep), at: elapsed)
        case .settingsChanged(let changed): appendChange(to: changed, at: elapsed)
        case .noted(let text): append(.note(text), at: elapsed)
        case .finished(let sentence), .failed(let sentence): append(.ending(sentence), at: elapsed)
        default: break
        }
    }

    /// The rare ones in a span of time, oldest first.
    func incidents(in span: Range<Int64>) -> ArraySlice<Incident> {
        let first = incidents.partitioningIndex { $0.elapsed >= span.lowerBound }
        return incidents[first..<max(first, incidents.partitioningIndex { $0.elapsed >= span.upperBound })]
    }

    /// When the newest event before a moment happened; plan runs count only if that is asked for.
    func moment(before elapsed: Int64, countsPlans: Bool) -> Int64? {
        let incident = incidents(in: Int64.min..<elapsed).last?.elapsed
        let plan = countsPlans ? plans.last(before: elapsed)?.begin : nil
        return [incident, sweeps.last(before: elapsed)?.begin, plan].compactMap { $0 }.max()
    }

    /// When the oldest event at a moment or after it happened.
    func moment(from elapsed: Int64, countsPlans: Bool) -> Int64? {
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
        let before = settings ?? Settings()
        settings = changed
        append(.change(changed.difference(from: before)), at: elapsed)
    }

    private mutating func append(_ kind: Incident.Kind, at elapsed: Int64) {
        let index = incidents.partitioningIndex { $0.elapsed > elapsed }
        incidents.insert(Incident(elapsed: elapsed, kind: kind), at: index)
        if incidents.count > Self.mostIncidents { incidents.removeFirst(Self.mostIncidents / 4) }
    }
}

extension SweepSummary {
    /// Whether a person asked for it.
    var isByHand: Bool { trigger == .manual || trigger == .collection || isForced }
}

extension Settings {
    /// What is different from before, in words: `interval 30 s → 5 s`.
    fileprivate func difference(from before: Settings) -> String {
        if preset != before.preset { return "preset \(preset.rawValue)" }
        let changes = Setting.allCases.filter { $0 != .preset && $0.value(in: self) != $0.value(in: before) }
        guard !changes.isEmpty else { return "preset \(preset.rawValue) again" }
        return changes.map { "\($0.name) \($0.value(in: before)) to \($0.value(in: self))" }.joined(
            separator: ", ")
    }
}
