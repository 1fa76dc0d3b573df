import Foundation
import History
import Telemetry
import Testing
import Threading

@testable import Soak

@Suite("SessionServer", .serialized) struct SessionServerTests {
    private func summary(_ line: StreamLine?) throws -> SessionSummary {
        guard case .session(let summary) = line else { throw SessionError.none }
        return summary
    }

    private func past(_ line: StreamLine?) throws -> Past {
        guard case .past(let past) = line else { throw SessionError.none }
        return past
    }

    @Test("who asks what runs is told so and let go")
    func asked() throws {
        let stage = try Stage()
        stage.measure(from: 1, count: 3)
        let peer = try stage.peer()
        try peer.say(.hello(Hello()))
        let lines = peer.rest()
        #expect(lines.count == 1)
        let told = try summary(lines.first)
        #expect(told.name == "churn" && told.workload == "scenario:churn" && told.entries == 3)
        #expect(told.verdict == "UNSURE" && told.viewers == 0)
    }

    @Test("who comes later is told the past first, and then everything as it happens")
    func stream() throws {
        let stage = try Stage()
        stage.measure(from: 1, count: 3)
        stage.note("before")
        let peer = try stage.viewer()
        _ = try summary(peer.next())
        let known = try past(peer.next())
        #expect(known.latest?.registry.live == 3)
        #expect(known.ledger.log[0]?.rows == ["before"])
        stage.note("after", at: 4)
        guard case .event(let event) = peer.next() else { throw SessionError.none }
        #expect(event.kind == .noted("after"))
        stage.measure(from: 4)
        guard case .snapshot(let snapshot) = peer.next() else { throw SessionError.none }
        #expect(snapshot.registry.live == 4)
    }

    @Test("what somebody asks is done in their name; who only watches may only look")
    func commands() throws {
        let stage = try Stage()
        let (peer, reader) = (try stage.viewer(), try stage.viewer(isReadOnly: true))
        for one in [reader, peer] {
            for command in [Command.evict, .stop, .countTypes] { try one.say(.command(command)) }
            let expected = one === reader ? 1 : 4
            Stage.wait { stage.commands.count == expected }
        }
        Stage.wait { stage.commands.count == 4 }
        #expect(stage.commands.map(\.command) == [.countTypes, .evict, .stop, .countTypes])
        #expect(stage.commands.allSatisfy { $0.viewer == "mara on pts/3" })
    }

    @Test(
        "who does not begin with a hello is let go, and nobody else notices",
        arguments: [
            "GET / HTTP/1.1\r\n\r\n", "\n", "{}\n", "{\"command\":{\"stop\":{}}}\n", "\u{0}\u{0}\n",
        ])
    func garbage(text: String) throws {
        let stage = try Stage()
        let viewer = try stage.viewer()
        _ = (viewer.next(), viewer.next())
        let peer = try stage.peer()
        try peer.send(Array(text.utf8))
        #expect(peer.rest().isEmpty)
        #expect(stage.commands.isEmpty)
        stage.note("on it goes")
        #expect(viewer.next() != nil)
    }

    @Test("garbage after the hello is skipped")
    func skipped() throws {
        let stage = try Stage()
        let viewer = try stage.viewer()
        try viewer.send(
            Array("nonsense\n{\"command\":{\"unheard\":{}}}\n{\"command\":{\"evict\":{}}}\n".utf8))
        Stage.wait { !stage.commands.isEmpty }
        #expect(stage.commands.map(\.command) == [.evict])
    }

    @Test(
        "who says nothing, or half a hello, is let go after a while, and nobody else notices",
        arguments: ["", "{\"hello\":"])
    func silent(text: String) throws {
        let stage = try Stage(patience: 1_000_000_000)
        let viewer = try stage.viewer()
        _ = (viewer.next(), viewer.next())
        let peer = try stage.peer()
        try peer.send(Array(text.utf8))
        #expect(peer.rest().isEmpty)
        stage.note("on it goes")
        #expect(viewer.next() != nil)
    }

    @Test("a line without end is not collected: whoever sends it is let go")
    func flood() throws {
        let stage = try Stage()
        let peer = try stage.viewer()
        let piece = [UInt8](repeating: 0x61, count: 1 << 16)
        var sent = 0
        // A gigabyte, if anybody took it.
        while sent < 1 << 30, (try? peer.send(piece)) != nil { sent += piece.count }
        #expect(sent < 4 << 20)
    }

