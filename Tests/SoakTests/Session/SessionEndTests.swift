import Foundation
import History
import Telemetry
import Testing
import Threading

@testable import Soak

@Suite("the end of a session", .serialized) struct SessionEndTests {
    @Test("who has come and said nothing yet is told the end as well, and nobody finds the socket by then")
    func late() throws {
        let stage = try Stage()
        let (listener, late) = (try stage.viewer(), try stage.peer())
        _ = listener.next()
        var end = SessionEnd()
        end.code = 4
        let finishing = DedicatedThread(name: "finish", stackBytes: 1 << 20) { [end, server = stage.server] in
            server.finish(end)
        }
        // It listens until everybody has been told.
        Stage.wait { stage.sessions.names.isEmpty }
        var hello = Hello()
        hello.wish = .stream
        try late.say(.hello(hello))
        for peer in [listener, late] {
            guard case .ended(let told) = peer.rest().last else {
                Issue.record("not told")
                continue
            }
            #expect(told == end)
        }
        #expect(finishing.join(nanoseconds: 10_000_000_000))
    }

    @Test("a socket that is somebody else's by then is left alone")
    func claimed() throws {
        let stage = try Stage()
        let path = try stage.sessions.socket(of: "churn")
        try FileManager.default.removeItem(atPath: path)
        let next = try stage.second(name: "churn")
        stage.server.finish(SessionEnd())
        #expect(FileManager.default.fileExists(atPath: path))
        next.finish(SessionEnd())
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test("a socket that somebody has taken away is put back, with its folder", arguments: [true, false])
    func putBack(withFolder: Bool) throws {
        let stage = try Stage()
        let path = try stage.sessions.socket(of: "churn")
        try FileManager.default.removeItem(atPath: withFolder ? stage.sessions.path : path)
        #expect(stage.sessions.sessions().isEmpty)
        Stage.wait { stage.sessions.sessions().map(\.name) == ["churn"] }
        let viewer = try stage.viewer()
        let answer = viewer.next()
        guard case .session = answer else { throw SessionError.none }
        stage.server.finish(SessionEnd())
        #expect(stage.sessions.names.isEmpty)
    }

    @Test("what has come in place of a socket is left alone")
    func other() throws {
        let stage = try Stage()
        let path = try stage.sessions.socket(of: "churn")
        try FileManager.default.removeItem(atPath: path)
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        #expect(stage.sessions.sessions().isEmpty)
        stage.server.finish(SessionEnd())
        #expect(FileManager.default.fileExists(atPath: path))
    }

    @Test("another run that has taken the name is not the one that was watched")
    func another() throws {
        let folder = try Folder()
        let sessions = try SessionFolder(environment: ["XDG_RUNTIME_DIR": folder.path])
        let path = try sessions.socket(of: "churn")
        let listener = try LocalSocket(listeningAt: path)
        let first = Locked<LocalSocket?>(nil)
        let run = DedicatedThread(name: "run", stackBytes: 1 << 20) {
            var guest: LocalSocket?
            Stage.wait {
                guest = (try? listener.accept()) ?? nil
                return guest != nil
            }
            var summary = SessionSummary()
            summary.process = 4711
            let told = StreamLine.session(summary).bytes + StreamLine.past(Past()).bytes
            _ = guest?.write(Data(told), from: 0)
            first.withLock { $0 = guest }
        }
        let link = try SessionLink(
            to: "churn", in: sessions, viewer: "mara", isReadOnly: false, attention: StopSignal())
        Stage.wait { link.takePast() != nil }
        #expect(run.join(nanoseconds: 10_000_000_000))
        // As after a crash: nobody says goodbye, and the name is taken again at once.
        listener.close()
        let source = SessionSource(
            snapshots: Ring(capacity: 4), events: Ring(capacity: 4), summary: SessionSummary(),
            perform: { _, _ in })
        let next = try SessionServer(source, name: "churn", in: sessions)
        first.withLock { $0?.close() }
        #expect(link.waitForEnd(nanoseconds: 20_000_000_000))
        #expect(link.isLost && link.end == nil)
        next.finish(SessionEnd())
    }
}
