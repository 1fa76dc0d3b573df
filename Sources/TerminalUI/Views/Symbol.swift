/// A sign that says something by its shape, so that nothing depends on colour.
public enum Symbol: CaseIterable, Sendable {
    /// A sweep: ▲ or ^.
    case sweep
    /// A manual eviction: ● or *.
    case manual
    /// A change of interval or preset: ◆ or #.
    case change
    /// The end of a run: ┤ or ].
    case ending
    /// The bounds of a plan: ┆ or :.
    case bound
    /// A note that somebody made: ■ or N.
    case note
    /// The moment that is read, as a line through a graph: │ or |.
    case cursor
    /// As it should be: ✓ or +.
    case good
    /// Wrong: ✗ or x.
    case bad
    /// Going on: ▸ or >.
    case running
    /// Standing still: ‖ or =.
    case paused
    /// Comes again and again: ⟳ or @.
    case recurring
    /// Something was left out: … or ~.
    case ellipsis
    /// Left: ← or <.
    case left
    /// Right: → or >.
    case right
    /// Up: ↑ or ^.
    case up
    /// Down: ↓ or v.
    case down
    /// A scale that has just changed: ↕ or !.
    case rescaled
    /// Between two things in a line: · or |.
    case separator
    /// Plus or minus: ± or ~.
    case tolerance
    /// The height of a threshold: ◂ or <.
    case threshold
    /// Less than zero: − or -.
    case minus

    var forms: (braille: Character, block: Character, ascii: Character) {
        switch self {
        case .sweep: ("▲", "▲", "^")
        case .manual: ("●", "•", "*")
        case .change: ("◆", "◆", "#")
        case .ending: ("┤", "┤", "]")
        case .bound: ("┆", "│", ":")
        case .note: ("■", "■", "N")
        case .cursor: ("│", "│", "|")
        case .good: ("✓", "√", "+")
        case .bad: ("✗", "×", "x")
        case .running: ("▸", "►", ">")
        case .paused: ("‖", "=", "=")
        case .recurring: ("⟳", "@", "@")
        case .ellipsis: ("…", "…", "~")
        case .left: ("←", "←", "<")
        case .right: ("→", "→", ">")
        case .up: ("↑", "↑", "^")
        case .down: ("↓", "↓", "v")
        case .rescaled: ("↕", "↕", "!")
        case .separator: ("·", "·", "|")
        case .tolerance: ("±", "±", "~")
        case .threshold: ("◂", "◄", "<")
        case .minus: ("−", "-", "-")
        }
    }
}
