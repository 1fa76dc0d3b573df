import FlyingSocks
import Foundation
import Telemetry
import Threading

@testable import Soak

/// A session in a folder of its own, whose run is played by the test.
final class Stage {
    let folder: Folder
    let sessions: SessionFolder
    let snapshots: Ring<Snapshot>
    let events: Ring<Event>
    let server: SessionServer
    private let asked = Asked()

    private final class Asked: Sendable {
        let commands = Locked<[(Command, String)]>([])
    }

    /// - Parameters:
    ///   - capacity: how many snapshots and events the rings of the run keep.
    ///   - patience: nanoseconds that somebody has to say what they want.
    ///   - version: the version of the stream that it says it speaks.
    init(
        name: String? = nil, capacity: Int = 4096, patience: Int64 = 60_000_000_000,
        version: Int = StreamLine.version
    ) throws {
        folder = try Folder()
        sessions = try SessionFolder(environment: ["XDG_RUNTIME_DIR": folder.path])
        (snapshots, events) = (Ring(capacity: capacity), Ring(capacity: capacity))
        server = try SessionServer(
            Self.source(snapshots, events, asked, version: version), name: name, in: sessions,
            patience: patience)
    }

    deinit { server.finish(SessionEnd()) }

    private static func source(
        _ snapshots: Ring<Snapshot>, _ events: Ring<Event>, _ asked: Asked,
        version: Int = StreamLine.version
    ) -> SessionSource {
        var summary = SessionSummary()
        (summary.version, summary.program, summary.process) = (version, "phantop 9.0", 4711)
        summary.workload = "scenario:churn"
        summary.thresholds = ["threads": 8]
        return SessionSource(snapshots: snapshots, events: events, summary: summary) { command, viewer in
            asked.commands.withLock { $0.append((command, viewer)) }
        }
    }

    /// Another server in the same folder.
    func second(name: String?) throws -> SessionServer {
        try SessionServer(Self.source(snapshots, events, asked), name: name, in: sessions)
    }

    /// What was asked of the run so far, and by whom.
    var commands: [(command: Command, viewer: String)] { asked.commands.withLock { $0 } }

    /// Lets the run go on by some measurements, a tenth of a second apart.
    func measure(from first: Int, count: Int = 1) {
        for tenth in first..<(first + count) {
            var snapshot = Snapshot()
            snapshot.moment.elapsed = Int64(tenth) * 100_000_000
            snapshot.registry.live = tenth
            snapshots.append(snapshot)
        }
    }

    func note(_ text: String, at tenth: Int = 1) {
        events.append(
            Event(moment: Moment(elapsed: Int64(tenth) * 100_000_000, unix: 0), kind: .noted(text)))
    }

    /// Somebody who speaks for themselves.
    func peer() throws -> Peer { try Peer(try sessions.socket(of: server.name)) }

    /// Somebody who has been told everything so far.
    func viewer(isReadOnly: Bool = false) throws -> Peer {
        let peer = try peer()
        var hello = Hello()
        (hello.wish, hello.viewer, hello.isReadOnly) = (.stream, "mara on pts/3", isReadOnly)
        try peer.say(.hello(hello))
        return peer
    }

    /// Waits until something is true; the failure of what follows says what was not.
    static func wait(until isTrue: () throws -> Bool) rethrows {
        let deadline = Uptime.nanoseconds + 60_000_000_000
        while try !isTrue(), Uptime.nanoseconds < deadline { StopSignal.sleep(nanoseconds: 5_000_000) }
    }
}

/// One end of a connection, on a socket that blocks.
final class Peer {
    private let socket: Socket
    private var lines = LineBuffer(longest: .max)

    init(_ path: String) throws {
        socket = try Socket(domain: 1)
        try socket.connect(to: .unix(path: path))
    }

    deinit { try? socket.close() }

    func close() throws { try socket.close() }

    func say(_ line: StreamLine) throws { try send(line.bytes) }

    /// Sends bytes; throws when the other end has hung up.
    func send(_ bytes: [UInt8]) throws {
        let data = Data(bytes)
        var sent = 0
        while sent < data.count { sent = try socket.write(data, from: sent) }
    }

    /// The next line; nil when the other end has hung up.
    func next() -> StreamLine? {
        while true {
            if let line = lines.next() { return StreamLine(bytes: line) }
            guard let bytes = try? socket.read(atMost: 1 << 16) else { return nil }
            lines.append(bytes)
        }
    }

    /// Everything until the other end hangs up.
    func rest() -> [StreamLine] {
        // First of all everything is read: nobody waits for long at the end.
        while let bytes = try? socket.read(atMost: 1 << 16) { lines.append(bytes) }
        var rest: [StreamLine] = []
        while let line = next() { rest.append(line) }
        return rest
    }
}
