internal import TerminalUI

/// The one table of keys: what is pressed, what it does, and how that is said in the key bar and in the help.
struct Keymap {
    /// The keys, in the order in which they are shown.
    static let standard = Keymap(bindings: cleanup + run + views + movement + time + rest)

    private static let cleanup = [
        KeyBinding(
            "e", "evict: sweep now, spare what Python still holds", brief: "sweep now, spare the held",
            needs: .python, caption: .init(keys: "e", word: "evict", rank: 3), ["e": .evict]),
        KeyBinding(
            "E", "evict what Python still holds too; asks first", brief: "evict the held too; asks",
            needs: .python, ["E": .evictHeld]),
        KeyBinding(
            "g", "run Python's own collector now", brief: "run Python's collector",
            needs: .python, caption: .init(keys: "g", word: "collect", rank: 9), ["g": .collect]),
        KeyBinding(
            "+ - i", "sweep less often, more often (= is +); type the interval in seconds",
            brief: "interval: up, down, typed", needs: .plans,
            caption: .init(keys: "+/-", word: "interval", rank: 4),
            ["+": .longerInterval, "=": .longerInterval, "-": .shorterInterval, "i": .typeInterval]
        ).replaying("play faster, slower (= is +)", brief: "play faster, slower", keys: "+ -"),
        KeyBinding(
            "1 2 3", "preset: stock never evicts, sweep at intervals, prompt at once",
            brief: "preset stock sweep prompt", needs: .plans,
            caption: .init(keys: "1-3", word: "preset", rank: 6),
            ["1": .stock, "2": .sweep, "3": .prompt]),
    ]

    private static let run = [
        KeyBinding(
            "␣", "pause between two steps, resume", brief: "pause, resume", needs: .plans,
            caption: .init(keys: "␣", word: "pause", rank: 5), [" ": .pauseOrResume]
        ).replaying("play, or stand still; at the end begin anew", brief: "play, stand still"),
        KeyBinding(
            "d", "detach: the run goes on without this screen", brief: "detach: the run goes on",
            ["d": .detach]
        ).notReplaying,
    ]

    private static let views = [
        KeyBinding("o", "overview: the graphs", brief: "overview: the graphs", ["o": .showOverview]),
        KeyBinding(
            "y", "types: entries and growth of every Python class", brief: "types: classes, growth",
            ["y": .showTypes]),
        KeyBinding(
            "H", "holders: who holds what a sweep spared; again: ask anew", brief: "holders: who holds what",
            ["H": .showHolders]
        ).watching("holders: who holds what").replaying(
            "holders: who held what a sweep spared", brief: "holders: who held what"),
        KeyBinding(
            "T", "threads: CPU, who waits for the GIL, what each runs", brief: "threads: CPU, GIL waits",
            ["T": .showThreads]),
        KeyBinding(
            "w", "sweeps: when, why, what each did and cost", brief: "sweeps: each, and its cost",
            ["w": .showSweeps]),
        KeyBinding(
            "p", "plans: the last runs, their verdicts and growth", brief: "plans: verdicts, growth",
            ["p": .showPlans]),
        KeyBinding("L", "log, with its tracebacks", brief: "log, with its tracebacks", ["L": .showLog]),
        KeyBinding(
            "s", "settings: every switch, and what cleaning up costs", brief: "settings: every switch",
            ["s": .showSettings]),
        KeyBinding(
            "v V", "next, previous view (Tab, Shift-Tab)", brief: "next, previous view (Tab)",
            caption: .init(keys: "v", word: "view", rank: 7),
            [
                (.character("v"), .nextPage), (.character("V"), .previousPage), (.tab, .nextPage),
                (.backTab, .previousPage),
            ]),
        KeyBinding("Esc", "back to the overview", brief: "back to the overview", [(.escape, .back)]),
    ]

