internal import Telemetry

/// What has happened in the run so far, as far as the screen tells of it.
struct Record: Sendable {
    /// How the last cleanup went.
    enum Cleanup: Sendable, Equatable {
        /// There has been none.
        case none
        /// It ended at this time, in nanoseconds since the session began.
        case swept(SweepSummary, elapsed: Int64)
        /// It was asked for and refused, for this reason.
        case refused(String)
    }

    /// How the run ended.
    enum Outcome: Sendable, Equatable {
        /// As it should, with a sentence.
        case finished(String)
        /// It could not go on, with a sentence.
        case failed(String)
    }

    /// The last cleanup.
    private(set) var cleanup = Cleanup.none
    /// Who holds what the last sweep had to spare, and when that was answered; nil before anybody asked.
    private(set) var holders: (chains: [HolderChain], elapsed: Int64)?
    /// The end of the run; nil while it lasts.
    private(set) var outcome: Outcome?
    /// How often a step raised.
    private(set) var errors = 0
    /// The last step that raised, and what.
    private(set) var lastError: (step: String, error: String)?
    /// How many plan runs ended with each verdict, in the order of their first appearance.
    private(set) var verdicts: [(verdict: String, count: Int)] = []
    /// The newest cleanups.
    private(set) var sweeps = Recent<PastSweep>(capacity: 500)
    /// How many cleanups there have been.
    private(set) var sweepCount = 0
    /// The newest plan runs that have ended.
    private(set) var plans = Recent<PastPlan>(capacity: 500)
    /// The plan run that began last, and when.
    private(set) var entered: (number: Int, elapsed: Int64)?
    /// The Python classes.
    private(set) var types = Types()
    /// The threads of the process.
    private(set) var threads = Threads()
    /// The log.
    private(set) var log = LogBuffer()

    /// From now on the growth of types counts from here.
    mutating func mark(at elapsed: Int64) { types.mark(at: elapsed) }

    /// Takes an event over.
    /// - Parameter steps: how many steps had run by then.
    /// - Returns: whether it cannot wait for the next second.
    mutating func append(_ event: Event, steps: Int = 0) -> Bool {
        switch event.kind {
        case .planEntered(let number): entered = (number, event.moment.elapsed)
        case .planLeft(let number, let verdict, let figures):
            count(verdict)
            remember(number, verdict, figures, at: event.moment.elapsed)
        case .swept(let sweep):
            cleanup = .swept(sweep, elapsed: event.moment.elapsed)
            sweepCount += 1
            sweeps.append(PastSweep(number: sweepCount, elapsed: event.moment.elapsed, summary: sweep))
        case .sweepRefused(let reason): cleanup = .refused(reason)
        case .noted(let text):
            log.append(LogLine(level: .info, source: "note", text: text), at: event.moment.elapsed)
        case .logged(let line): log.append(line, at: event.moment.elapsed)
        case .stepFailed(let step, let error):
            errors += 1
            lastError = (step, error)
        case .finished(let sentence): end(.finished(sentence), level: .info, sentence, event.moment)
        case .failed(let sentence): end(.failed(sentence), level: .error, sentence, event.moment)
        case .holdersFound(let chains): holders = (chains, event.moment.elapsed)
        case .typesCounted(let census): types.take(census, at: event.moment.elapsed, steps: steps)
        case .objectsCounted(let census): types.take(census, at: event.moment.elapsed, steps: steps)
        case .threadsListed(let readings): threads.take(readings, at: event.moment.elapsed)
        case .framesFound(let frames): threads.take(frames)
        case .settingsChanged: break
        }
        return event.kind.endsRun
    }

    private mutating func end(_ outcome: Outcome, level: LogLine.Level, _ text: String, _ moment: Moment) {
        self.outcome = outcome
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

    /// Hostile verdicts cannot grow the list without bound: there are only so many true ones.
    private mutating func count(_ verdict: String) {
        if let index = verdicts.firstIndex(where: { $0.verdict == verdict }) {
            verdicts[index].count += 1
        } else if verdicts.count < 8 {
            verdicts.append((verdict, 1))
        }
    }
}

extension Event.Kind {
    /// Whether nothing runs after it.
    fileprivate var endsRun: Bool {
        switch self {
        case .finished, .failed: true
        default: false
        }
    }
}
