internal import TerminalUI

/// The one table of keys: what is pressed, what it does, and how that is said in the key bar and in the help.
struct Keymap {
    /// The keys, in the order in which they are shown.
    static let standard = Keymap(bindings: cleanup + run + views + movement)

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
            [" ": .pauseOrResume])
    ]

    private static let views = [
        KeyBinding(
            "s", "show every switch, to change it, and what cleaning up costs",
            caption: .init(keys: "s", word: "switches", rank: 7), ["s": .showSwitches]),
        KeyBinding(
            "h", "show who holds what a sweep had to spare; again: ask anew",
            caption: .init(keys: "h", word: "holders", rank: 10), ["h": .showHolders]),
        KeyBinding(
            "l", "show the log with its tracebacks", caption: .init(keys: "l", word: "log", rank: 8),
            ["l": .showLog]),
        KeyBinding("t", "next theme", caption: .init(keys: "t", word: "theme", rank: 11), ["t": .nextTheme]),
        KeyBinding("?", "show this help", caption: .init(keys: "?", word: "help", rank: 2), ["?": .showHelp]),
        KeyBinding(
            "q", "stop and leave; once more: leave at once (^C too)",
            caption: .init(keys: "q", word: "quit", rank: 1),
            [(.character("q"), .quit), (.interrupt, .quit)]),
        KeyBinding("Esc", "back to the graphs", [(.escape, .back)]),
    ]

    private static let movement = [
        KeyBinding(
            "↑ ↓", "up, down by a line (k j)",
            [(.up, .lineUp), (.down, .lineDown), (.character("k"), .lineUp), (.character("j"), .lineDown)]),
        KeyBinding("PgUp PgDn", "up, down by a page", [(.pageUp, .pageUp), (.pageDown, .pageDown)]),
        KeyBinding(
            "Home End", "to the beginning, to the end, which a log then follows",
            [(.home, .toOldest), (.end, .toNewest)]),
        KeyBinding(
            "← → Enter", "change the switch that is chosen",
            [(.left, .previousValue), (.right, .nextValue), (.enter, .choose)]),
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
}
