import FlyingSocks
import Foundation
import Telemetry
import Testing
import Threading

@testable import Soak

@Suite("a session that lets nobody in") struct SessionQueueTests {
    private let folder: Folder
    private let sessions: SessionFolder
    private let listener: Socket
    /// Those who wait to be let in.
    private var waiting: [LocalSocket] = []

    init() throws {
        folder = try Folder()
        sessions = try SessionFolder(environment: ["XDG_RUNTIME_DIR": folder.path])
        listener = try Socket(domain: 1)
        try listener.bind(to: .unix(path: try sessions.socket(of: "full")))
        try listener.listen(maxPendingConnection: 1)
        // Until there is no room for more: then connecting would wait, which nobody here may.
        while let socket = try? LocalSocket(connectingTo: try sessions.socket(of: "full")) {
            waiting.append(socket)
        }
    }

    @Test("is silent and not gone, and its name is taken")
    func busy() throws {
        defer { for socket in waiting { socket.close() } }
        #expect(!waiting.isEmpty)
        #expect(throws: LocalSocket.Unreached.busy) {
            try LocalSocket(connectingTo: try sessions.socket(of: "full"))
        }
        #expect(sessions.sessions().map(\.process) == [0] && sessions.names == ["full"])
        #expect(throws: SessionError.silent(name: "full")) {
            try SessionLink(
                to: "full", in: sessions, viewer: "", isReadOnly: true, attention: StopSignal())
        }
        let source = SessionSource(
            snapshots: Ring(capacity: 4), events: Ring(capacity: 4), summary: SessionSummary(),
            perform: { _, _ in })
        #expect(throws: SessionError.taken(name: "full")) {
            try SessionServer(source, name: "full", in: sessions)
        }
        try listener.close()
    }
}
