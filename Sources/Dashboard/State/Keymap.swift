internal import TerminalUI

/// The one table of keys: what is pressed, what it does, and how that is said in the key bar and in the help.
struct Keymap {
    /// The keys, in the order in which they are shown.
    static let standard = Keymap(bindings: cleanup + run + views + movement + time + rest)

    private static let cleanup = [
        KeyBinding(
            "e", "evict: sweep now, spare what Python still holds",
            caption: .init(keys: "e", word: "evict", rank: 3), ["e": .evict]),
        KeyBinding("E", "evict what Python still holds too; asks first", ["E": .evictHeld]),
        KeyBinding(
            "g", "run Python's own collector now",
            caption: .init(keys: "g", word: "collect", rank: 9), ["g": .collect]),
        KeyBinding(
            "+ -", "sweep less often, more often (= is +)",
            caption: .init(keys: "+/-", word: "interval", rank: 4),
            ["+": .longerInterval, "=": .longerInterval, "-": .shorterInterval]),
        KeyBinding("i", "type the interval in seconds", ["i": .typeInterval]),
        KeyBinding(
            "1 2 3", "preset: stock never evicts, sweep at intervals, prompt at once",
            caption: .init(keys: "1-3", word: "preset", rank: 6), ["1": .stock, "2": .sweep, "3": .prompt]),
    ]

    private static let run = [
        KeyBinding(
            "␣", "pause between two steps, resume", caption: .init(keys: "␣", word: "pause", rank: 5),
            [" ": .pauseOrResume]),
        KeyBinding("d", "detach: the run goes on without this screen", ["d": .detach]),
    ]

    private static let views = [
        KeyBinding("o", "overview: the graphs", ["o": .showOverview]),
        KeyBinding("y", "types: entries and growth of every Python class", ["y": .showTypes]),
        KeyBinding("H", "holders: who holds what a sweep spared; again: ask anew", ["H": .showHolders]),
        KeyBinding("T", "threads: CPU, who waits for the GIL, what each runs", ["T": .showThreads]),
        KeyBinding("w", "sweeps: when, why, what each did and cost", ["w": .showSweeps]),
        KeyBinding("p", "plans: the last runs, their verdicts and growth", ["p": .showPlans]),
        KeyBinding("L", "log, with its tracebacks", ["L": .showLog]),
        KeyBinding("s", "settings: every switch, and what cleaning up costs", ["s": .showSettings]),
        KeyBinding(
            "v V", "next, previous view (Tab, Shift-Tab)", caption: .init(keys: "v", word: "view", rank: 7),
            [
                (.character("v"), .nextPage), (.character("V"), .previousPage), (.tab, .nextPage),
                (.backTab, .previousPage),
            ]),
        KeyBinding("Esc", "back to the overview", [(.escape, .back)]),
    ]

    private static let movement = [
        KeyBinding(
            "↑ ↓ ← →", "move, sort, change; graphs: choose one, read a moment (k j h l)",
            caption: .init(keys: "←→", word: "time", rank: 10),
            [
                (.up, .up), (.down, .down), (.left, .left), (.right, .right), (.character("k"), .up),
                (.character("j"), .down), (.character("h"), .left), (.character("l"), .right),
            ]),
        KeyBinding("PgUp PgDn", "up, down by a page", [(.pageUp, .pageUp), (.pageDown, .pageDown)]),
        KeyBinding(
            "Home End", "to the beginning, to the end, which is then followed",
            [(.home, .toBeginning), (.end, .toEnd)]),
        KeyBinding("Enter", "open, or change, what is chosen; a graph: full size", [(.enter, .choose)]),
    ]

    private static let time = [
        KeyBinding("z Z", "graphs: zoom in, zoom out", ["z": .zoomIn, "Z": .zoomOut]),
        KeyBinding("< >", "graphs: earlier, later", ["<": .scrollBack, ">": .scrollForward]),
        KeyBinding("f", "graphs: follow the present again", ["f": .follow]),
        KeyBinding("[ ]", "graphs: read the event before, after", ["[": .previousEvent, "]": .nextEvent]),
        KeyBinding("␣ + -", "replay: play or pause, faster, slower; [ ] and Home End move it", []),
        KeyBinding(", .", "replay: ten seconds back, on", [",": .stepBack, ".": .stepOn]),
        KeyBinding("c", "times by the clock, or since the beginning", ["c": .toggleClock]),
        KeyBinding("n", "type a note for the time axis and the log", ["n": .typeNote]),
        KeyBinding("/", "show only rows that contain what is typed", ["/": .filter]),
        KeyBinding(
            "r F", "sort the other way round; keep the order of the rows", ["r": .reverse, "F": .freeze]),
        KeyBinding(
            "a m", "all Python objects beside the types; growth counts from now",
            ["a": .showObjects, "m": .mark]),
    ]

    private static let rest = [
        KeyBinding("t", "next theme", caption: .init(keys: "t", word: "theme", rank: 8), ["t": .nextTheme]),
        KeyBinding("x", "next glyphs: braille, block, ASCII", ["x": .nextGlyphs]),
        KeyBinding("P", "write the screen to files, as text and with colours", ["P": .writeScreen]),
        KeyBinding(
            "S", "save all settings for every run to come", ["S": .saveSettings]),
        KeyBinding("?", "show this help", caption: .init(keys: "?", word: "help", rank: 2), ["?": .showHelp]),
        KeyBinding(
            "q", "stop and leave; once more: leave at once (^C too)",
            caption: .init(keys: "q", word: "quit", rank: 1),
            [(.character("q"), .quit), (.interrupt, .quit)]),
    ]

    /// What belongs together, in the order of the help.
    let bindings: [KeyBinding]
    private let actions: [Key: Action]

    init(bindings: [KeyBinding]) {
        self.bindings = bindings
        actions = Dictionary(
            bindings.flatMap(\.actions).map { ($0.key, $0.action) }, uniquingKeysWith: { first, _ in first })
    }

    /// What a key does; nil if nothing.
    func action(for key: Key) -> Action? { actions[key] }

    /// How the key of an action is written.
    func key(of action: Action) -> String {
        let binding = bindings.first { $0.actions.contains { $0.action == action } }
        guard let binding, let key = binding.actions.first(where: { $0.action == action })?.key else {
            return ""
        }
        guard case .character(let character) = key, character != " " else { return binding.keys }
        return String(character)
    }
}
