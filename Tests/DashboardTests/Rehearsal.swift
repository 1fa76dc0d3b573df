import Telemetry
import TerminalUI

@testable import Dashboard

/// A dashboard that is told of a made-up run, second by second.
struct Rehearsal {
    var dashboard: Dashboard
    var snapshot = Snapshot()
    private(set) var now: Int64 = 0
    private(set) var commands: [Command] = []

    init(
        size: Size = Size(columns: 80, rows: 23), glyphs: GlyphSet = .braille,
        _ configure: (inout Configuration) -> Void = { _ in }
    ) {
        let themes = [Theme(name: "dark", appearances: [:]), Theme(name: "light", appearances: [:])]
        var settings = Settings()
        settings.interval = 5
        var configuration = Configuration(
            workload: "scenario:churn", settings: settings, themes: themes, glyphs: glyphs)
        configure(&configuration)
        dashboard = Dashboard(configuration)
        snapshot.settings = settings
        snapshot.progress.workload = "scenario:churn"
        snapshot.progress.plans = 50
        snapshot.heapBytes = 12_300_000
        snapshot.residentBytes = 41_300_000
        snapshot.threads = 6
        send(.resized(size))
    }

    /// 27 November 2026, 14:02:03 UTC.
    static let beginning: Int64 = 1_795_788_123_000_000_000

    var moment: Moment { Moment(elapsed: now, unix: Self.beginning + now) }

    mutating func send(_ message: Message) {
        if let command = dashboard.update(message) { commands.append(command) }
    }

    mutating func press(_ keys: Key...) {
        for key in keys { send(.key(key)) }
    }

    mutating func type(_ text: String) {
        for character in text { send(.key(.character(character))) }
    }

    /// Lets time go by that nobody measures.
    mutating func pass(milliseconds: Int64) { now += milliseconds * 1_000_000 }

    mutating func report(_ kind: Event.Kind) {
        send(.events([Event(moment: moment, kind: kind)], missed: 0))
    }

    /// Sends the snapshot as it is now.
    mutating func measure() {
        snapshot.moment = moment
        send(.snapshots([snapshot], missed: 0))
    }

    mutating func enter(_ phase: Progress.Phase) {
        snapshot.progress.phase = phase
        measure()
    }

    /// Lets churn run: entries and phantoms climb, and every five seconds a sweep takes them down.
    mutating func churn(seconds: Int) {
        snapshot.heapBaselineBytes = 12_300_000
        snapshot.progress.phase = .running
        snapshot.progress.steps = 50
        snapshot.progress.stepName = "Trivial"
        for _ in 0..<(seconds * 10) { tick() }
    }

    private mutating func tick() {
        now += 100_000_000
        let tenth = Int(now / 100_000_000)
        snapshot.progress.plan = 1 + tenth / 13
        snapshot.progress.step = 1 + tenth * 4 % 50
        snapshot.progress.stepInstances += 4
        snapshot.hostsCreated += 9
        if tenth % 13 == 0 {
            var figures = PlanFigures()
            (figures.steps, figures.heapBytes) = (50, 12_300_000 + tenth % 50 * 27_000 + tenth * 40)
            figures.entries = 61 + tenth % 50 * 54
            report(.planLeft(tenth / 13, verdict: "Pass", figures: figures))
            report(.planEntered(tenth / 13 + 1))
        }
        if tenth % 50 == 0 { sweep(.clock) }
        snapshot.registry.live = 61 + tenth % 50 * 50
        snapshot.registry.phantoms = tenth % 50 * 4
        snapshot.heapBytes = 12_300_000 + tenth % 50 * 27_000 + tenth * 40
        snapshot.hostsDeinitialised = snapshot.hostsCreated - snapshot.registry.entries
        snapshot.nextSweep = (now / 5_000_000_000 + 1) * 5_000_000_000
        measure()
        send(.tick(moment))
    }

    mutating func sweep(_ trigger: SweepSummary.Trigger) {
        var sweep = SweepSummary()
        sweep.trigger = trigger
        sweep.examined = 2611
        sweep.phantoms = 212
        sweep.weakened = 2350
        sweep.duration = 1_830_000
        sweep.longestGILHold = 210_000
        snapshot.cleanup.sweeps += 1
        report(.swept(sweep))
    }

    /// Lets a cleanup leave its figures, on a thread pool that does not keep pace.
    mutating func clean() {
        snapshot.settings.driver = "thread"
        snapshot.settings.isModified = true
        snapshot.settings.collects = true
        snapshot.cleanup.phases.drain = 12_000
        snapshot.cleanup.phases.sweep = 1_830_000
        snapshot.cleanup.phases.collection = 22_400_000
        snapshot.cleanup.gilWait = 5_012_000
        snapshot.cleanup.mergedRequests = 3
        snapshot.cleanup.held = 15
        snapshot.queuedReleases = 120
        measure()
    }

    /// Lets a second go by in which nothing changes.
    mutating func rest() {
        now += 1_000_000_000
        measure()
        send(.tick(moment))
    }

    mutating func finish() {
        snapshot.progress.phase = .finished
        snapshot.nextSweep = nil
        sweep(.final)
        snapshot.registry = RegistryCounts(live: 61)
        snapshot.heapBytes = 12_310_000
        measure()
        report(.finished("50 plans, 2,500 steps, all verdicts Pass"))
    }

    /// The whole screen.
    func canvas() -> Canvas {
        var canvas = Canvas(size: dashboard.size)
        DashboardView(dashboard).draw(into: &canvas, in: canvas.bounds)
        return canvas
    }

    /// The whole screen as text.
    func screen() -> String { canvas().text }
}
