internal import Telemetry
internal import TerminalUI

/// What somebody at the keyboard is doing: where they look, what they are asked, what they wait for.
struct Interaction: Sendable {
    /// What fills the screen.
    private(set) var page = Page.overview
    /// The page that led to this one, where one did.
    private var leadsBack: Page?
    /// Where on each page.
    private(set) var places = Places()
    /// What is being asked.
    var question: Question?
    /// What the last key was answered.
    var notice: Notice?
    /// What was asked for and is not confirmed yet.
    var requests = Requests()
    /// Whether the run was asked to stop, to leave after it.
    var isLeaving = false
    /// How it ended; nil while it goes on.
    var ending: Ending?
    /// What is looked at on the graphs.
    private(set) var graphs = GraphFocus()
    /// How the screen is wanted.
    var habits: Habits
    /// What is to be done on this side of the terminal, until somebody takes it on.
    var errand: Errand?

    /// What a person should know from the start, until the first key.
    var remark: String?

    init(_ habits: Habits, remark: String?) {
        self.habits = habits
        self.remark = remark
    }

    /// Asks something in the status line, or nothing any more.
    mutating func ask(_ question: Question?) { self.question = question }

    /// Answers in the status line.
    mutating func answer(_ text: String, _ role: Role) { notice = Notice(text: text, role: role) }

    /// Answers a key.
    /// - Returns: what the run should be asked to do.
    mutating func press(_ key: Key, in situation: Situation) -> Command? {
        (notice, remark) = (nil, nil)
        switch question {
        case .typing(let entry, let editor) where key != .interrupt:
            return type(key, into: editor, entry, situation)
        case .evictHeld where key != .interrupt: return answerEviction(key, situation)
        case .quit: return answerQuit(key, situation)
        default: return Keymap.standard.action(for: key).flatMap { act($0, situation) }
        }
    }

    /// Drops all requests: nobody carries them out any more.
    mutating func forget() { requests = Requests() }

    /// Drops the requests that a snapshot shows to be carried out.
    mutating func confirm(_ snapshot: Snapshot, in phase: Progress.Phase) {
        requests.confirm(snapshot)
        requests.confirm(phase)
        leaveIfOver(phase)
    }

    /// Drops the requests that an event answers.
    /// - Returns: whether it answered any.
    mutating func confirm(_ event: Event, in phase: Progress.Phase) -> Bool {
        leaveIfOver(phase)
        return requests.confirm(event)
    }

    private mutating func act(_ action: Action, _ situation: Situation) -> Command? {
        switch action {
        case .longerInterval, .shorterInterval: return step(action, situation)
        case .typeInterval: if mayChange(situation) { question = .typing(.interval, .interval) }
        case .evict: return request(situation) { $0.ask(.evict, at: situation.now) }
        case .evictHeld: askWhetherToEvictHeld(situation)
        case .collect: return request(situation) { $0.ask(.collect, at: situation.now) }
        case .stock, .sweep, .prompt:
            return requestChange(situation) { $0.ask(action.preset?.rawValue ?? "", of: .preset) }
        case .pauseOrResume: return pauseOrResume(situation)
        case .left, .right, .choose:
            if page == .settings { return change(action, situation) }
            if action == .choose, page == .types { return showHoldersOfChosen(situation) }
            look(action, situation)
        case .typeNote: if isReachable(situation) { question = .typing(.note, .note) }
        case .quit: return quit(situation)
        case .detach: detach(situation)
        case .nextGlyphs, .writeScreen, .saveSettings: serve(action, situation)
        case .nextPage: return open(page.neighbour(1), situation)
        case .previousPage: return open(page.neighbour(-1), situation)
        default:
            if let page = action.page { return open(page, situation) }
            look(action, situation)
        }
        return nil
    }

    /// Opens a page, and asks for what it shows where that is not told without being asked for.
    private mutating func open(_ page: Page, _ situation: Situation) -> Command? {
        // The help comes from anywhere and goes again.
        self.page = page == .help && self.page == .help ? .overview : page
        leadsBack = nil
        return page == .holders && situation.source != .replayed
            ? request(situation) { $0.askForHolders() } : nil
    }

