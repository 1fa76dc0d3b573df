internal import Foundation
package import History
package import Telemetry
package import Threading

/// A session that runs elsewhere on this machine, watched from here.
///
/// A thread of its own fills the rings as the run's own sampler and journal would. When the connection is lost while the
/// session goes on, because nobody has read here for too long, it connects again and begins with the whole past.
package final class SessionLink: Sendable {
    /// What the run measures, as it comes.
    package let snapshots: Ring<Snapshot>
    /// What happens.
    package let events: Ring<Event>
    /// What the session said of itself when it was reached.
    package let summary: SessionSummary
    /// Raised for everything that happens, and by the end.
    private let attention: StopSignal
    private let state = Locked(State())
    private let outgoing = StopSignal()
    private let over = StopSignal()
    private let path: String
    private let hello: Hello

    private struct State {
        var past: Past?
        var commands: [Command] = []
        var end: SessionEnd?
        var isLost = false
        var isBroken = false
        var isLeaving = false
    }

    /// Nanoseconds to wait for the first answer.
    private static let patience: Int64 = 2_000_000_000
    /// How often a lost session is looked for again, and how many nanoseconds lie between.
    private static let attempts = (count: 10, pause: 200_000_000 as Int64)

    /// Connects to a session.
    /// - Parameters:
    ///   - viewer: who watches, to be shown to others.
    ///   - attention: raised when there is something new.
    /// - Throws: when nobody is there, nobody answers, or another version of the stream is spoken. Blocks for two seconds at most.
    package init(
        to name: String, in folder: SessionFolder, viewer: String, isReadOnly: Bool, attention: StopSignal
    ) throws(SessionError) {
        path = try folder.socket(of: name)
        self.attention = attention
        snapshots = Ring(capacity: 4096, attention: attention)
        events = Ring(capacity: 4096, attention: attention)
        var hello = Hello()
        (hello.wish, hello.viewer, hello.isReadOnly) = (.stream, viewer, isReadOnly)
        self.hello = hello
        var connection: SessionConnection
        do {
            connection = try SessionConnection(path, hello)
        } catch {
            throw error == .busy ? .silent(name: name) : folder.absence(of: name)
        }
        guard let summary = connection.summary(within: Self.patience) else {
            connection.close()
            throw .silent(name: name)
        }
        guard summary.version == StreamLine.version else {
            connection.close()
            throw .foreign(name: name, program: summary.program, process: summary.process)
        }
        self.summary = summary
        let first = connection
        _ = DedicatedThread(name: "link", stackBytes: 2 << 20) { [self] in follow(first) }
    }

    /// The past, once each time that it has to be taken over.
    package func takePast() -> Past? {
        state.withLock { state in
            defer { state.past = nil }
            return state.past
        }
    }

    /// How the run ended; nil while it runs, or if nobody knows.
    package var end: SessionEnd? { state.withLock { $0.end } }

    /// Whether the session is gone without having said how the run ended.
    package var isLost: Bool { state.withLock { $0.isLost } }

    /// Whether nobody is connected just now, and it is tried to come back.
    package var isBroken: Bool { state.withLock { $0.isBroken } }

    /// Name of the step that runs, as far as it was told; nil between steps. For whoever does not take the past.
    package var currentStep: String? {
        let latest = snapshots.read(from: 0).elements.last ?? state.withLock { $0.past?.latest }
        return latest.flatMap { $0.progress.stepName.isEmpty ? nil : $0.progress.stepName }
    }

    /// Asks something of the run. Any thread; never waits.
    package func perform(_ command: Command) {
        state.withLock { $0.commands.append(command) }
        outgoing.raise()
    }

    /// Waits until the run is over or lost.
    /// - Returns: false when it was not by then.
    package func waitForEnd(nanoseconds: Int64?) -> Bool {
        if end != nil || isLost { return true }
        return over.wait(nanoseconds: nanoseconds)
    }

    /// Ends the connection; the run goes on.
    package func leave() {
        state.withLock { $0.isLeaving = true }
        outgoing.raise()
    }

    // MARK: - The thread

    private func follow(_ first: SessionConnection) {
        var connection: SessionConnection? = first
        while var open = connection {
            exchange(over: &open)
            open.close()
            guard state.withLock({ $0.end == nil && !$0.isLeaving }) else { break }
            state.withLock { $0.isBroken = true }
            connection = again()
            state.withLock { $0.isBroken = false }
        }
        let isLost = state.withLock { state in
            state.isLost = state.end == nil && !state.isLeaving
            return state.isLost
        }
        if isLost {
            let latest = Moment(elapsed: SessionClock(origin: summary.origin).now.elapsed, unix: 0)
            events.append(
                Event(
                    moment: latest,
                    kind: .failed("the session is gone: its process was killed or has crashed")))
        }
        over.raise()
        attention.raise()
    }

    private func again() -> SessionConnection? {
        for attempt in 0..<Self.attempts.count {
            // Of a process that is gone nobody will listen again.
            guard FileManager.default.fileExists(atPath: "/proc/\(summary.process)") else { return nil }
            if attempt > 0 { StopSignal.sleep(nanoseconds: Self.attempts.pause) }
            // Whatever the reason, it is tried again.
            guard var connection = try? SessionConnection(path, hello) else { continue }
            if let found = connection.summary(within: Self.patience), isSame(found) { return connection }
            // Another run has taken the name: ours is gone.
            connection.close()
            return nil
        }
        return nil
    }

    private func isSame(_ other: SessionSummary) -> Bool {
        (other.process, other.origin) == (summary.process, summary.origin)
    }

    /// Reads and writes until the connection ends.
    private func exchange(over connection: inout SessionConnection) {
        while true {
            guard let lines = connection.receive() else { return }
            for line in lines { take(line) }
            let (commands, isOver) = state.withLock { state in
                defer { state.commands = [] }
                return (state.commands, state.end != nil || state.isLeaving)
            }
            for command in commands { connection.send(.command(command)) }
            guard connection.flush(), !isOver else { return }
            connection.wait(orFor: outgoing)
        }
    }

    private func take(_ line: StreamLine) {
        switch line {
        case .snapshot(let snapshot): snapshots.append(snapshot)
        case .event(let event): events.append(event)
        case .past(let past):
            state.withLock { $0.past = past }
            attention.raise()
        case .ended(let end): state.withLock { $0.end = end }
        case .hello, .session, .command: break
        }
    }
}
