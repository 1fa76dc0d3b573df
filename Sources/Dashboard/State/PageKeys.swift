extension Keymap {
    /// What keys can still do to what is shown.
    enum Reach {
        /// It runs.
        case everything
        /// Its plans are over, and Python is still there.
        case cleanup
        /// It is gone, or nobody may ask it for anything.
        case nothing
        /// It is a record, which plays.
        case replay
    }

    /// What stands in the key bar of a page.
    func captions(on page: Page, reach: Reach = .everything) -> [KeyBinding.Caption] {
        guard page != .overview else {
            // What asks a run for something plays a record, if it does anything there.
            let captions = bindings.filter { $0.works(reach) }.compactMap(\.caption)
            return (reach == .replay ? Self.replay : []) + captions
        }
        return Self.own(page)
            + [
                .init(keys: "Esc", word: "back", rank: 0), .init(keys: "v", word: "view", rank: 3),
                .init(keys: "?", word: "help", rank: 2), .init(keys: "q", word: "quit", rank: 1),
            ]
    }

    /// What the keys that mean something else on every page mean on this one.
    private static func own(_ page: Page) -> [KeyBinding.Caption] {
        switch page {
        case .overview: []
        case .help: [.init(keys: "↑↓", word: "scroll", rank: 4)]
        case .holders:
            table + [.init(keys: "H", word: "ask again", rank: 9)]
        case .types:
            table + [
                .init(keys: "a", word: "all objects", rank: 9), .init(keys: "m", word: "mark", rank: 10),
                .init(keys: "Enter", word: "holders", rank: 11),
            ]
        case .threads, .sweeps, .plans: table
        case .log:
            [
                .init(keys: "↑↓", word: "row", rank: 4), .init(keys: "←→", word: "level", rank: 6),
                .init(keys: "/", word: "filter", rank: 5), .init(keys: "Enter", word: "unfold", rank: 7),
                .init(keys: "End", word: "follow", rank: 8),
            ]
        case .settings:
            [
                .init(keys: "↑↓", word: "choose", rank: 4), .init(keys: "←→", word: "change", rank: 5),
                .init(keys: "Enter", word: "next value", rank: 7), .init(keys: "S", word: "save", rank: 6),
            ]
        }
    }

    /// What plays a record.
    private static let replay: [KeyBinding.Caption] = [
        .init(keys: "␣", word: "play", rank: 3), .init(keys: "+/-", word: "speed", rank: 4),
        .init(keys: "[]", word: "event", rank: 5), .init(keys: ",.", word: "10 s", rank: 8),
    ]

    /// What is the same in all tables.
    private static let table: [KeyBinding.Caption] = [
        .init(keys: "↑↓", word: "row", rank: 4), .init(keys: "←→", word: "sort", rank: 5),
        .init(keys: "r", word: "reverse", rank: 7), .init(keys: "F", word: "freeze", rank: 8),
        .init(keys: "/", word: "filter", rank: 6),
    ]
}
