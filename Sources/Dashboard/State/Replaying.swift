internal import History
internal import TerminalUI

/// What keys mean while a record is shown.
extension Interaction {
    /// Answers a key that means something else than on a run.
    /// - Returns: false if it means what it always does.
    mutating func replay(_ key: Key, in situation: Situation) -> Bool {
        guard situation.source == .replayed, question == nil,
            let action = Keymap.standard.action(for: key)
        else { return false }
        switch action {
        case .typeInterval, .typeNote, .evictHeld: answer("a record can be asked nothing", .warning)
        default:
            guard let request = Playback.Request(action, on: page) else { return false }
            (notice, remark) = (nil, nil)
            errand = .play(request)
        }
        return true
    }
}

extension Playback.Request {
    /// Seconds by which a key moves.
    private static let stride: Int64 = 10

    /// What an action means on a page; nil if it is what it is on a run.
    init?(_ action: Action, on page: Page) {
        switch action {
        case .pauseOrResume: self = .playOrPause
        case .longerInterval: self = .faster
        case .shorterInterval: self = .slower
        case .stepBack: self = .move(seconds: -Self.stride)
        case .stepOn: self = .move(seconds: Self.stride)
        case .previousEvent where page == .overview: self = .previousEvent
        case .nextEvent where page == .overview: self = .nextEvent
        case .toBeginning where page == .overview: self = .toBeginning
        case .toEnd where page == .overview: self = .toEnd
        default: return nil
        }
    }
}

extension Playback {
    /// Whether something will be another in a moment.
    var isMoving: Bool { isPlaying || progress != nil || isGrowing }

    /// Whether the difference to another can be seen.
    func looks(otherThan other: Playback?) -> Bool { other?.essence != essence }

    private var essence: Playback {
        var essence = self
        essence.position /= 1_000_000_000
        essence.end /= 1_000_000_000
        essence.progress = progress.map { ($0 * 100).rounded() }
        return essence
    }
}
