internal import TerminalUI

/// The one table of keys: what is pressed, what it does, and how that is said in the key bar and in the help.
struct Keymap {
    /// The keys, in the order in which they are shown.
    static let standard = Keymap(bindings: [
        KeyBinding("e", "sweep now", caption: .init(keys: "e", word: "evict", rank: 3), ["e": .evict]),
        KeyBinding(
            "+ -", "sweep less often, more often (= is +)",
            caption: .init(keys: "+/-/i", word: "interval", rank: 4),
            ["+": .longerInterval, "=": .longerInterval, "-": .shorterInterval]),
        KeyBinding("i", "type the interval in seconds", ["i": .typeInterval]),
        KeyBinding(
            "1 2 3", "preset: stock never sweeps, sweep does at intervals, prompt at once",
            caption: .init(keys: "1-3", word: "preset", rank: 6), ["1": .stock, "2": .sweep, "3": .prompt]),
        KeyBinding(
            "␣", "pause between two steps, resume", caption: .init(keys: "␣", word: "pause", rank: 5),
            [" ": .pauseOrResume]),
        KeyBinding(
            "l", "show the log with its tracebacks", caption: .init(keys: "l", word: "log", rank: 7),
            ["l": .showLog]),
        KeyBinding("t", "next theme", caption: .init(keys: "t", word: "theme", rank: 8), ["t": .nextTheme]),
        KeyBinding("?", "show this help", caption: .init(keys: "?", word: "help", rank: 2), ["?": .showHelp]),
        KeyBinding(
            "q", "stop and leave; once more: leave at once (^C too)",
            caption: .init(keys: "q", word: "quit", rank: 1),
            [(.character("q"), .quit), (.interrupt, .quit)]),
        KeyBinding("Esc", "back to the graphs", [(.escape, .back)]),
        KeyBinding(
            "↑ ↓", "scroll the log by a line (k j)",
            [(.up, .lineUp), (.down, .lineDown), (.character("k"), .lineUp), (.character("j"), .lineDown)]),
        KeyBinding("PgUp PgDn", "scroll the log by a page", [(.pageUp, .pageUp), (.pageDown, .pageDown)]),
        KeyBinding(
            "Home End", "oldest, newest line of the log (g G)",
            [
                (.home, .toOldest), (.end, .toNewest), (.character("g"), .toOldest),
                (.character("G"), .toNewest),
            ]),
    ])

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
}
