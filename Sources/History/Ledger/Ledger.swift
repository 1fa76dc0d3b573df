package import Telemetry

/// What has happened in the run so far, in bounded memory.
package struct Ledger: Sendable, Transmitted {
    /// How the last cleanup went.
    package enum Cleanup: Sendable, Equatable, Codable {
        /// There has been none.
        case none
        /// It ended at this time, in nanoseconds since the session began.
        case swept(SweepSummary, elapsed: Int64)
    }

    /// How the run ended.
    package enum Outcome: Sendable, Equatable, Codable {
        /// As it should, with a sentence.
        case finished(String)
        /// It could not go on, with a sentence.
        case failed(String)
    }

    /// An answer to who holds what.
    package struct Holders: Sendable, Equatable, Codable {
        /// One for each class that is held; none when nothing is.
        package let chains: [HolderChain]
        /// When it was answered, in nanoseconds since the session began.
        package let elapsed: Int64
    }

    /// A step that raised.
    package struct StepError: Sendable, Equatable, Codable {
        /// Name of the step.
        package let step: String
        /// What it raised, in one line.
        package let error: String
    }

    /// How often plan runs ended with a verdict.
    package struct VerdictCount: Sendable, Equatable, Codable {
        /// The verdict.
        package let verdict: String
        /// How many had it.
        package fileprivate(set) var count: Int
    }

    /// A record that cannot be written.
    package struct RecordProblem: Sendable, Equatable, Codable {
        /// Why not.
        package let reason: String
        /// Since when, in nanoseconds since the session began.
        package let elapsed: Int64
    }

    private struct Entered: Codable {
        let number: Int
        let elapsed: Int64
    }

    /// The last cleanup.
    package private(set) var cleanup = Cleanup.none
    /// Who holds what the last sweep had to spare, and when that was answered; nil before anybody asked.
    package private(set) var holders: Holders?
    /// The end of the run; nil while it lasts.
    package private(set) var outcome: Outcome?
    /// How often a step raised.
    package private(set) var errors = 0
    /// The last step that raised, and what.
    package private(set) var lastError: StepError?
    /// How many plan runs ended with each verdict, in the order of their first appearance.
    package private(set) var verdicts: [VerdictCount] = []
    /// Whether snapshots tell how many they are, which is exact also where events were lost.
    private var verdictsAreTold = false
    /// Verdicts of plan runs that ended after the newest snapshot that told of them.
    private var untold: [String] = []
    /// The newest cleanups.
    package private(set) var sweeps = Recent<PastSweep>()
    /// How many cleanups there have been.
    package private(set) var sweepCount = 0
    /// The newest plan runs that have ended.
    package private(set) var plans = Recent<PastPlan>()
    /// Why nothing is recorded, and since when; nil while nothing is wrong with the record.
    package private(set) var recordProblem: RecordProblem?
    private var entered: Entered?
    /// The log.
    package private(set) var log = LogBuffer()

    /// More plans than end between two snapshots.
    private static let mostUntold = 10_000

    /// Creates a ledger of nothing.
    package init() {}

    /// Takes an event over.
    /// - Returns: whether it ends the run.
    @discardableResult
    package mutating func append(_ event: Event) -> Bool {
        switch event.kind {
        case .planEntered(let number): entered = Entered(number: number, elapsed: event.moment.elapsed)
        case .planLeft(let number, let verdict, let figures):
            count(verdict)
            remember(number, verdict, figures, at: event.moment.elapsed)
        case .swept(let sweep):
            cleanup = .swept(sweep, elapsed: event.moment.elapsed)
            sweepCount += 1
            sweeps.append(PastSweep(number: sweepCount, elapsed: event.moment.elapsed, summary: sweep))
        case .asked(let command, let viewer):
            let text = command.words ?? ""
            log.append(LogLine(level: .info, source: viewer, text: text), at: event.moment.elapsed)
        case .noted(let text):
            log.append(LogLine(level: .info, source: "note", text: text), at: event.moment.elapsed)
        case .logged(let line): log.append(line, at: event.moment.elapsed)
        case .stepFailed(let step, let error):
            errors += 1
            lastError = StepError(step: step, error: error)
        case .finished(let sentence): end(.finished(sentence), level: .info, sentence, event.moment)
        case .failed(let sentence): end(.failed(sentence), level: .error, sentence, event.moment)
        case .holdersFound(let chains): holders = Holders(chains: chains, elapsed: event.moment.elapsed)
        case .recordPaused(let reason):
            note(RecordProblem(reason: reason, elapsed: event.moment.elapsed), event)
        case .recordResumed: note(nil, event)
        case .sweepRefused, .typesCounted, .objectsCounted, .threadsListed, .framesFound, .settingsChanged:
            break
        }
        return event.kind.endsRun
    }

    /// Logs why Python has lost something, the first time.
    mutating func compare(_ cleanup: CleanupMetrics, with before: CleanupMetrics?, at elapsed: Int64) {
        var reasons: [String] = []
        if cleanup.identityLosses > 0, before?.identityLosses ?? 0 == 0 { reasons.append(Self.identityLoss) }
        if cleanup.staleLookups > 0, before?.staleLookups ?? 0 == 0 { reasons.append(Self.staleLookup) }
        for text in reasons {
            log.append(LogLine(level: .warning, source: "phantop", text: text), at: elapsed)
        }
    }

    private static let identityLoss = """
        A host object has lost its Python state: the registry owns the reference (owner registry), so a sweep let the \
        Python object go while the host kept its part, and using it again made a new one without its attributes. \
        Owner host prevents that.
        """
    private static let staleLookup = """
        Python has used an object after its eviction, which raised ReferenceError: something outside its plan still \
        holds it (H says by whom).
        """

    private mutating func note(_ problem: RecordProblem?, _ event: Event) {
        recordProblem = problem
        let line = LogLine(
            level: problem == nil ? .warning : .error, source: "record", text: event.kind.recordSentence ?? ""
        )
        log.append(line, at: event.moment.elapsed)
    }

    private mutating func end(_ outcome: Outcome, level: LogLine.Level, _ text: String, _ moment: Moment) {
        self.outcome = outcome
        // The last snapshot comes after the end.
        verdictsAreTold = false
        for verdict in untold { count(verdict) }
        untold = []
        log.append(LogLine(level: level, source: "phantop", text: text), at: moment.elapsed)
    }

    private mutating func remember(
        _ number: Int, _ verdict: String, _ figures: PlanFigures, at elapsed: Int64
    ) {
        let before = plans.elements.last.flatMap { $0.number == number - 1 ? $0.figures : nil }
        plans.append(
            PastPlan(
                number: number, began: entered.flatMap { $0.number == number ? $0.elapsed : nil },
                ended: elapsed, verdict: verdict, figures: figures,
                heapGrowth: before.map { figures.heapBytes - $0.heapBytes },
                entryGrowth: before.map { figures.entries - $0.entries }))
    }

    /// Takes over what a snapshot says of the plan runs; those of an older phantop say nothing.
    mutating func take(_ told: VerdictCounts) {
        guard told.total > 0 else { return }
        verdictsAreTold = true
        untold = []
        for (verdict, count) in told.named where count > 0 {
            if let index = verdicts.firstIndex(where: { $0.verdict == verdict }) {
                verdicts[index].count = count
            } else {
                verdicts.append(VerdictCount(verdict: verdict, count: count))
            }
        }
    }

    /// Hostile verdicts cannot grow the list without bound: there are only so many true ones.
    private mutating func count(_ verdict: String) {
        // Counted with the step and the plan that a snapshot tells of, so that all of them are of one moment.
        guard !verdictsAreTold else {
            if untold.count < Self.mostUntold { untold.append(verdict) }
            return
        }
        if let index = verdicts.firstIndex(where: { $0.verdict == verdict }) {
            verdicts[index].count += 1
        } else if verdicts.count < 8 {
            verdicts.append(VerdictCount(verdict: verdict, count: 1))
        }
    }
}

extension Event.Kind {
    /// What has become of the record, in words; nil where it is about something else.
    package var recordSentence: String? {
        switch self {
        case .recordPaused(let reason): "recording pauses: \(reason)"
        case .recordResumed(0): "recording goes on, nothing is lost"
        case .recordResumed(let lost): "recording goes on, \(lost) measurements and events are lost"
        default: nil
        }
    }

    /// Whether nothing runs after it.
    fileprivate var endsRun: Bool {
        switch self {
        case .finished, .failed: true
        default: false
        }
    }
}
