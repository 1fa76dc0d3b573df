package import History
package import Telemetry
package import TerminalUI

/// Carries messages to the dashboard, its commands to the run, and its picture to the terminal.
///
/// One thread, which never waits for anything but the terminal.
package struct EventLoop<T: Terminal> {
    /// What everything is shown on.
    package private(set) var terminal: T
    /// What everything is shown of.
    package private(set) var dashboard: Dashboard
    private let snapshots: Ring<Snapshot>
    private let events: Ring<Event>
    private let clock: () -> Moment
    private let interrupted: () -> Int32?
    private let acknowledge: () -> Void
    private let recall: () -> Past?
    private let playback: () -> Playback?
    private let hasEnded: () -> Bool
    private let perform: (Command) -> Void
    private let serve: (Errand, Picture) -> Errand.Answer
    private var snapshotCursor = 0
    private var eventCursor = 0
    private var drawnRevision = -1
    private var sounds = 0
    /// Until when events that come wait for those after them, on `Moment.elapsed`.
    private var gathersUntil: Int64 = 0
    private var presented: (canvas: Canvas, theme: Theme, cursor: Point?)?

    /// Keys answered in one turn at most, so that a pasted book does not stop the clock.
    private static var mostKeys: Int { 256 }
    private static var second: Int64 { 1_000_000_000 }
    /// How long a snapshot that is awaited may go unseen: snapshots raise no attention by themselves.
    private static var glance: Int64 { 50_000_000 }
    /// For how long events are gathered after some have come: a run at full throttle makes thousands a second, and to be
    /// woken by each of them would cost it more than all that is drawn.
    private static var gathering: Int64 { 20_000_000 }

    /// Creates a loop.
    /// - Parameters:
    ///   - snapshots: where snapshots come from.
    ///   - events: where events come from.
    ///   - clock: the time now, on the clock of the snapshots.
    ///   - interrupted: the number of a signal that asks for the end; looked at in every turn.
    ///   - acknowledge: takes back the signal that the rings raise; called before they are read, so that what is
    ///     appended meanwhile raises it again.
    ///   - recall: what is remembered of the run by somebody else, as soon as that is known and whenever it has to be
    ///     believed anew; given once each time.
    ///   - playback: how the record is being played that is shown.
    ///   - hasEnded: whether the run is over and gone, and all of it has been told.
    ///   - perform: hands a command to the run; must not wait for it.
    ///   - serve: does what concerns this side, and says what became of it.
    package init(
        terminal: T, dashboard: Dashboard, snapshots: Ring<Snapshot>, events: Ring<Event>,
        clock: @escaping () -> Moment, interrupted: @escaping () -> Int32? = { nil },
        acknowledge: @escaping () -> Void = {}, recall: @escaping () -> Past? = { nil },
        playback: @escaping () -> Playback? = { nil }, hasEnded: @escaping () -> Bool = { false },
        perform: @escaping (Command) -> Void,
        serve: @escaping (Errand, Picture) -> Errand.Answer = { _, _ in
            .init("not possible here", isDone: false)
        }
    ) {
        self.terminal = terminal
        self.dashboard = dashboard
        self.snapshots = snapshots
        self.events = events
        self.clock = clock
        self.interrupted = interrupted
        self.acknowledge = acknowledge
        self.recall = recall
        self.playback = playback
        self.hasEnded = hasEnded
        self.perform = perform
        self.serve = serve
    }

    /// Puts the first frame on the screen, so that it need not compete with what is started next. Does not wait.
    package mutating func begin() {
        send(.resized(terminal.size))
        takeIn()
        draw()
    }

    /// Shows the dashboard until somebody leaves, the terminal goes away or a signal comes.
    ///
    /// Blocks. The first frame is on the screen before it waits for the first time, with or without `begin`.
    package mutating func run() -> Ending {
        if presented == nil { begin() }
        while true {
            if let ending = turn() { return ending }
            draw()
            let isOpen = waitAndDrain()
            if !isOpen { return dashboard.ending ?? .closed }
        }
    }

    private mutating func turn() -> Ending? {
        if let signal = interrupted() { return .interrupted(signal) }
        takeIn()
        return dashboard.ending
    }

    /// Takes in what came, except keys.
    private mutating func takeIn() {
        acknowledge()
        // Asked first: whatever is told before the end is in the rings by then.
        let isGone = hasEnded()
        let measured = snapshots.read(from: snapshotCursor)
        snapshotCursor = measured.cursor
        let happened = events.read(from: eventCursor)
        eventCursor = happened.cursor
        // Whatever is in the rings by now is later than that.
        if let past = recall() { send(.recalled(past)) }
        if measured.missed > 0 { send(.snapshots([], missed: measured.missed)) }
        if happened.missed > 0 { send(.events([], missed: happened.missed)) }
        var rows = Rows(snapshots: measured.elements, events: happened.elements)
        while !rows.isEmpty {
            let (snapshots, events) = (rows.takeSnapshots(), rows.takeEvents())
            if !snapshots.isEmpty { send(.snapshots(snapshots, missed: 0)) }
            if !events.isEmpty { send(.events(events, missed: 0)) }
        }
        if isGone, !dashboard.isGone { send(.gone) }
        let (playing, now) = (playback(), clock())
        if let playing, playing != dashboard.playback { send(.played(playing)) }
        // A record comes at the pace of whoever reads it, and its clock may be set back.
        if !happened.elements.isEmpty, playing == nil { gathersUntil = now.elapsed + Self.gathering }
        send(.tick(now))
    }

    /// Waits for a key, for attention, for the next second or for what a key asked for, and takes in all keys that
    /// are there.
    /// - Returns: false when the terminal is gone.
    private mutating func waitAndDrain() -> Bool {
        var timeout = Self.second - clock().elapsed % Self.second
        if dashboard.awaitsSnapshot { timeout = min(timeout, Self.glance) }
        for _ in 0..<Self.mostKeys {
            guard let event = nextEvent(timeout: timeout) else { return true }
            timeout = 0
            switch event {
            case .key(let key): send(.key(key))
            case .mouse(let mouse): send(.mouse(mouse))
            case .resized(let size):
                // Also after something else has written there, which is no change to the dashboard.
                presented = nil
                drawnRevision = -1
                send(.resized(size))
            case .closed: return false
            }
            if dashboard.ending != nil { return true }
        }
        return true
    }

    /// Where events are being gathered, none of them ends the wait before that is over.
    private mutating func nextEvent(timeout: Int64) -> TerminalEvent? {
        let deaf = min(timeout, gathersUntil - clock().elapsed)
        guard deaf > 0 else { return terminal.nextEvent(timeout: timeout, heedsAttention: true) }
        return terminal.nextEvent(timeout: deaf, heedsAttention: false)
            ?? terminal.nextEvent(timeout: timeout - deaf, heedsAttention: true)
    }

    private mutating func send(_ message: Message) {
        if let command = dashboard.update(message) { perform(command) }
        guard let errand = dashboard.takeErrand() else { return }
        let shown = presented.map { Picture($0.canvas, theme: $0.theme) }
        let answer = serve(errand, shown ?? Picture(Canvas(size: terminal.size), theme: dashboard.theme))
        _ = dashboard.update(.answered(answer))
    }

    /// Draws only what a message changed, and presents only what looks different.
    private mutating func draw() {
        if dashboard.sounds > sounds { terminal.ring() }
        sounds = dashboard.sounds
        guard dashboard.revision != drawnRevision else { return }
        drawnRevision = dashboard.revision
        if terminal.usesMouse != dashboard.usesMouse { terminal.usesMouse = dashboard.usesMouse }
        let view = DashboardView(dashboard)
        var canvas = Canvas(size: terminal.size)
        view.draw(into: &canvas, in: canvas.bounds)
        let cursor = view.cursor(in: canvas.bounds)
        if let presented, presented == (canvas, dashboard.theme, cursor) { return }
        terminal.present(canvas, theme: dashboard.theme, cursor: cursor)
        presented = (canvas, dashboard.theme, cursor)
    }
}
