package import Telemetry
internal import Threading

/// What a session is made of, as far as those who watch it from elsewhere are concerned.
package struct SessionSource: Sendable {
    /// What is measured.
    package let snapshots: Ring<Snapshot>
    /// What happens.
    package let events: Ring<Event>
    /// What the session is called and what runs; the rest of it is filled in by the server.
    package let summary: SessionSummary
    /// Carries out what somebody asks of the run; called on the server's thread, must not wait.
    package let perform: @Sendable (Command, _ viewer: String) -> Void

    /// Creates a source.
    package init(
        snapshots: Ring<Snapshot>, events: Ring<Event>, summary: SessionSummary,
        perform: @escaping @Sendable (Command, _ viewer: String) -> Void
    ) {
        self.snapshots = snapshots
        self.events = events
        self.summary = summary
        self.perform = perform
    }
}

/// Lets others on this machine watch and steer a run, over a local socket, on a thread of its own.
///
/// The run does not notice how many they are: nobody is waited for, and a snapshot is written down once for all of them.
package final class SessionServer: Sendable {
    /// What the session is called.
    package let name: String
    private let place: ListeningPlace
    private let stop = StopSignal()
    private let parting = Parting()
    private let thread: DedicatedThread

    /// Begins to listen.
    /// - Parameters:
    ///   - name: what the session is to be called; nil for a name made of the workload, with a number if it is taken.
    ///   - patience: nanoseconds that whoever connects has to say what they want.
    /// - Throws: when the name is taken, or nothing can be listened at.
    package init(
        _ source: SessionSource, name: String?, in folder: SessionFolder, patience: Int64 = 5_000_000_000
    ) throws(SessionError) {
        let (place, name) = try folder.claim(name, for: source.summary.workload)
        (self.name, self.place) = (name, place)
        var summary = source.summary
        summary.name = name
        let named = SessionSource(
            snapshots: source.snapshots, events: source.events, summary: summary, perform: source.perform)
        thread = DedicatedThread(name: "session", stackBytes: 2 << 20) { [stop, parting] in
            var service = SessionService(named, place, patience: patience)
            while !stop.wait(nanoseconds: 0) { service.turn() }
            // While somebody still listens there, so that nobody else has claimed the name.
            place.takeAway()
            service.finish(parting.end.withLock { $0 })
        }
    }

    /// Whether somebody can still connect: a script may close whatever it finds.
    package var isOpen: Bool { place.socket.isOpen }

    /// Tells everybody how the run ended, and takes the socket away. Blocks for a second and a half at most.
    package func finish(_ end: SessionEnd) {
        parting.end.withLock { $0 = end }
        stop.raise()
        // Somebody must take it away; nobody answers there any more.
        if !thread.join(nanoseconds: 1_500_000_000) || !thread.hasStarted { place.takeAway() }
    }
}

/// What is said at the end.
private final class Parting: Sendable {
    let end = Locked(SessionEnd())
}

extension SessionFolder {
    /// Listens under a name, in place of one who has died without taking the socket away.
    fileprivate func claim(
        _ name: String?, for workload: String
    ) throws(SessionError) -> (ListeningPlace, String) {
        try locked { () throws(SessionError) in
            let stem = name ?? Self.name(for: workload)
            var number = 0
            while true {
                number += 1
                let candidate = number == 1 ? stem : "\(stem)-\(number)"
                let path = try socket(of: candidate)
                guard isFree(path) else {
                    guard name == nil else { throw .taken(name: candidate) }
                    continue
                }
                ListeningPlace.remove(path)
                let socket = try LocalSocket(listeningAt: path)
                return (ListeningPlace(socket, at: path, in: self), candidate)
            }
        }
    }

    /// Whether nobody listens there.
    private func isFree(_ path: String) -> Bool {
        do throws(LocalSocket.Unreached) {
            try LocalSocket(connectingTo: path).close()
            return false
        } catch {
            return error == .nobody
        }
    }
}
