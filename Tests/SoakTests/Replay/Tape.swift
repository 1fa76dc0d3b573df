import Foundation
import History
import Telemetry

@testable import Soak

/// A recorded run, and somebody who plays it by a clock of their own.
struct Tape {
    let folder: Folder
    let clock = Clock()

    final class Clock {
        var now: Int64 = 1_000_000_000
    }

    init() throws { folder = try Folder() }

    /// Records a minute of a run.
    func record(tenths: Int = 600, isOver: Bool = true) throws -> (RecordBatch, RecordWriter) {
        let writer = RecordWriter(try NewRecord(folder.file("a"), facts: RecordFacts()))
        var run = SampleRun(seed: 11)
        let batch = run.batch(tenths)
        try writer.write(batch)
        if isOver { try writer.close() }
        return (batch, writer)
    }

    /// Records it second by second, with a checkpoint after so many samples.
    func record(checkpointEvery samples: Int) throws -> RecordBatch {
        var limits = RecordLimits()
        (limits.samples, limits.segments) = (samples * 20, 20)
        let writer = RecordWriter(try NewRecord(folder.file("a"), facts: RecordFacts(), limits: limits))
        var (run, whole) = (SampleRun(seed: 11), RecordBatch())
        for _ in 0..<60 {
            let batch = run.batch(10)
            whole.snapshots += batch.snapshots
            whole.events += batch.events
            try writer.write(batch)
        }
        try writer.close()
        return whole
    }

    /// Records a minute in which nothing happens but this.
    func record(_ kinds: [(second: Int64, kind: Event.Kind)]) throws {
        let writer = RecordWriter(try NewRecord(folder.file("a"), facts: RecordFacts()))
        var (batch, snapshot) = (RecordBatch(), Snapshot())
        for tenth in 0...600 as ClosedRange<Int64> {
            snapshot.moment.elapsed = tenth * 100_000_000
            batch.snapshots.append(snapshot)
        }
        batch.events = kinds.map {
            Event(moment: Moment(elapsed: $0.second * 1_000_000_000, unix: 0), kind: $0.kind)
        }
        try writer.write(batch)
        try writer.close()
    }

    func player() throws -> Player {
        try Player(RecordReader(folder.file("a"))) { [clock] in clock.now }
    }

    /// Waits until everything that a jump needs has been read.
    static func arrive(_ player: Player) {
        repeat { player.advance() } while player.playback.progress != nil
    }

    /// What is remembered of a run at a moment, as it travels.
    static func bytes(_ batch: RecordBatch, upTo moment: Int64) -> [UInt8] {
        var past = Past()
        var rows = Rows(snapshots: batch.snapshots, events: batch.events)
        while let row = rows.takeFirst(upTo: moment) { row.enter(&past) }
        return StreamLine.past(past).bytes
    }
}
