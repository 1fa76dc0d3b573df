import History
import Telemetry
import TerminalUI
import Testing

@testable import Dashboard

@Suite("the dashboard of a record")
struct ReplayTests {
    private func replay(size: Size = Size(columns: 80, rows: 23)) -> Rehearsal {
        var rehearsal = Rehearsal(size: size) { $0.source = .replayed }
        rehearsal.churn(seconds: 12)
        return rehearsal
    }

    private func request(_ rehearsal: inout Rehearsal, _ key: Key) -> Playback.Request? {
        rehearsal.press(key)
        guard case .play(let request) = rehearsal.dashboard.takeErrand() else { return nil }
        rehearsal.send(.answered(Errand.Answer("", isDone: true)))
        return request
    }

    @Test(
        "keys of the run play it, and keys of the graphs move it",
        arguments: [
            (" ", .playOrPause), ("+", .faster), ("-", .slower), ("[", .previousEvent), ("]", .nextEvent),
            (",", .move(seconds: -10)), (".", .move(seconds: 10)),
        ] as [(Character, Playback.Request)])
    func keys(key: Character, expected: Playback.Request) {
        var rehearsal = replay()
        #expect(request(&rehearsal, .character(key)) == expected)
        #expect(rehearsal.commands.isEmpty)
    }

    @Test("Home and End move it on the overview, and in a table what they always move")
    func ends() {
        var rehearsal = replay()
        #expect(request(&rehearsal, .home) == .toBeginning)
        #expect(request(&rehearsal, .end) == .toEnd)
        rehearsal.press(.character("w"))
        #expect(request(&rehearsal, .home) == nil)
    }

    @Test("what asks a run for something is refused in a word", arguments: Array("eEgi123n") + ["H"])
    func refused(key: Character) {
        var rehearsal = replay()
        rehearsal.press(.character(key))
        #expect(rehearsal.commands.isEmpty && rehearsal.dashboard.takeErrand() == nil)
        #expect(rehearsal.screen().contains("a record can be asked nothing") == (key != "H"))
        #expect(rehearsal.dashboard.interaction.question == nil)
    }

    @Test("q leaves at once, whatever ran then")
    func quit() {
        var rehearsal = replay()
        rehearsal.press(.character("q"))
        #expect(rehearsal.dashboard.ending == .quit && rehearsal.commands.isEmpty)
    }

    @Test("the line at the top says what it is, how fast, where, and what is wrong")
    func header() {
        var rehearsal = replay()
        var playback = Playback()
        (playback.position, playback.end) = (62_000_000_000, 3_600_000_000_000)
        rehearsal.send(.played(playback))
        #expect(rehearsal.screen().contains("REPLAY ‖     1:02/1:00:00"))
        (playback.isPlaying, playback.speed, playback.isGrowing) = (true, 60, true)
        rehearsal.send(.played(playback))
        #expect(rehearsal.screen().contains("REPLAY ▸ 60x     1:02/1:00:00+"))
        #expect(rehearsal.dashboard.awaitsSnapshot)
        playback.progress = 0.42
        rehearsal.send(.played(playback))
        #expect(rehearsal.screen().contains("REPLAY 42 % …"))
        playback.problem = "run.phantop is damaged: it is"
        rehearsal.send(.played(playback))
        #expect(rehearsal.screen().contains("! run.phantop is damaged"))
        #expect(rehearsal.screen().contains("+/- speed"))
        #expect(!rehearsal.screen().contains("evict"))
    }

    @Test("only what can be seen is drawn anew")
    func thrift() {
        var rehearsal = replay()
        var playback = Playback()
        rehearsal.send(.played(playback))
        let revision = rehearsal.dashboard.revision
        playback.position = 900_000_000
        rehearsal.send(.played(playback))
        #expect(rehearsal.dashboard.revision == revision)
        playback.position = 1_100_000_000
        rehearsal.send(.played(playback))
        #expect(rehearsal.dashboard.revision == revision + 1)
    }
}
