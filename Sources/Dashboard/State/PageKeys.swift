extension Keymap {
    /// What stands in the key bar of a page.
    func captions(on page: Page) -> [KeyBinding.Caption] {
        guard page != .overview else { return bindings.compactMap(\.caption) }
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
            [.init(keys: "↑↓", word: "scroll", rank: 4), .init(keys: "H", word: "ask again", rank: 5)]
        case .log:
            [.init(keys: "↑↓", word: "scroll", rank: 4), .init(keys: "End", word: "follow", rank: 5)]
        case .settings:
            [
                .init(keys: "↑↓", word: "choose", rank: 4), .init(keys: "←→", word: "change", rank: 5),
                .init(keys: "Enter", word: "next value", rank: 6),
            ]
        }
    }
}
