package import History
package import Telemetry
package import TerminalUI

/// Everything the screen shows, and the only function that changes it.
///
/// It never touches a terminal, a clock or the run: messages come in, commands go out.
package struct Dashboard: Sendable {
    let configuration: Configuration
    /// Counts the changes worth a new frame.
    package private(set) var revision = 0
    /// How it ended; nil while it goes on.
    package private(set) var ending: Ending?
    private(set) var size = Size(columns: 0, rows: 0)
    private(set) var readings = Readings()
    /// What is remembered of the run.
    private(set) var past = Past()
    private(set) var scales = Scales()
    private(set) var alarms: Alarms
    private(set) var interaction: Interaction
    private var watch = Watch()
    /// How the record is being played that is shown; nil for a run.
    package private(set) var playback: Playback?
    /// Whether the run that is shown is over and gone.
    package private(set) var isGone = false
    /// The newest time heard of, in nanoseconds since the session began.
    private(set) var now: Int64 = 0

    /// Creates the state before anything is known.
    package init(_ configuration: Configuration) {
        self.configuration = configuration
        interaction = Interaction(configuration.habits, remark: configuration.remark)
        past.leaks = LeakWatch(tolerance: configuration.habits.tolerance)
        alarms = Alarms(configuration.habits.thresholds)
    }

    /// What the roles look like now.
    package var theme: Theme { configuration.themes[habits.theme] }

    /// Whether it leaks, as far as this screen has seen.
    package var leaks: LeakWatch { past.leaks }

    /// Whether clicks and the wheel are answered.
    package var usesMouse: Bool { habits.usesMouse }

    /// How the screen is wanted.
    var habits: Habits { interaction.habits }

    /// The characters that are drawn with.
    var glyphs: GlyphSet { habits.glyphs ?? configuration.glyphs }

    /// What the run is doing, as far as it is known.
    var phase: Progress.Phase {
        past.ledger.outcome == nil ? readings.latest?.progress.phase ?? .starting : .finished
    }

    /// Whether a snapshot is awaited that will show what a key has asked for.
    package var awaitsSnapshot: Bool {
        readings.isBehind || interaction.requests.awaitSnapshot || playback?.isMoving ?? false
    }

    /// Whether it leaks, in words.
    var leakAnswer: LeakAnswer {
        LeakAnswer(past.leaks, isOver: phase == .finished, glyphs: glyphs) { time($0) }
    }

    /// How many sounds were worth making so far.
    package var sounds: Int { habits.rings ? alarms.sounds : 0 }

    /// What is to be done on this side of the terminal; whoever takes it on sends `Message.answered`.
    package mutating func takeErrand() -> Errand? {
        guard let errand = interaction.errand else { return nil }
        interaction.errand = nil
        return errand == .save([]) ? .save(options) : errand
    }

    /// Writes times as somebody wants to read them.
    var timekeeper: Timekeeper {
        Timekeeper(
            showsClock: interaction.graphs.viewport.showsClock, wall: past.wall,
            utcOffset: configuration.utcOffset
        )
    }

    /// Where everything stands on the overview.
    var layout: OverviewLayout { OverviewLayout(size: size, full: interaction.graphs.full) }

    /// The span of time that the graphs show.
    var window: TimeWindow { interaction.graphs.viewport.window(in: surroundings) }

    /// Changes the state as a message says.
    /// - Returns: what the run should be asked to do.
    package mutating func update(_ message: Message) -> Command? {
        switch message {
        case .key(let key): return press(key)
        case .mouse(let mouse): return use(mouse)
        case .answered(let answer):
            revision += 1
            if !answer.text.isEmpty { interaction.answer(answer.text, answer.isDone ? .label : .bad) }
        case .resized(let size):
            self.size = size
            refresh()
        case .recalled(let past): recall(past)
        case .gone:
            isGone = true
            interaction.forget()
            refresh()
        case .snapshots(let snapshots, let missed): take(snapshots, missed: missed)
        case .events(let events, let missed): take(events, missed: missed)
        case .played(let playback):
            if playback.looks(otherThan: self.playback) { revision += 1 }
            self.playback = playback
        case .tick where isGone: break
        case .tick(let moment):
            now = max(now, moment.elapsed)
            if readings.isDue(at: now) || scales.hasFaded(since: readings.shownAt, at: now) { refresh() }
            return watch.question(about: DashboardView(self).subjects, readings.latest, at: now)
        }
        return nil
    }

    private mutating func press(_ key: Key) -> Command? {
        let situation = openSituation
        if interaction.question == nil, Keymap.standard.action(for: key) == .mark { past.mark(at: now) }
        let command = interact { $0.replay(key, in: situation) ? nil : $0.press(key, in: situation) }
        ending = ending ?? interaction.ending
        return command
    }

    /// Lets somebody do something, and follows where that changes what is drawn or watched.
    private mutating func interact<Answer>(_ act: (inout Interaction) -> Answer) -> Answer {
        revision += 1
        let (before, habits) = (window, interaction.habits)
        let answer = act(&interaction)
        if habits != interaction.habits { adopt(interaction.habits) }
        if window != before { fitScales() }
        return answer
    }

    private mutating func adopt(_ habits: Habits) {
        alarms.watch(habits.thresholds)
        if let latest = readings.latest { alarms.take(latest) }
        past.leaks.tolerance = habits.tolerance
        past.leaks.judge()
    }

    /// A click on a key that is on the screen presses it; one on a graph reads a moment, one on a row chooses it. The wheel zooms, or scrolls.
    private mutating func use(_ mouse: Mouse) -> Command? {
        let target = DashboardView(self).target(at: mouse.place)
        guard mouse.gesture == .click else { return turnWheel(isUp: mouse.gesture == .wheelUp, over: target) }
        switch target {
        case .key(let key): return press(key)
        case .moment(let elapsed):
            look {
                $0.read(elapsed, in: $1)
                return nil
            }
        case .setting(let row, let choice):
            let situation = openSituation
            return interact { $0.click(row, choice, in: situation) }
        case .row, .logRow:
            revision += 1
            if let target { interaction.choose(target, in: openSituation) }
        case nil: break
        }
        return nil
    }

    private mutating func turnWheel(isUp: Bool, over target: Target?) -> Command? {
        guard interaction.page == .overview else { return press(isUp ? .up : .down) }
        let moment: Int64? = if case .moment(let elapsed) = target { elapsed } else { nil }
        look { $0.zoom(in: isUp, about: moment, in: $1) }
        return nil
    }

    private mutating func look(_ change: (inout GraphFocus, Situation) -> String?) {
        let situation = situation
        interact { $0.look { change(&$0, situation) } }
    }

    /// Notes that a question was answered.
    private mutating func hear(_ event: Event.Kind) {
        switch event {
        case .typesCounted(let census): watch.take(.types, cost: census.duration)
        case .objectsCounted(let census): watch.take(.objects, cost: census.gilHold)
        case .threadsListed: watch.take(.threads, cost: 0)
        default: break
        }
    }

    /// Goes on from what somebody else remembers.
    private mutating func recall(_ past: Past) {
        var past = past
        past.keepMark(of: self.past)
        self.past = past
        self.past.leaks.tolerance = habits.tolerance
        self.past.leaks.judge()
        (readings, scales, now) = (Readings(), Scales(), 0)
        if let latest = past.latest {
            now = latest.moment.elapsed
            alarms.take(latest)
            _ = readings.take(latest)
            interaction.confirm(latest, in: phase)
        }
        refresh()
        ending = ending ?? interaction.ending
    }

    private mutating func take(_ snapshots: [Snapshot], missed: Int) {
        readings.missed += missed
        var isUrgent = false
        for snapshot in snapshots {
            past.take(snapshot)
            alarms.take(snapshot)
            now = max(now, snapshot.moment.elapsed)
            if readings.take(snapshot) { isUrgent = true }
        }
        past.leaks.judge()
        if let latest = readings.latest { interaction.confirm(latest, in: phase) }
        if isUrgent { refresh() }
        ending = ending ?? interaction.ending
    }

    private mutating func take(_ events: [Event], missed: Int) {
        readings.missed += missed
        readings.hasNews = readings.hasNews || !events.isEmpty
        var isUrgent = false
        for event in events {
            now = max(now, event.moment.elapsed)
            if past.take(event) { isUrgent = true }
            hear(event.kind)
            if case .settingsChanged(let settings) = event.kind {
                readings.take(settings, at: event.moment.elapsed)
                isUrgent = true
            }
            if interaction.confirm(event, in: phase) { isUrgent = true }
        }
        if isUrgent { refresh() }
        ending = ending ?? interaction.ending
    }

    /// Brings the screen up to date.
    private mutating func refresh() {
        revision += 1
        readings.show(at: now)
        fitScales()
    }

    private mutating func fitScales() { scales.fit(past.series, in: window, at: readings.shownAt) }
}