    private static let movement = [
        KeyBinding(
            "↑ ↓ ← →", "move, sort, change; graphs: choose one, read a moment (k j h l)",
            brief: "move, sort, read a moment", caption: .init(keys: "←→", word: "time", rank: 10),
            [
                (.up, .up), (.down, .down), (.left, .left), (.right, .right), (.character("k"), .up),
                (.character("j"), .down), (.character("h"), .left), (.character("l"), .right),
            ]),
        KeyBinding(
            "PgUp PgDn", "up, down by a page", brief: "up, down by a page",
            [(.pageUp, .pageUp), (.pageDown, .pageDown)]),
        KeyBinding(
            "Home End", "to the beginning, to the end, which is then followed",
            brief: "to the beginning, the end", [(.home, .toBeginning), (.end, .toEnd)]
        ).replaying(
            "graphs: to the beginning of the record, to its end; else of what is shown",
            brief: "to the beginning, the end"),
        KeyBinding(
            "Enter", "open, or change, what is chosen; a graph: full size; a class: who holds it",
            brief: "open or change the chosen",
            [(.enter, .choose)]),
    ]

    private static let time = [
        KeyBinding(
            "z Z", "graphs: zoom in, zoom out", brief: "zoom in, zoom out", ["z": .zoomIn, "Z": .zoomOut]),
        KeyBinding(
            "< > f", "graphs: earlier, later; follow the present again", brief: "earlier, later, follow now",
            ["<": .scrollBack, ">": .scrollForward, "f": .follow]),
        KeyBinding(
            "[ ]", "graphs: read the event before, after", brief: "the event before, after",
            ["[": .previousEvent, "]": .nextEvent]
        ).replaying("graphs: go to the event before, after", brief: "to the event before, after"),
        KeyBinding(", .", "in a replay: ten seconds back, on", brief: "", [",": .stepBack, ".": .stepOn])
            .replaying("ten seconds back, on"),
        KeyBinding(
            "c", "times by the clock, or since the beginning", brief: "clock, or elapsed time",
            ["c": .toggleClock]),
        KeyBinding(
            "n", "type a note for the time axis and the log", brief: "type a note for the axis",
            needs: .python, ["n": .typeNote]),
        KeyBinding(
            "/", "show only rows that contain what is typed", brief: "show rows with a text",
            ["/": .filter]),
        KeyBinding(
            "r F", "sort the other way round; keep the order of the rows", brief: "reverse, freeze the order",
            ["r": .reverse, "F": .freeze]),
        KeyBinding(
            "a m", "all Python objects beside the types; growth counts from now",
            brief: "all objects; growth mark", ["a": .showObjects, "m": .mark]),
    ]

    private static let rest = [
        KeyBinding(
            "t x", "next theme; next glyphs: braille, block, ASCII", brief: "next theme, next glyphs",
            caption: .init(keys: "t", word: "theme", rank: 8), ["t": .nextTheme, "x": .nextGlyphs]),
        KeyBinding(
            "P", "write the screen to files, as text and with colours", brief: "write the screen to files",
            ["P": .writeScreen]),
        KeyBinding(
            "S", "save all settings for every run to come", brief: "save all settings",
            ["S": .saveSettings]),
        KeyBinding(
            "? ^L ^Z", "show this help; draw the screen anew; suspend, until fg",
            brief: "help; redraw; suspend",
            caption: .init(keys: "?", word: "help", rank: 2), ["?": .showHelp]),
        KeyBinding(
            "q", "stop and leave; once more: leave at once (^C too)", brief: "stop and leave (^C too)",
            caption: .init(keys: "q", word: "quit", rank: 1),
            [(.character("q"), .quit), (.interrupt, .quit)]
        ).watching("leave (^C too)").replaying("leave (^C too)"),
    ]

    /// What belongs together, in the order of the help.
    let bindings: [KeyBinding]
    private let actions: [Key: Action]

    init(bindings: [KeyBinding]) {
        self.bindings = bindings
        actions = Dictionary(
            bindings.flatMap(\.actions).map { ($0.key, $0.action) }, uniquingKeysWith: { first, _ in first })
    }

    /// What keys still do to what is shown.
    func help(_ reach: Reach) -> [KeyHelp] { bindings.compactMap { $0.help(reach) } }

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
