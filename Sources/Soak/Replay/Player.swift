package import History
package import Telemetry

/// Plays a record into the rings that a dashboard reads, as if it ran now. One thread.
///
/// It does a little at every call: nobody waits for it longer than some tenths of a second, however long the run was.
package final class Player {
    /// Snapshots up to the moment that is shown.
    package let snapshots = Ring<Snapshot>(capacity: 16_384)
    /// Events up to the moment that is shown.
    package let events = Ring<Event>(capacity: 16_384)
    /// How it is played.
    package private(set) var playback = Playback()

    private let reader: RecordReader
    private let time: () -> Int64
    /// Where the rows begin.
    private let beginning: Recollection
    private let checkpoints: [RecordReader.Checkpoint]
    /// What has been shown.
    private var shown: Recollection
    /// Rows that have been read and are later than what is shown.
    private var ahead = RowQueue()
    private var marks = Marks()
    /// Where a jump goes to, and from where it is read.
    private var jump: (target: Int64, start: Int64, recollection: Recollection)?
    private var recalled: Past?
    private var before: Int64?
    private var polled = Int64.min

    /// Rows of a kind that are read at once.
    private static let rows = 2048
    /// Nanoseconds that a call may read.
    private static let patience: Int64 = 30_000_000
    /// Nanoseconds after which it is looked whether more has been recorded.
    private static let pollPeriod: Int64 = 200_000_000

    /// Opens at the end: the whole run is in sight.
    /// - Parameter time: nanoseconds on a clock that never goes back.
    package init(_ reader: RecordReader, time: @escaping () -> Int64) throws(RecordError) {
        (self.reader, self.time) = (reader, time)
        checkpoints = try reader.checkpoints()
        let (past, place) = try reader.beginning()
        beginning = Recollection(past, at: place)
        shown = beginning
        playback.end = try reader.end()
        playback.isGrowing = try reader.isBeingWritten()
        playback.position = playback.end
        playback.isPlaying = playback.isGrowing
        start(to: playback.end)
    }

    /// The moment that is shown, on the clocks of the run.
    package var moment: Moment {
        let latest = shown.past.latest?.moment ?? Moment(elapsed: 0, unix: 0)
        // Until what a jump needs has been read, the screen stays as it is.
        let elapsed = jump == nil ? playback.position : latest.elapsed
        return Moment(elapsed: elapsed, unix: latest.unix + elapsed - latest.elapsed)
    }

    /// What is remembered of the run, once after every jump.
    package func takePast() -> Past? {
        defer { recalled = nil }
        return recalled
    }

    /// Lets time go on.
    package func advance() {
        let now = time()
        let passed = now - (before ?? now)
        before = now
        do throws(RecordError) {
            if jump != nil { try readOn(from: now) } else { try play(passed) }
            try poll(now)
        } catch {
            stop(error)
        }
    }

    /// Answers a request.
    package func perform(_ request: Playback.Request) {
        do throws(RecordError) {
            switch request {
            case .playOrPause: try toggle()
            case .faster: change { speeds in speeds.first { $0 > playback.speed } }
            case .slower: change { speeds in speeds.last { $0 < playback.speed } }
            case .previousEvent:
                // While time goes on, one that has just been gone to is not the one that is meant.
                let grace = playback.isPlaying ? Int64(playback.speed) * 1_500_000_000 : 0
                if let moment = try reader.event(before: playback.position - grace) { go(to: moment) }
            case .nextEvent: if let moment = try reader.event(after: playback.position) { go(to: moment) }
            case .move(let seconds): go(to: playback.position + seconds * 1_000_000_000)
            case .toBeginning: go(to: beginning.elapsed)
            case .toEnd:
                go(to: playback.end)
                playback.isPlaying = playback.isGrowing
            }
        } catch {
            stop(error)
        }
    }

    private func stop(_ error: RecordError) {
        playback.problem = error.summary
        playback.isPlaying = false
        (jump, playback.progress) = (nil, nil)
    }

    private func toggle() throws(RecordError) {
        playback.isPlaying.toggle()
        if playback.isPlaying, playback.position >= playback.end, !playback.isGrowing {
            go(to: beginning.elapsed)
        }
    }

    private func change(_ choose: ([Int]) -> Int?) {
        playback.speed = choose(Playback.speeds) ?? playback.speed
    }
}

