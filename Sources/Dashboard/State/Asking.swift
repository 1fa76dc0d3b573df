internal import Telemetry
internal import TerminalUI

/// What keys ask of the run.
extension Interaction {
    mutating func request(
        _ situation: Situation, _ ask: (inout Requests) -> Command?
    ) -> Command? {
        isReachable(situation) ? ask(&requests) : nil
    }

    /// Asks for another value of a switch, which makes a difference only before the end.
    mutating func requestChange(
        _ situation: Situation, _ ask: (inout Requests) -> Command?
    ) -> Command? {
        mayChange(situation) ? ask(&requests) : nil
    }

    mutating func mayChange(_ situation: Situation) -> Bool {
        guard isReachable(situation) else { return false }
        if situation.phase == .finished { answer("the run is over: no switch makes a difference", .warning) }
        return situation.phase != .finished
    }

    mutating func isReachable(_ situation: Situation) -> Bool {
        guard situation.source != .replayed else {
            answer("a record can be asked nothing", .warning)
            return false
        }
        guard !situation.isReadOnly else {
            answer("read-only: nothing is asked of the run", .warning)
            return false
        }
        if !situation.isReachable {
            answer(situation.isGone ? "the run is over and gone" : "Python does not run any more", .warning)
        }
        return situation.isReachable
    }

    mutating func step(_ action: Action, _ situation: Situation) -> Command? {
        guard mayChange(situation) else { return nil }
        let interval = requests.interval ?? situation.settings.interval
        let isLonger = action == .longerInterval
        guard let next = (isLonger ? IntervalLadder.longer : IntervalLadder.shorter)(interval) else {
            let end = isLonger ? "longest" : "shortest"
            answer("\(Quantity.seconds(interval)) is the \(end) interval", .warning)
            return nil
        }
        return requestChange(situation) { $0.ask(interval: next) }
    }

    mutating func pauseOrResume(_ situation: Situation) -> Command? {
        guard situation.phase == .running || situation.phase == .paused else {
            answer("nothing to pause: no plan runs", .warning)
            return nil
        }
        return request(situation) { $0.togglePause(in: situation.phase) }
    }
}
