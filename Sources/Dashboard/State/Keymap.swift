internal import TerminalUI

/// The one table of keys: what is pressed, what it does, and how that is said in the key bar and in the help.
struct Keymap {
    /// Keys that belong together, such as the two directions of one thing.
    struct Binding {
        /// What each key does.
        let actions: [(key: Key, action: Action)]
        /// How the keys are written.
        let name: String
        /// What they do, in a word for the key bar; nil keeps them out of it.
        let caption: String?
        /// What they do, in a sentence for the help.
        let purpose: String
        /// Rank in the key bar; the highest go first when it is too narrow.
        let rank: Int

        /// How the keys are written with the characters that a terminal can be trusted with.
        func name(in glyphs: GlyphSet) -> String {
            let symbols: [(String, Symbol)] = [("␣", .spaceBar), ("↑", .up), ("↓", .down)]
            return String(
                name.map { character in
                    symbols.first { $0.0 == String(character) }.map { glyphs[$0.1] } ?? character
                })
        }

        init(_ name: String, _ caption: String?, rank: Int = 0, _ purpose: String, _ actions: [(Key, Action)])
        {
            self.name = name
            self.caption = caption
            self.purpose = purpose
            self.rank = rank
            self.actions = actions.map { (key: $0.0, action: $0.1) }
        }
    }

    /// The keys, in the order in which they are shown.
    static let standard = Keymap(bindings: [
        Binding("e", "evict", rank: 3, "sweep now", [(.character("e"), .evict)]),
        Binding(
            "+/-", "interval", rank: 4, "sweep less or more often (= is +)",
            [
                (.character("+"), .longerInterval), (.character("="), .longerInterval),
                (.character("-"), .shorterInterval),
            ]),
        Binding("i", "type it", rank: 8, "type the interval in seconds", [(.character("i"), .typeInterval)]),
        Binding(
            "1-3", "preset", rank: 6, "preset: 1 stock, 2 sweep, 3 prompt",
            [(.character("1"), .stock), (.character("2"), .sweep), (.character("3"), .prompt)]),
        Binding(
            "␣", "pause", rank: 5, "pause or resume between two steps", [(.character(" "), .pauseOrResume)]),
        Binding("l", "log", rank: 7, "show the log, tracebacks included", [(.character("l"), .showLog)]),
        Binding("t", "theme", rank: 9, "next theme", [(.character("t"), .nextTheme)]),
        Binding("?", "help", rank: 2, "show this help", [(.character("?"), .showHelp)]),
        Binding(
            "q", "quit", rank: 1, "stop and leave, twice: at once (^C too)",
            [(.character("q"), .quit), (.interrupt, .quit)]),
        Binding("Esc", nil, "back to the graphs", [(.escape, .back)]),
        Binding(
            "↑ ↓", nil, "scroll the log by a line (k j)",
            [(.up, .lineUp), (.down, .lineDown), (.character("k"), .lineUp), (.character("j"), .lineDown)]),
        Binding("PgUp PgDn", nil, "scroll the log by a page", [(.pageUp, .pageUp), (.pageDown, .pageDown)]),
        Binding(
            "Home End", nil, "oldest, newest line of the log (g G)",
            [
                (.home, .toOldest), (.end, .toNewest), (.character("g"), .toOldest),
                (.character("G"), .toNewest),
            ]),
    ])

    let bindings: [Binding]
    private let actions: [Key: Action]

    init(bindings: [Binding]) {
        self.bindings = bindings
        actions = Dictionary(
            bindings.flatMap(\.actions).map { ($0.key, $0.action) }, uniquingKeysWith: { first, _ in first })
    }

    /// What a key does; nil if nothing.
    func action(for key: Key) -> Action? { actions[key] }
}
