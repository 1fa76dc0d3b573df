internal import Telemetry
internal import TerminalUI

/// What somebody at the keyboard is doing: where they look, what they are asked, what they wait for.
struct Interaction: Sendable {
    /// What fills the screen.
    enum Page: Sendable, Equatable { case overview, help, log(LogScroll) }

    /// What is being asked in the status line.
    enum Question: Sendable, Equatable { case interval(LineEditor), quit }

    /// A short answer to a key, until the next key.
    struct Notice: Sendable, Equatable {
        let text: String
        let role: Role
    }

    /// What fills the screen.
    private(set) var page = Page.overview
    /// What is being asked.
    private(set) var question: Question?
    /// What the last key was answered.
    private(set) var notice: Notice?
    /// What was asked for and is not confirmed yet.
    private(set) var requests = Requests()
    /// Whether the run was asked to stop, to leave after it.
    private(set) var isLeaving = false
    /// How it ended; nil while it goes on.
    private(set) var ending: Ending?
    /// Index of the theme.
    private(set) var theme: Int

    init(theme: Int) { self.theme = theme }

    /// Answers a key.
    /// - Returns: what the run should be asked to do.
    mutating func press(_ key: Key, in situation: Situation) -> Command? {
        notice = nil
        switch question {
        case .interval(let editor) where key != .interrupt: return type(key, in: editor, situation)
        case .quit: return answer(key, situation)
        default: return Keymap.standard.action(for: key).flatMap { act($0, situation) }
        }
    }

    /// Drops the requests that a snapshot shows to be carried out.
    mutating func confirm(_ snapshot: Snapshot, in phase: Progress.Phase) {
        requests.confirm(snapshot.settings)
        requests.confirm(phase)
        leaveIfOver(phase)
    }

    /// Drops the requests that an event answers.
    /// - Returns: whether it answered any.
    mutating func confirm(_ event: Event.Kind, in phase: Progress.Phase) -> Bool {
        leaveIfOver(phase)
        return requests.confirm(event)
    }

    private mutating func act(_ action: Action, _ situation: Situation) -> Command? {
        if let preset = action.preset { return choose(preset, situation) }
        switch action {
        case .longerInterval: return step(to: IntervalLadder.longer, end: "longest", situation)
        case .shorterInterval: return step(to: IntervalLadder.shorter, end: "shortest", situation)
        case .typeInterval: question = .interval(LineEditor())
        case .evict: return evict(situation)
        case .pauseOrResume: return pauseOrResume(situation)
        case .nextTheme:
            theme = (theme + 1) % situation.themes.count
            notice = Notice(text: "theme \(situation.themes[theme])", role: .label)
        case .showLog: page = page.isLog ? .overview : .log(.following)
        case .showHelp: page = page == .help ? .overview : .help
        case .quit: return quit(situation)
        case .back: page = .overview
        default: scroll(action, situation)
        }
        return nil
    }

    private mutating func scroll(_ action: Action, _ situation: Situation) {
        guard case .log(let place) = page else { return }
        page = .log(place.scrolled(by: action, in: situation.log, page: situation.logRows) ?? place)
    }
}

// MARK: - Requests

extension Interaction {
    private mutating func choose(_ preset: Preset, _ situation: Situation) -> Command? {
        guard isReachable(situation) else { return nil }
        requests.preset = preset
        return .setPreset(preset)
    }

    private mutating func step(
        to next: (Double) -> Double?, end: String, _ situation: Situation
    ) -> Command? {
        let interval = requests.interval ?? situation.settings.interval
        guard let target = next(interval) else {
            notice = Notice(text: "\(Quantity.seconds(interval)) is the \(end) interval", role: .warning)
            return nil
        }
        return set(interval: target, situation)
    }

    private mutating func set(interval: Double, _ situation: Situation) -> Command? {
        guard isReachable(situation) else { return nil }
        requests.interval = interval
        return .setInterval(interval)
    }

    /// Asking again while a sweep is on its way would change nothing.
    private mutating func evict(_ situation: Situation) -> Command? {
        guard isReachable(situation), !requests.isEvicting else { return nil }
        requests.isEvicting = true
        return .evict
    }

    private mutating func pauseOrResume(_ situation: Situation) -> Command? {
        guard situation.phase == .running || situation.phase == .paused else {
            notice = Notice(text: "nothing to pause: no plan runs", role: .warning)
            return nil
        }
        let isPausing = !(requests.isPausing ?? (situation.phase == .paused))
        requests.isPausing = isPausing
        requests.confirm(situation.phase)
        return isPausing ? .pause : .resume
    }

    private mutating func isReachable(_ situation: Situation) -> Bool {
        if !situation.isReachable { notice = Notice(text: "Python does not run any more", role: .warning) }
        return situation.isReachable
    }
}

// MARK: - Questions

extension Interaction {
    private mutating func type(_ key: Key, in editor: LineEditor, _ situation: Situation) -> Command? {
        switch key {
        case .escape: question = nil
        case .enter:
            do {
                let interval = try IntervalLadder.parse(editor.text)
                question = nil
                return set(interval: interval, situation)
            } catch {
                notice = Notice(text: error.reason, role: .bad)
            }
        default:
            var editor = editor
            editor.press(key)
            question = .interval(editor)
        }
        return nil
    }

    private mutating func quit(_ situation: Situation) -> Command? {
        question = nil
        guard situation.isRunning else {
            ending = .quit
            return nil
        }
        guard isLeaving else {
            question = .quit
            return nil
        }
        ending = .abandoned
        return .abandon
    }

    /// Control-C twice means yes. A `q` leaves the question open, so that a key held too long ends no run.
    private mutating func answer(_ key: Key, _ situation: Situation) -> Command? {
        switch key {
        case .character("y"), .character("Y"), .interrupt: return leave(situation)
        case .character("n"), .character("N"), .escape: question = nil
        case .character("q") where !situation.isRunning: return leave(situation)
        default: break
        }
        return nil
    }

    private mutating func leave(_ situation: Situation) -> Command? {
        question = nil
        isLeaving = true
        leaveIfOver(situation.phase)
        return ending == nil ? .stop : nil
    }

    /// Whoever asked to leave leaves as soon as nothing runs any more.
    private mutating func leaveIfOver(_ phase: Progress.Phase) {
        if isLeaving, !Situation.isRunning(phase), ending == nil { ending = .quit }
    }
}

extension Interaction.Page {
    var isLog: Bool {
        if case .log = self { return true }
        return false
    }
}