    @Test("a command of which half has come when the line is cut is not done")
    func half() throws {
        let stage = try Stage()
        let peer = try stage.viewer()
        try peer.send(Array("{\"command\":{\"stop\"".utf8))
        try peer.close()
        let viewer = try stage.viewer()
        try viewer.say(.command(.evict))
        Stage.wait { !stage.commands.isEmpty }
        #expect(stage.commands.map(\.command) == [.evict])
    }

    @Test("who does not read is let go, costs no more than some megabytes, and nobody else waits for it")
    func stuck() throws {
        let stage = try Stage(capacity: 1 << 15)
        let (stuck, viewer) = (try stage.viewer(), try stage.viewer())
        // From here on they are told of everything.
        for peer in [stuck, viewer] { _ = (peer.next(), peer.next()) }
        let text = String(repeating: "x", count: 1000)
        for number in 1...12 {
            for _ in 0..<1000 { stage.note(text, at: number) }
            stage.note("end \(number)", at: number)
            var line = viewer.next()
            while let told = line {
                if case .event(let event) = told, event.kind == .noted("end \(number)") { break }
                line = viewer.next()
            }
            #expect(line != nil)
        }
        #expect(stuck.rest().count < 12_000)
    }

    @Test("measurements are left out for who reads slowly, and events are not")
    func thinned() throws {
        let stage = try Stage(capacity: 1 << 15)
        let slow = try stage.viewer()
        _ = (slow.next(), slow.next())
        stage.measure(from: 1, count: 8_000)
        stage.note("seen")
        var told = 0
        while let line = slow.next() {
            if case .snapshot = line { told += 1 }
            if case .event(let event) = line, event.kind == .noted("seen") { break }
        }
        #expect(told < 8_000)
    }

    @Test("who reads slowly is told the last measurement all the same")
    func last() throws {
        let stage = try Stage(capacity: 1 << 15)
        let (slow, quick) = (try stage.viewer(), try stage.viewer())
        _ = (slow.next(), slow.next())
        stage.measure(from: 1, count: 8_000)
        stage.note("told")
        // From then on the server has been through all of it, and nobody has read.
        while let line = quick.next() {
            if case .event(let event) = line, event.kind == .noted("told") { break }
        }
        let reader = DedicatedThread(name: "slow") { [server = stage.server] in server.finish(SessionEnd()) }
        let told = slow.rest().compactMap { if case .snapshot(let snapshot) = $0 { snapshot } else { nil } }
        #expect(told.last?.registry.live == 8_000)
        #expect(reader.join(nanoseconds: 60_000_000_000))
    }

    @Test("the last line says how it ended, and the socket goes")
    func end() throws {
        let stage = try Stage()
        let viewer = try stage.viewer()
        _ = (viewer.next(), viewer.next())
        var end = SessionEnd()
        (end.code, end.text) = (1, "3 plans\n")
        stage.server.finish(end)
        guard case .ended(let told) = viewer.rest().last else { throw SessionError.none }
        #expect(told == end)
        #expect(try FileManager.default.contentsOfDirectory(atPath: stage.sessions.path) == [])
    }

    @Test("a second session of the same workload gets a number, and a name that is taken is refused")
    func names() throws {
        let stage = try Stage()
        let second = try stage.second(name: nil)
        defer { second.finish(SessionEnd()) }
        #expect(second.name == "churn-2")
        #expect(throws: SessionError.taken(name: "churn-2")) { try stage.second(name: "churn-2") }
        #expect(stage.sessions.sessions().map(\.name) == ["churn", "churn-2"])
    }

    @Test("what a crash has left is recognised, and makes room")
    func stale() throws {
        let stage = try Stage()
        let path = try stage.sessions.socket(of: "left")
        // Nobody listens any more, as after a crash; the file stays.
        try LocalSocket(listeningAt: path).close()
        #expect(stage.sessions.names == ["churn", "left"])
        #expect(stage.sessions.sessions().map(\.name) == ["churn"])
        #expect(stage.sessions.names == ["churn"])
        try LocalSocket(listeningAt: path).close()
        let next = try stage.second(name: "left")
        #expect(next.name == "left")
        next.finish(SessionEnd())
    }

    @Test("only this user can look at the socket")
    func access() throws {
        let stage = try Stage()
        let path = try stage.sessions.socket(of: "churn")
        func mode(_ path: String) throws -> Int? {
            try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        }
        #expect(try mode(path) == 0o600)
        #expect(try mode(stage.sessions.path) == 0o700)
    }
}
