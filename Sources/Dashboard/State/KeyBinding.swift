internal import TerminalUI

/// Keys that belong together, such as the two directions of one thing.
struct KeyBinding {
    /// What stands in the key bar.
    struct Caption {
        /// How the keys are written there.
        let keys: String
        /// What they do, in a word.
        let word: String
        /// The highest rank goes first when the bar is too narrow.
        let rank: Int
    }

    /// What each key does.
    let actions: [(key: Key, action: Action)]
    /// How the keys are written.
    let keys: String
    /// What they do, in a sentence for the help.
    let purpose: String
    /// What stands in the key bar; nil keeps them out of it.
    let caption: Caption?

    init(_ keys: String, _ purpose: String, caption: Caption? = nil, _ actions: [(Key, Action)]) {
        self.keys = keys
        self.purpose = purpose
        self.caption = caption
        self.actions = actions.map { (key: $0.0, action: $0.1) }
    }

    /// Keys that are letters or signs.
    init(
        _ keys: String, _ purpose: String, caption: Caption? = nil,
        _ actions: KeyValuePairs<Character, Action>
    ) {
        self.init(keys, purpose, caption: caption, actions.map { (.character($0.key), $0.value) })
    }

    /// Names of keys, written with the characters that a terminal can be trusted with.
    static func written(_ keys: String, in glyphs: GlyphSet) -> String {
        let symbols: [Character: Symbol] = ["↑": .up, "↓": .down, "←": .left, "→": .right]
        return keys.map { key in
            if key == "␣" { return glyphs == .braille ? "␣" : "space" }
            return String(symbols[key].map { glyphs[$0] } ?? key)
        }.joined()
    }
}