    /// Opens the holders with those of the class that is chosen.
    private mutating func showHoldersOfChosen(_ situation: Situation) -> Command? {
        guard places.followClass(in: situation.table) else {
            answer("choose a class first, with the arrows", .warning)
            return nil
        }
        defer { leadsBack = .types }
        return open(.holders, situation)
    }

    /// Gives up what was done last, and then the page for the one that led to it.
    private mutating func goBack() {
        if let leadsBack {
            places.giveUpClass()
            (page, self.leadsBack) = (leadsBack, nil)
        } else if !places.back(on: page) {
            page = .overview
        }
    }

    /// Changes what is on the screen, and nothing else.
    private mutating func look(_ action: Action, _ situation: Situation) {
        switch action {
        case .nextTheme:
            habits.theme = (habits.theme + 1) % situation.themes.count
            notice = Notice(text: "theme \(situation.themes[habits.theme])", role: .label)
        case .toggleClock: graphs.toggleClock()
        case .back where page == .overview: _ = graphs.back()
        case .back: goBack()
        case .showObjects: page = places.toggleObjects(on: page)
        case .mark: notice = Notice(text: "growth counts from now", role: .label)
        case .filter where page.canBeFiltered:
            question = .typing(.filter, LineEditor(places.filter(on: page), longest: 60, takes: .anything))
        case _ where page == .overview: look { $0.perform(action, in: situation) }
        default: places.move(by: action, on: page, in: situation)
        }
    }

    /// Chooses a row of the open page, by a click.
    mutating func choose(_ target: Target, in situation: Situation) {
        notice = nil
        places.choose(target, on: page, in: situation)
    }

    /// Looks at something else on the graphs, and says what it answers.
    mutating func look(_ change: (inout GraphFocus) -> String?) {
        notice = change(&graphs).map { Notice(text: $0, role: .warning) }
    }
}

// MARK: - Questions

extension Interaction {
    private mutating func type(
        _ key: Key, into editor: LineEditor, _ entry: Entry, _ situation: Situation
    ) -> Command? {
        switch key {
        case .escape:
            question = nil
            if entry == .filter { places.filter(by: "", on: page) }
        case .enter: return enter(editor, entry, situation)
        default:
            var editor = editor
            editor.press(key)
            question = .typing(entry, editor)
            // What is typed shows at once; Escape takes it back.
            if entry == .filter { places.filter(by: editor.text, on: page) }
        }
        return nil
    }

    private mutating func enter(
        _ editor: LineEditor, _ entry: Entry, _ situation: Situation
    ) -> Command? {
        switch entry {
        case .interval: return setInterval(editor.text, situation)
        case .note: return note(editor.trimmed, situation)
        case .filter: question = nil
        case .habit(let habit): take(editor.trimmed, for: habit)
        }
        return nil
    }

    private mutating func setInterval(_ text: String, _ situation: Situation) -> Command? {
        do {
            let interval = try IntervalLadder.parse(text)
            question = nil
            return requestChange(situation) { $0.ask(interval: interval) }
        } catch {
            notice = Notice(text: error.reason, role: .bad)
            return nil
        }
    }

    private mutating func note(_ text: String, _ situation: Situation) -> Command? {
        question = nil
        return text.isEmpty || !isReachable(situation) ? nil : .note(text)
    }

    private mutating func askWhetherToEvictHeld(_ situation: Situation) {
        guard isReachable(situation), !requests.pendingCleanups.contains(.evictHeld) else { return }
        question = .evictHeld
    }

    private mutating func answerEviction(_ key: Key, _ situation: Situation) -> Command? {
        switch key {
        case .character("y"), .character("Y"):
            question = nil
            return request(situation) { $0.ask(.evictHeld, at: situation.now) }
        case .character("n"), .character("N"), .escape: question = nil
        default: break
        }
        return nil
    }
}