// MARK: - Playing

extension Player {
    private func play(_ passed: Int64) throws(RecordError) {
        guard playback.isPlaying else { return }
        let wanted = playback.position + passed * Int64(playback.speed)
        let target = min(wanted, playback.end)
        let reached = try show(upTo: target)
        playback.position = reached
        if reached >= playback.end, !playback.isGrowing { playback.isPlaying = false }
    }

    /// - Returns: how far it came: the target, unless that is more than can be shown at once.
    private func show(upTo target: Int64) throws(RecordError) -> Int64 {
        for _ in 0..<4 {
            if ahead.isEmpty {
                ahead = RowQueue(try reader.read(after: shown.place, most: Self.rows))
                if ahead.end == shown.place { return target }
            }
            while let row = ahead.takeFirst(upTo: target) { show(row) }
            guard ahead.isEmpty else { return target }
            shown.advance(to: ahead.end)
            marks.note(shown)
        }
        return max(playback.position, min(target, shown.elapsed))
    }

    private func show(_ row: Rows.Row) {
        switch row {
        case .snapshot(let snapshot): snapshots.append(snapshot)
        case .event(let event): events.append(event)
        }
        shown.take(row)
    }

    private func poll(_ now: Int64) throws(RecordError) {
        guard playback.isGrowing, now >= polled + Self.pollPeriod || polled == .min else { return }
        polled = now
        // In this order: what comes last must not come between the two.
        playback.isGrowing = try reader.isBeingWritten()
        playback.end = max(playback.end, try reader.end())
    }
}

// MARK: - Jumping

extension Player {
    private func go(to moment: Int64) {
        let target = min(max(beginning.elapsed, moment), playback.end)
        playback.position = target
        start(to: target)
    }

    /// Begins to read what is remembered of a moment, from the nearest one before it that is known.
    private func start(to target: Int64) {
        var known = [beginning, marks.last(before: target)].compactMap { $0 }
        // What is shown can be gone on from only between two batches.
        if shown.elapsed <= target, ahead.isEmpty { known.append(shown) }
        var nearest = known.max { $0.elapsed < $1.elapsed } ?? beginning
        if let checkpoint = checkpoints.last(where: { $0.elapsed <= target }),
            checkpoint.elapsed > nearest.elapsed,
            // Where it cannot be read, more has to be.
            let past = try? reader.past(at: checkpoint)
        {
            nearest = Recollection(past, at: checkpoint.place)
        }
        jump = (target, nearest.elapsed, nearest)
        playback.progress = 0
    }

    /// Reads for a while.
    private func readOn(from begin: Int64) throws(RecordError) {
        repeat {
            guard let jump else { return }
            var recollection = jump.recollection
            let batch = try reader.read(after: recollection.place, most: Self.rows)
            var queue = RowQueue(batch)
            while let row = queue.takeFirst(upTo: jump.target) {
                recollection.take(row)
            }
            guard queue.isEmpty, !batch.isLast else { return arrive(recollection, queue) }
            recollection.advance(to: queue.end)
            marks.note(recollection)
            self.jump?.recollection = recollection
            let whole = Double(max(1, jump.target - jump.start))
            playback.progress = min(1, Double(recollection.elapsed - jump.start) / whole)
        } while time() - begin < Self.patience
    }

    private func arrive(_ recollection: Recollection, _ rest: RowQueue) {
        shown = recollection
        ahead = rest
        if ahead.isEmpty { shown.advance(to: rest.end) }
        (jump, playback.progress) = (nil, nil)
        recalled = shown.past
        before = nil
    }
}
