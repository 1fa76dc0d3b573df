import GRDB
import History
import Telemetry
import TestSupport
import Testing

@testable import Soak

@Suite("playing a record") struct PlayerTests {
    private let folder: Folder
    private let clock = Clock()

    private final class Clock {
        var now: Int64 = 1_000_000_000
    }

    init() throws { folder = try Folder() }

    /// A minute of a run, recorded.
    private func record(tenths: Int = 600, isOver: Bool = true) throws -> (RecordBatch, RecordWriter) {
        let writer = RecordWriter(try NewRecord(folder.file("a"), facts: RecordFacts()))
        var run = SampleRun(seed: 11)
        let batch = run.batch(tenths)
        try writer.write(batch)
        if isOver { try writer.close() }
        return (batch, writer)
    }

    private func player() throws -> Player {
        try Player(RecordReader(folder.file("a"))) { [clock] in clock.now }
    }

    private func arrive(_ player: Player) {
        repeat { player.advance() } while player.playback.progress != nil
    }

    private func past(_ batch: RecordBatch, upTo moment: Int64) -> Past {
        var past = Past()
        for snapshot in batch.snapshots where snapshot.moment.elapsed <= moment { past.take(snapshot) }
        for event in batch.events where event.moment.elapsed <= moment { past.take(event) }
        return past
    }

    private func bytes(_ past: Past?) -> [UInt8]? { past.map { StreamLine.past($0).bytes } }

    @Test("it opens at the end, with all that is remembered")
    func opening() throws {
        let (batch, _) = try record()
        let player = try player()
        arrive(player)
        #expect(player.playback.position == 60_000_000_000 && !player.playback.isPlaying)
        #expect(bytes(player.takePast()) == bytes(past(batch, upTo: .max)))
        #expect(player.takePast() == nil)
    }

    @Test("a jump to any moment finds what was remembered then", arguments: RandomRun.seeds(3))
    func jumps(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        let (batch, _) = try record()
        let player = try player()
        arrive(player)
        for _ in 0..<20 {
            player.perform(.move(seconds: Int64(random.below(80)) - 40))
            arrive(player)
            #expect(bytes(player.takePast()) == bytes(past(batch, upTo: player.playback.position)))
        }
    }

    @Test("what plays is what was recorded, once, at any speed", arguments: [0, 3, 6])
    func playing(faster: Int) throws {
        let (batch, _) = try record()
        let player = try player()
        player.perform(.toBeginning)
        arrive(player)
        _ = player.takePast()
        player.perform(.playOrPause)
        for _ in 0..<faster { player.perform(.faster) }
        player.advance()
        for _ in 0..<1300 where player.playback.isPlaying {
            clock.now += 50_000_000
            player.advance()
            let newest = player.snapshots.read(from: 0).elements.last?.moment.elapsed ?? 0
            #expect(newest <= player.moment.elapsed)
        }
        #expect(player.snapshots.read(from: 0).elements == batch.snapshots)
        #expect(player.events.read(from: 0).elements == batch.events)
        #expect(player.playback.position == player.playback.end && !player.playback.isPlaying)
        player.perform(.playOrPause)
        arrive(player)
        #expect(player.playback.isPlaying && player.playback.position == 0)
    }

    @Test("from event to event, forth and back")
    func events() throws {
        let (batch, _) = try record()
        let moments = Set(
            batch.events.filter {
                switch $0.kind {
                case .swept, .settingsChanged, .noted, .stepFailed, .recordPaused: true
                default: false
                }
            }.map(\.moment.elapsed))
        let player = try player()
        player.perform(.toBeginning)
        arrive(player)
        var found: [Int64] = []
        for _ in moments {
            player.perform(.nextEvent)
            found.append(player.playback.position)
        }
        #expect(found == moments.sorted())
        player.perform(.nextEvent)
        #expect(player.playback.position == found.last)
        player.perform(.previousEvent)
        #expect(player.playback.position == found.dropLast().last)
    }

    @Test("a record that is still being written is followed")
    func growing() throws {
        var run = SampleRun(seed: 11)
        let (_, writer) = try record(tenths: 10, isOver: false)
        let player = try player()
        arrive(player)
        #expect(player.playback.isGrowing && player.playback.isPlaying)
        _ = run.batch(10)
        let more = run.batch(20)
        try writer.write(more)
        for _ in 0..<50 {
            clock.now += 100_000_000
            player.advance()
        }
        #expect(player.playback.position == 3_000_000_000 && player.playback.isPlaying)
        #expect(player.snapshots.read(from: 0).elements == more.snapshots)
        try writer.close()
        clock.now += 1_000_000_000
        player.advance()
        player.advance()
        #expect(!player.playback.isGrowing && !player.playback.isPlaying)
    }

    @Test("a record that is damaged stops it with one line")
    func damaged() throws {
        let (_, writer) = try record(isOver: false)
        try writer.database.write {
            try $0.execute(sql: "UPDATE samples SET heap_bytes = 'x' WHERE id = 300")
        }
        let player = try player()
        arrive(player)
        #expect(player.playback.problem?.hasPrefix("\(folder.file("a")) is damaged: heap_bytes") == true)
    }
}
