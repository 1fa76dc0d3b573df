internal import PythonBridge
internal import Synchronization
internal import Telemetry
internal import Threading

/// Carries out cleanup requests under the switches in force, and tells what came of them.
final class Cleanup: Sendable {
    let livePlans = LivePlans()
    let tally: SweepTally
    private let switches: Locked<Settings>
    private let registry: ObjectRegistry
    private let journal: Journal
    private let cycle: CleanupCycle
    private let counter: TypeCounter
    private let interpreter: Interpreter
    private let pool = PoolDriver()
    private let hasRefusedClock = Atomic<Bool>(false)

    init(
        interpreter: Interpreter, registry: ObjectRegistry, settings: Settings, reach: Sweep.Reach,
        journal: Journal, tally: SweepTally
    ) {
        self.registry = registry
        self.journal = journal
        self.tally = tally
        switches = Locked(settings)
        self.interpreter = interpreter
        counter = TypeCounter(interpreter: interpreter, registry: registry)
        cycle = CleanupCycle(
            interpreter: interpreter, registry: registry, livePlans: livePlans, reach: reach, counter: counter
        )
    }

    /// The switches in force. Any thread.
    var settings: Settings { switches.withLock { $0 } }

    /// Items of the pool that have not ended. Any thread.
    var poolBacklog: Int { pool.backlog }

    /// Changes the switches. Any thread; never waits for the GIL.
    /// - Returns: the switches afterwards.
    func change(_ change: (inout Settings) -> Void) -> Settings {
        let settings = switches.withLock { settings in
            change(&settings)
            return settings
        }
        registry.policy = settings.policy
        hasRefusedClock.store(false, ordering: .relaxed)
        if settings.driver != Driver.pool.rawValue { pool.retire() }
        journal.record(.settingsChanged(settings))
        return settings
    }

    /// Serves one request, on a thread that does not hold the GIL. Blocks until done, but for what goes to the pool.
    func serve(_ request: CleanupRequest) {
        let settings = settings
        if request.trigger == .clock, settings.driver == Driver.pool.rawValue {
            _ = pool.submit { [self] isWanted in runCycle(request, settings, isWanted: isWanted) }
        } else if request.cleans {
            runCycle(request, settings, isWanted: { true })
        }
        for question in request.questions { answer(question) }
    }

    private func answer(_ question: CleanupRequest.Question) {
        switch question {
        case .holders: _ = findHolders()
        case .types: takeCensus()
        case .objects: countObjects()
        case .frames: findFrames()
        }
    }

    private func findFrames() {
        interpreter.withGIL { gil in
            // Where `threading` is not what it should be nothing is known of its threads.
            let frames = (try? PythonFrames.find(holding: &gil)) ?? []
            // What was looked at must not live longer for it.
            gil.drain()
            journal.record(.framesFound(frames))
        }
    }

    private func countObjects() {
        interpreter.withGIL { gil in
            let begin = Uptime.nanoseconds
            do throws(PythonError) {
                let counts = try gil.countObjects()
                var census = ObjectCensus()
                census.gilHold = Uptime.nanoseconds - begin
                census.types = counts.sorted { $0.key < $1.key }
                    .map { ObjectCount(name: Journal.clean($0.key), count: $0.value) }
                journal.record(.objectsCounted(census))
            } catch {
                journal.log(.warning, from: "phantop", "Python's objects cannot be counted: \(error.summary)")
                journal.record(.objectsCounted(ObjectCensus()))
            }
        }
    }

    /// Sweeps on the calling thread, in one hold of the GIL.
    func sweep(_ trigger: SweepSummary.Trigger, holding gil: inout GIL) throws(EvictionError) -> SweepSummary
    {
        let begin = Uptime.nanoseconds
        let report = try registry.evictAbandoned(holding: &gil, livePlans.isAbandoned)
        return conclude(trigger, report, since: begin)
    }

    /// Sweeps on the calling thread what a Python predicate calls abandoned.
    /// - Throws: `EvictionError` as `sweep` does; what the predicate raises comes back as a failure.
    func sweep(
        where predicate: PythonObject, holding gil: inout GIL
    ) throws(EvictionError) -> Result<SweepSummary, PythonError> {
        let begin = Uptime.nanoseconds
        return try registry.evict(where: predicate, holding: &gil).map { conclude(.script, $0, since: begin) }
    }

    /// Finds who holds what is abandoned, and tells it. The caller must not hold the GIL.
    func findHolders() -> [HolderChain] {
        let chains = cycle.holders().map { chain in
            var chain = chain
            chain.since = counter.heldSince(chain.type).map(journal.elapsed)
            return chain
        }
        journal.record(.holdersFound(chains))
        return chains
    }

    /// Counts the entries by class, and tells it. The caller must not hold the GIL.
    func takeCensus() {
        var census = counter.census()
        census.countsSince = journal.elapsed(at: counter.began)
        journal.record(.typesCounted(census))
    }

    /// Waits until the pool holds no item any more. The caller must not hold the GIL.
    func finish(within nanoseconds: Int64) -> Bool {
        pool.retire()
        return pool.waitUntilIdle(within: nanoseconds)
    }

    private func runCycle(_ request: CleanupRequest, _ settings: Settings, isWanted: () -> Bool) {
        do throws(EvictionError) {
            let summary = try cycle.run(request, settings, isWanted: isWanted)
            guard isWanted() else { return }
            tally.add(summary, left: left)
            journal.record(.swept(summary))
        } catch {
            // A clock that nobody may obey says so once, not at every tick.
            let isNews = !hasRefusedClock.exchange(request.trigger == .clock, ordering: .relaxed)
            if isNews || request.trigger != .clock { journal.record(.sweepRefused(error.summary)) }
        }
    }

    private var left: (heapBytes: Int, entries: Int) {
        let census = registry.census
        return (
            registry.heapBytes, census.live + census.parked + census.severed + census.phantoms
        )
    }

    private func conclude(
        _ trigger: SweepSummary.Trigger, _ report: SweepReport, since begin: Int64
    ) -> SweepSummary {
        var summary = SweepSummary()
        summary.trigger = trigger
        summary.add(report)
        summary.duration = Uptime.nanoseconds - begin
        summary.phases.sweep = summary.duration
        tally.add(summary, left: left)
        journal.record(.swept(summary))
        return summary
    }
}
