internal import History
internal import Telemetry
internal import TerminalUI

/// What the answer to a key depends on beside what was pressed before.
struct Situation {
    /// What the run is doing.
    var phase = Progress.Phase.starting
    /// The switches in force.
    var settings = Settings()
    /// How the run ended, if it has.
    var outcome: Ledger.Outcome?
    /// The time now, in nanoseconds since the session began.
    var now: Int64 = 0
    /// The log, which can be scrolled through.
    var log = LogBuffer()
    /// What the graphs depend on.
    var surroundings = Viewport.Surroundings()
    /// What happened so far.
    var events = EventHistory()
    /// How many lines the open page has, if it is one of the others that can be scrolled.
    var lines = 0
    /// The table on the open page, if it has one.
    var table: Table?
    /// How many rows of a page are on the screen.
    var rows = 0
    /// Names of the themes, at least one.
    var themes = ["dark"]
    /// The characters that are drawn with.
    var glyphs = GlyphSet.braille
    /// Whether the terminal can be sent more than ASCII.
    var isUnicode = true
    /// Whether nothing may be asked of the run.
    var isReadOnly = false
    /// Whether that cannot be changed in place.
    var isReadOnlyFixed = false
    /// Where what is shown comes from.
    var source = Source.embedded
    /// Whether the run is over and gone.
    var isGone = false
    /// The newest snapshots.
    var snapshot: Snapshot?

    /// Whether leaving would end something.
    var isRunning: Bool { source != .replayed && !isGone && Self.isRunning(phase) }

    /// Whether anybody would carry a command out.
    var isReachable: Bool {
        if case .failed = outcome { return false }
        return !isGone
    }

    /// What keys can still do.
    var reach: Keymap.Reach {
        guard source != .replayed else { return .replay }
        guard isReachable, !isReadOnly else { return .nothing }
        return phase == .finished ? .cleanup : .everything
    }

    /// Whether plans are under way in a phase.
    static func isRunning(_ phase: Progress.Phase) -> Bool {
        phase == .running || phase == .paused || phase == .stopping
    }
}

extension Dashboard {
    /// What keys are answered by.
    var situation: Situation {
        Situation(
            phase: phase, settings: readings.settings ?? configuration.settings,
            outcome: past.ledger.outcome, now: now, log: past.ledger.log, surroundings: surroundings,
            events: past.events, rows: PageLayout(size: size).rows,
            themes: configuration.themes.map(\.name), glyphs: glyphs, isUnicode: configuration.isUnicode,
            isReadOnly: habits.isReadOnly, isReadOnlyFixed: configuration.isReadOnlyFixed,
            source: configuration.source, isGone: isGone, snapshot: readings.latest)
    }

    /// With what is on the open page.
    var openSituation: Situation {
        var situation = situation
        let view = DashboardView(self)
        situation.lines = view.lines
        (situation.table, situation.rows) = view.table ?? (nil, situation.rows)
        return situation
    }

    /// What the graphs depend on.
    var surroundings: Viewport.Surroundings {
        Viewport.Surroundings(
            columns: layout.dotColumns, now: readings.shownAt, isStepping: habits.isStepping,
            phase: timekeeper.phase(near: readings.shownAt))
    }
}
