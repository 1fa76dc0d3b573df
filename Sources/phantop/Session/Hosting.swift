internal import Foundation
internal import PlanEngine
internal import Soak
internal import Telemetry
internal import Threading

/// A run's side of its session: what lets others attach to it.
final class Hosting: Sendable {
    private let server: SessionServer?
    private let abandoned = Abandonment()
    /// What the session is called, or would be.
    let name: String

    /// Whether somebody in another process has asked to leave at once, whatever Python is doing.
    private final class Abandonment: Sendable {
        let isAsked = Locked(false)
    }

    /// Begins to listen, on a thread of its own.
    ///
    /// Where that is impossible, the run goes on without, and the log says why.
    /// - Parameters:
    ///   - name: what the session is to be called; nil for a name of the workload.
    ///   - isNeeded: whether the run makes no sense where nobody can attach to it.
    ///   - screen: whoever attaches is to have the same marked, and the same taken for no leak.
    ///   - attention: raised when somebody asks to leave at once.
    /// - Throws: when a name was asked for and cannot be had, or nothing that is needed.
    init(
        _ session: Session, name: String?, isNeeded: Bool, screen: ScreenOptions,
        attention: StopSignal
    ) throws(Failure) {
        var summary = SessionSummary()
        summary.workload = session.workload
        summary.process = Int(ProcessInfo.processInfo.processIdentifier)
        summary.program = "phantop \(Phantop.version)"
        summary.began = session.clock.now.unix
        summary.origin = session.clock.origin
        summary.thresholds = screen.thresholds
        summary.tolerance = screen.tolerance
        let abandoned = abandoned
        let source = SessionSource(
            snapshots: session.snapshots, events: session.events, summary: summary,
            perform: { command, viewer in
                if command == .abandon {
                    abandoned.isAsked.withLock { $0 = true }
                    attention.raise()
                }
                session.perform(command, by: viewer)
            })
        do throws(SessionError) {
            let folder = try SessionFolder.usual()
            let server = try SessionServer(source, name: name, in: folder)
            (self.server, self.name) = (server, server.name)
        } catch {
            guard name == nil, !isNeeded else { throw Failure(reason: error.description) }
            session.log(.warning, from: "phantop", "nobody can attach to this run: \(error.description)")
            (server, self.name) = (nil, SessionFolder.name(for: session.workload))
        }
    }

    /// Whether others can attach.
    var isReachable: Bool { server?.isOpen ?? false }

    /// Whether somebody elsewhere has asked to leave at once.
    var isAbandoned: Bool { abandoned.isAsked.withLock { $0 } }

    /// What is said to whoever leaves the run to itself.
    var invitation: String { Self.invitation(to: name) }

    /// The same for whoever leaves the screen of a session of that name.
    static func invitation(to name: String) -> String {
        "\(name) goes on; phantop attach \(name) shows it again\n"
    }

    /// Tells everybody elsewhere how it ended, and passes the reason on.
    func conclude(_ reason: ExitReason, _ text: String) -> ExitReason {
        var end = SessionEnd()
        (end.code, end.text) = (Int(reason.code), text)
        server?.finish(end)
        return reason
    }
}
