internal import Telemetry
internal import TerminalUI

// How somebody leaves: the run goes on, ends, or is left behind.
extension Interaction {
    /// Leaves, and lets the run go on.
    mutating func detach(_ situation: Situation) {
        question = nil
        switch situation.source {
        case .replayed: answer("a record runs nowhere; q leaves", .warning)
        case .unreachable: answer("this run has no session to come back to (the log says why)", .warning)
        case .embedded where !situation.isRunning: answer("nothing runs any more; q leaves", .warning)
        case .attached where !situation.isReachable: ending = .quit
        case .embedded, .attached: ending = .detached
        }
    }

    mutating func quit(_ situation: Situation) -> Command? {
        question = nil
        // Who may not stop the run leaves nothing but the screen.
        if situation.source == .attached, situation.isReadOnly {
            ending = .detached
            return nil
        }
        guard situation.isRunning else {
            ending = .quit
            return nil
        }
        guard isLeaving else {
            question = .quit
            return nil
        }
        ending = .abandoned
        return .abandon
    }

    /// Control-C twice means yes. A `q` leaves the question open, so that a key held too long ends no run.
    mutating func answerQuit(_ key: Key, _ situation: Situation) -> Command? {
        switch key {
        case .character("y"), .character("Y"), .interrupt: return leave(situation)
        case .character("n"), .character("N"), .escape: question = nil
        case .character("q") where !situation.isRunning: return leave(situation)
        case .character("d"): detach(situation)
        default: break
        }
        return nil
    }

    mutating func leave(_ situation: Situation) -> Command? {
        question = nil
        isLeaving = true
        leaveIfOver(situation.phase)
        return ending == nil ? .stop : nil
    }

    /// Whoever asked to leave leaves as soon as nothing runs any more.
    mutating func leaveIfOver(_ phase: Progress.Phase) {
        if isLeaving, !Situation.isRunning(phase), ending == nil { ending = .quit }
    }
}
