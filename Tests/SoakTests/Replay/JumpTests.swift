import History
import Telemetry
import TestSupport
import Testing

@testable import Soak

@Suite("jumps in a record") struct JumpTests {
    private let tape: Tape

    init() throws { tape = try Tape() }

    private func bytes(_ past: Past?) -> [UInt8]? { past.map { StreamLine.past($0).bytes } }

    @Test(
        "a jump to any moment finds what was remembered then, from the beginning or from a checkpoint",
        arguments: RandomRun.seeds(3), [100_000, 100])
    func jumps(seed: UInt64, samples: Int) throws {
        var random = SplitMix(seed: seed)
        let batch = try tape.record(checkpointEvery: samples)
        let player = try tape.player()
        Tape.arrive(player)
        for _ in 0..<20 {
            player.perform(.move(seconds: Int64(random.below(80)) - 40))
            Tape.arrive(player)
            #expect(bytes(player.takePast()) == Tape.bytes(batch, upTo: player.playback.position))
        }
    }

    @Test("after a jump the answers of before are known, and the growth of types counts from the first count")
    func answers() throws {
        func count(_ entries: Int) -> Event.Kind {
            var (census, type) = (TypeCensus(), TypeCount(name: "Step"))
            type.counts.live = entries
            census.types = [type]
            return .typesCounted(census)
        }
        try tape.record([
            (5, count(1)), (10, count(2)), (15, count(3)), (20, .threadsListed([])), (50, count(4)),
        ])
        let player = try tape.player()
        Tape.arrive(player)
        player.perform(.move(seconds: -20))
        Tape.arrive(player)
        let answers = try #require(player.takePast()?.answers)
        #expect(answers.types.latest?.census.types.map(\.counts.live) == [3])
        #expect(answers.types.latest?.elapsed == 15_000_000_000)
        #expect(answers.threads.latest?.readings == [])
    }

    @Test("a jump reads for some hundredths of a second at each call, and says how far it is")
    func patience() throws {
        _ = try tape.record(tenths: 7_000)
        let player = try Player(RecordReader(tape.folder.file("a"))) { [clock = tape.clock] in
            clock.now += 40_000_000
            return clock.now
        }
        var progress: [Double] = []
        while let share = player.playback.progress {
            progress.append(share)
            player.advance()
        }
        #expect(progress.count == 4 && progress == progress.sorted() && progress.allSatisfy { $0 < 1 })
        #expect(player.takePast()?.latest?.moment.elapsed == 700_000_000_000)
    }

    @Test("from event to event, forth and back")
    func events() throws {
        let (batch, _) = try tape.record()
        let moments = Set(
            batch.events.filter {
                switch $0.kind {
                case .asked(let command, _): command.words != nil
                case .swept, .settingsChanged, .noted, .stepFailed, .recordPaused: true
                default: false
                }
            }.map(\.moment.elapsed))
        let player = try tape.player()
        player.perform(.toBeginning)
        Tape.arrive(player)
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

    @Test("the event before is not the one just gone to while time goes on, and is that while it stands")
    func grace() throws {
        try tape.record([10, 20, 30].map { ($0, .noted("\($0)")) })
        let player = try tape.player()
        func go(_ request: Playback.Request) -> Int64 {
            player.perform(request)
            Tape.arrive(player)
            return player.playback.position / 1_000_000_000
        }
        Tape.arrive(player)
        #expect(go(.previousEvent) == 30 && go(.previousEvent) == 20)
        #expect(go(.playOrPause) == 20)
        tape.clock.now += 1_000_000_000
        player.advance()
        #expect(player.playback.position == 21_000_000_000)
        #expect(go(.previousEvent) == 10 && player.playback.isPlaying)
        #expect(go(.playOrPause) == 10)
        #expect(go(.move(seconds: 11)) == 21 && go(.previousEvent) == 20)
        #expect(go(.move(seconds: -7)) == 13 && go(.move(seconds: -70)) == 0 && go(.move(seconds: 70)) == 60)
    }
}
