import GRDB
import History
import Telemetry
import TestSupport
import Testing

@testable import Soak

@Suite("playing a record") struct PlayerTests {
    private let tape: Tape

    init() throws { tape = try Tape() }

    @Test("it opens at the end, with all that is remembered")
    func opening() throws {
        let (batch, _) = try tape.record()
        let player = try tape.player()
        Tape.arrive(player)
        #expect(player.playback.position == 60_000_000_000 && !player.playback.isPlaying)
        let past = try #require(player.takePast())
        #expect(StreamLine.past(past).bytes == Tape.bytes(batch, upTo: .max))
        #expect(player.takePast() == nil)
    }

    @Test("what plays is what was recorded, once, at any speed", arguments: [0, 3, 6])
    func playing(faster: Int) throws {
        let (batch, _) = try tape.record()
        let player = try tape.player()
        player.perform(.toBeginning)
        Tape.arrive(player)
        _ = player.takePast()
        player.perform(.playOrPause)
        for _ in 0..<faster { player.perform(.faster) }
        player.advance()
        for _ in 0..<1300 where player.playback.isPlaying {
            tape.clock.now += 50_000_000
            player.advance()
            let newest = player.snapshots.read(from: 0).elements.last?.moment.elapsed ?? 0
            #expect(newest <= player.moment.elapsed)
        }
        #expect(player.snapshots.read(from: 0).elements == batch.snapshots)
        #expect(player.events.read(from: 0).elements == batch.events)
        #expect(player.playback.position == player.playback.end && !player.playback.isPlaying)
        player.perform(.playOrPause)
        Tape.arrive(player)
        #expect(player.playback.isPlaying && player.playback.position == 0)
    }

    @Test("the speed goes up and down by steps, and stops at its ends")
    func speeds() throws {
        try tape.record([])
        let player = try tape.player()
        func speeds(_ request: Playback.Request, times: Int) -> [Int] {
            (0..<times).map { _ in
                player.perform(request)
                return player.playback.speed
            }
        }
        #expect(speeds(.slower, times: 1) == [1])
        #expect(speeds(.faster, times: 9) == [2, 5, 10, 30, 60, 300, 600, 3600, 3600])
        #expect(speeds(.slower, times: 2) == [600, 300])
    }

    @Test("a record that is still being written is followed")
    func growing() throws {
        var run = SampleRun(seed: 11)
        let (_, writer) = try tape.record(tenths: 10, isOver: false)
        let player = try tape.player()
        Tape.arrive(player)
        #expect(player.playback.isGrowing && player.playback.isPlaying)
        _ = run.batch(10)
        let more = run.batch(20)
        try writer.write(more)
        for _ in 0..<50 {
            tape.clock.now += 100_000_000
            player.advance()
        }
        #expect(player.playback.position == 3_000_000_000 && player.playback.isPlaying)
        #expect(player.snapshots.read(from: 0).elements == more.snapshots)
        try writer.close()
        tape.clock.now += 1_000_000_000
        player.advance()
        player.advance()
        #expect(!player.playback.isGrowing && !player.playback.isPlaying)
    }

    @Test("a record that is damaged stops it with one line")
    func damaged() throws {
        let (_, writer) = try tape.record(isOver: false)
        try writer.database.write {
            try $0.execute(sql: "UPDATE samples SET heap_bytes = 'x' WHERE id = 300")
        }
        let player = try tape.player()
        Tape.arrive(player)
        #expect(player.playback.problem?.hasPrefix("\(tape.folder.file("a")) is damaged: heap_bytes") == true)
    }
}
