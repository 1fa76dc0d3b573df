internal import History
internal import PlanEngine
internal import Soak
internal import Telemetry

/// What is kept in view of a run without a screen: its log, whether it leaks, and whether it passes.
struct Lookout {
    private var log: HeadlessLog
    /// Whether it leaks.
    private(set) var leaks: LeakWatch
    private var gate: Gate
    /// Whether the answer is certain; nil where nobody waits for it.
    private var certainty: Certainty?
    private var cursor = 0
    private var latest: Snapshot?

    init(log: HeadlessLog, leaks: LeakWatch, options: GateOptions) {
        self.log = log
        self.leaks = leaks
        gate = options.gate
        certainty = options.until == nil ? nil : Certainty()
    }

    /// Takes over everything that is new, and shows what belongs on standard error.
    mutating func look(at session: Session) {
        log.show(session.events)
        take(session.snapshots)
        leaks.judge()
        if let latest { log.showProgress(latest, leaks) }
    }

    /// The last look: what came between the one before and the end.
    mutating func finish(_ session: Session) {
        log.show(session.events)
        log.endProgress()
        take(session.snapshots)
        leaks.judge()
    }

    private mutating func take(_ snapshots: Ring<Snapshot>) {
        let batch = snapshots.read(from: cursor)
        cursor = batch.cursor
        latest = batch.elements.last ?? latest
        for snapshot in batch.elements {
            leaks.take(snapshot)
            gate.take(snapshot)
        }
        guard certainty?.isReached == false else { return }
        leaks.judge()
        certainty?.take(leaks)
    }

    /// Whether the first plan has begun, or will not.
    var isRunning: Bool { latest.map { $0.progress.phase != .starting } ?? false }

    /// Whether the run cannot pass any more, however long it goes on.
    var isExceeded: Bool { gate.isExceeded }

    /// Whether there is an answer for which somebody waits.
    var isAnswered: Bool { certainty?.isReached == true }

    /// Why no further plan could be made; nil when nothing of that kind happened.
    var failure: String? { log.failure }

    /// Whether warnings in the log are read.
    var showsWarnings: Bool { log.level.map { $0 <= .warning } ?? false }

    /// Nobody reads the log any more.
    mutating func fallSilent() { log.fallSilent() }

    /// What the gate says; nil where there is none.
    func judgement(of report: RunReport) -> GateReport? {
        guard !gate.limits.isEmpty || certainty != nil else { return nil }
        let remains = Gate.Remains(
            growthBytes: report.heap.growthBytes, steps: report.stepInstances,
            mostEntries: report.registry.peak)
        return GateReport(gate.limits, gate.findings(leaks, remains), leaks, isCertain: certainty?.isReached)
    }
}
