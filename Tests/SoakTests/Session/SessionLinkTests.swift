import Foundation
import History
import Telemetry
import Testing
import Threading

@testable import Soak

@Suite("SessionLink", .serialized) struct SessionLinkTests {
    private func link(to stage: Stage, isReadOnly: Bool = false) throws -> SessionLink {
        try SessionLink(
            to: stage.server.name, in: stage.sessions, viewer: "mara", isReadOnly: isReadOnly,
            attention: StopSignal())
    }

    @Test("the rings fill as those of the run do, from where the past ends")
    func follows() throws {
        let stage = try Stage()
        stage.measure(from: 1, count: 5)
        let link = try link(to: stage)
        #expect(link.summary.workload == "scenario:churn")
        #expect(link.summary.thresholds == ["threads": 8])
        var past: Past?
        Stage.wait {
            past = past ?? link.takePast()
            return past != nil
        }
        #expect(past?.latest?.registry.live == 5)
        stage.measure(from: 6, count: 2)
        stage.note("new")
        Stage.wait { link.events.read(from: 0).cursor == 1 && link.snapshots.read(from: 0).cursor == 2 }
        #expect(link.snapshots.read(from: 0).elements.map(\.registry.live) == [6, 7])
        #expect(link.events.read(from: 0).elements.map(\.kind) == [.noted("new")])
        link.leave()
    }

    @Test("a session that speaks another version of the stream is not shown")
    func foreign() throws {
        let stage = try Stage(version: StreamLine.version + 1)
        let foreign = SessionError.foreign(name: stage.server.name, program: "phantop 9.0", process: 4711)
        #expect(throws: foreign) { _ = try link(to: stage) }
    }

    @Test("what is asked arrives, and the end is told")
    func asks() throws {
        let stage = try Stage()
        let link = try link(to: stage)
        link.perform(.setInterval(2.5))
        Stage.wait { !stage.commands.isEmpty }
        #expect(stage.commands.map(\.command) == [.setInterval(2.5)])
        var end = SessionEnd()
        (end.code, end.text) = (4, "failed")
        stage.server.finish(end)
        #expect(link.waitForEnd(nanoseconds: 60_000_000_000))
        #expect(link.end == end && !link.isLost)
    }

    @Test("who was let go for not reading comes back by itself, and begins with the past")
    func returns() throws {
        let stage = try Stage()
        // Lets everybody go whom it is told of, and says hello anew.
        let path = try stage.sessions.socket(of: "flaky")
        let listener = try LocalSocket(listeningAt: path)
        defer { listener.close() }
        let answers = DedicatedThread(name: "flaky") {
            for round in 1...2 {
                var guest: LocalSocket?
                Stage.wait {
                    guest = guest ?? (try? listener.accept())
                    return guest != nil
                }
                var past = Past()
                var snapshot = Snapshot()
                snapshot.registry.live = round
                past.take(snapshot)
                var summary = SessionSummary()
                summary.process = Int(getpid())
                let lines = StreamLine.session(summary).bytes + StreamLine.past(past).bytes
                _ = guest?.write(Data(lines), from: 0)
                Stage.wait { guest?.read().map { !$0.isEmpty } ?? true }
                guest?.close()
            }
        }
        let link = try SessionLink(
            to: "flaky", in: stage.sessions, viewer: "", isReadOnly: true, attention: StopSignal())
        var seen: [Int] = []
        Stage.wait {
            if let past = link.takePast() { seen.append(past.latest?.registry.live ?? 0) }
            return seen.last == 2
        }
        #expect(seen.last == 2)
        #expect(answers.join(nanoseconds: 60_000_000_000))
    }

    @Test("what a session says before it is gone is heard, though nobody can answer it any more")
    func lastWords() throws {
        let stage = try Stage()
        let path = try stage.sessions.socket(of: "hasty")
        let listener = try LocalSocket(listeningAt: path)
        defer { listener.close() }
        var connection = try SessionConnection(path, Hello())
        defer { connection.close() }
        let guest = try #require(try listener.accept())
        var summary = SessionSummary()
        summary.name = "hasty"
        _ = guest.write(Data(StreamLine.session(summary).bytes), from: 0)
        guest.close()
        let heard = connection.summary(within: 1_000_000_000)
        #expect(heard?.name == "hasty")
    }

    @Test("a session that is gone without a word is said to be lost")
    func lost() throws {
        let stage = try Stage()
        let path = try stage.sessions.socket(of: "crashes")
        let listener = try LocalSocket(listeningAt: path)
        let answers = DedicatedThread(name: "crashes") {
            var guest: LocalSocket?
            Stage.wait {
                guest = guest ?? (try? listener.accept())
                return guest != nil
            }
            _ = guest?.write(Data(StreamLine.session(SessionSummary()).bytes), from: 0)
            guest?.close()
            listener.close()
        }
        let link = try SessionLink(
            to: "crashes", in: stage.sessions, viewer: "", isReadOnly: true, attention: StopSignal())
        #expect(link.waitForEnd(nanoseconds: 60_000_000_000))
        #expect(link.isLost && link.end == nil)
        guard case .failed = link.events.read(from: 0).elements.last?.kind else {
            Issue.record("nothing is said of it")
            return
        }
        #expect(answers.join(nanoseconds: 60_000_000_000))
    }

    @Test("nobody to attach to, several, and one that says nothing are told in a line")
    func absent() throws {
        let stage = try Stage()
        #expect(throws: SessionError.absent(name: "none", others: ["churn"])) {
            try SessionLink(
                to: "none", in: stage.sessions, viewer: "", isReadOnly: true, attention: StopSignal())
        }
        #expect(try stage.sessions.only(nil) == "churn")
        let second = try stage.second(name: nil)
        #expect(throws: SessionError.ambiguous(["churn", "churn-2"])) { try stage.sessions.only(nil) }
        second.finish(SessionEnd())
        let mute = try LocalSocket(listeningAt: try stage.sessions.socket(of: "mute"))
        #expect(throws: SessionError.silent(name: "mute")) {
            try SessionLink(
                to: "mute", in: stage.sessions, viewer: "", isReadOnly: true, attention: StopSignal())
        }
        mute.close()
    }
}
