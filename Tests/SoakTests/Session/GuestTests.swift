import Foundation
import History
import Telemetry
import Testing
import Threading

@testable import Soak

@Suite("guests who ask too much of a session", .serialized) struct GuestTests {
    @Test("of more than anybody has screens those who come too late are sent away")
    func crowd() throws {
        let stage = try Stage()
        let guests = try (0..<SessionService.mostGuests).map { _ in try stage.viewer() }
        // Whoever has been told the past is in.
        for guest in guests { _ = (guest.next(), guest.next()) }
        let late = try stage.peer()
        // They may have hung up already.
        try? late.say(.hello(Hello()))
        #expect(late.next() == nil)
        stage.note("on it goes")
        #expect(guests.allSatisfy { $0.next() != nil })
    }

    @Test("who says nothing is let go after a while, and who has said what they want may be silent")
    func silent() throws {
        let stage = try Stage(patience: 1)
        let viewer = try stage.viewer()
        _ = (viewer.next(), viewer.next())
        let silent = try stage.peer()
        #expect(silent.rest().isEmpty)
        stage.note("on it goes")
        #expect(viewer.next() != nil)
    }

    @Test("a past that is longer than anything that may wait otherwise is told whole")
    func longPast() throws {
        let stage = try Stage()
        let text = String(repeating: "x", count: 100_000)
        for number in 1...60 { stage.note(text, at: number) }
        let viewer = try stage.viewer()
        _ = viewer.next()
        guard case .past(let past) = viewer.next() else { throw SessionError.none }
        #expect(past.events.incidents.count == 60)
        stage.note("on it goes", at: 61)
        #expect(viewer.next() != nil)
    }

    @Test("who reads slowly at the end is waited for, and told how it ended")
    func farewell() throws {
        let stage = try Stage()
        let viewer = try stage.viewer()
        _ = (viewer.next(), viewer.next())
        let text = String(repeating: "x", count: 1000)
        for number in 1...1000 { stage.note(text, at: number) }
        let ending = DedicatedThread(name: "ending") { [server = stage.server] in server.finish(SessionEnd())
        }
        let lines = viewer.rest()
        #expect(lines.count == 1001)
        guard case .ended = lines.last else { throw SessionError.none }
        #expect(ending.join(nanoseconds: 60_000_000_000))
    }
}
