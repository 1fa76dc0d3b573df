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

    /// What must still be there for keys to do anything.
    enum Need: Sendable { case nothing, python, plans }

    /// What each key does.
    let actions: [(key: Key, action: Action)]
    /// What stands in the key bar; nil keeps them out of it.
    let caption: Caption?
    private let need: Need
    private let help: KeyHelp
    private var isDeadInReplay = false
    private var watched: KeyHelp?
    private var replayed: KeyHelp?

    /// How the keys are written.
    var keys: String { help.keys }
    /// What they do, in a sentence for the help.
    var purpose: String { help.purpose }

    /// - Parameter brief: the purpose for a small screen, in at most 26 columns; empty if they do nothing on a run.
    init(
        _ keys: String, _ purpose: String, brief: String, needs need: Need = .nothing,
        caption: Caption? = nil,
        _ actions: [(Key, Action)]
    ) {
        help = KeyHelp(keys: keys, purpose: purpose, brief: brief)
        self.need = need
        self.caption = caption
        self.actions = actions.map { (key: $0.0, action: $0.1) }
    }

    /// Keys that are letters or signs.
    init(
        _ keys: String, _ purpose: String, brief: String, needs need: Need = .nothing,
        caption: Caption? = nil,
        _ actions: KeyValuePairs<Character, Action>
    ) {
        self.init(
            keys, purpose, brief: brief, needs: need, caption: caption,
            actions.map { (.character($0.key), $0.value) })
    }

    /// Whether they still ask for what they ask for on a run.
    func works(_ reach: Keymap.Reach) -> Bool {
        switch need {
        case .nothing: true
        case .python: reach == .everything || reach == .cleanup
        case .plans: reach == .everything
        }
    }

    /// What they do to what is shown; nil if nothing.
    func help(_ reach: Keymap.Reach) -> KeyHelp? {
        switch reach {
        case .everything, .cleanup: works(reach) && !help.brief.isEmpty ? help : nil
        case .nothing: works(reach) && !help.brief.isEmpty ? watched ?? help : nil
        case .replay: replayed ?? (works(reach) && !isDeadInReplay ? help : nil)
        }
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

extension KeyBinding {
    /// Something else where nothing may be asked of the run.
    func watching(_ purpose: String) -> KeyBinding {
        var binding = self
        binding.watched = KeyHelp(keys: keys, purpose: purpose, brief: purpose)
        return binding
    }

    /// They do nothing in a replay.
    var notReplaying: KeyBinding {
        var binding = self
        binding.isDeadInReplay = true
        return binding
    }

    /// Something else in a replay, where some of the keys may do nothing.
    func replaying(_ purpose: String, brief: String? = nil, keys: String? = nil) -> KeyBinding {
        var binding = self
        binding.replayed = KeyHelp(keys: keys ?? self.keys, purpose: purpose, brief: brief ?? purpose)
        return binding
    }
}
