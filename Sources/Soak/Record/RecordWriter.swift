internal import Foundation
internal import GRDB
internal import History
internal import Telemetry

/// Writes a record, a transaction at a time. One thread.
///
/// What was committed outlives the process, however that ends; what was not is as if it had never been written. A call that
/// throws has changed nothing and may be repeated with the same batch.
final class RecordWriter {
    /// Where it is written.
    let path: String
    private let identity: FileIdentity?
    private let limits: RecordLimits
    let database: DatabaseQueue
    private var rows = RowWriter()
    private var past: Past
    private var judgement = Judgement()
    /// Where the newest segment began.
    private var segment = Segment()

    private struct Judgement {
        /// When it was judged last, in nanoseconds since the session began.
        var elapsed = Int64.min
        /// What was written down last.
        var verdict: RecordedVerdict?
    }

    private struct Segment {
        var lastSample: Int64 = 0
        var bytes: Int64 = 0
    }

    /// Nanoseconds from one judgement of the run to the next.
    private static let judgementPeriod: Int64 = 10_000_000_000

    /// Goes on with a record that nothing has been written to.
    init(_ record: NewRecord) {
        (path, limits, database) = (record.path, record.limits, record.database)
        past = record.facts.untold
        identity = FileIdentity(record.path)
    }

    /// Writes what came, and before that what there is to say of what has been written, in one transaction.
    func write(_ batch: RecordBatch) throws(RecordError) {
        var (rows, judgement, segment) = (rows, judgement, segment)
        do {
            try database.write { database in
                try judge(&judgement, database)
                try closeSegment(&segment, database)
                try rows.write(batch, database)
            }
        } catch {
            throw RecordError(error, at: path)
        }
        (self.rows, self.judgement, self.segment) = (rows, judgement, segment)
        var news = Rows(snapshots: batch.snapshots, events: batch.events)
        while let row = news.takeFirst() { row.enter(&past) }
    }

    /// Adds facts that are known only now.
    func add(_ facts: [String: String]) throws(RecordError) {
        do {
            try database.write { try NewRecord.insert(facts, $0) }
        } catch {
            throw RecordError(error, at: path)
        }
    }

    /// Closes the file, which then is one file alone and can be read where nothing can be written.
    func close() throws(RecordError) {
        guard FileIdentity(path) == identity else { throw .replaced(path) }
        do {
            try database.write { database in
                var judgement = judgement
                try judge(&judgement, database, isLast: true)
                let facts = [
                    RecordFacts.Name.ended.rawValue: String(past.latest?.moment.unix ?? 0),
                    RecordFacts.Name.outcome.rawValue: outcome,
                ]
                try NewRecord.insert(facts, database)
            }
            try database.writeWithoutTransaction {
                try $0.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
                // Somebody who reads it now keeps it from being changed; it can be read all the same.
                try? $0.execute(sql: "PRAGMA journal_mode = DELETE")
            }
            try database.close()
        } catch {
            throw RecordError(error, at: path)
        }
    }

    private var outcome: String {
        switch past.ledger.outcome {
        case .finished(let sentence), .failed(let sentence): sentence
        case nil: "left before it had stopped"
        }
    }

    // MARK: - The verdict

    /// Says now and then whether it leaks, and writes that down when it is something else than before.
    private func judge(_ last: inout Judgement, _ database: Database, isLast: Bool = false) throws {
        guard let now = past.latest?.moment.elapsed else { return }
        guard isLast || last.elapsed == .min || now - last.elapsed >= Self.judgementPeriod else { return }
        last.elapsed = now
        past.leaks.judge()
        let verdict = RecordedVerdict(past.leaks.verdict, at: now)
        guard isLast || verdict.word != last.verdict?.word || verdict.reason != last.verdict?.reason else {
            return
        }
        try verdict.insert(into: database)
        last.verdict = verdict
    }

    // MARK: - Bounds

    /// When the segment is full, keeps what is remembered, and lets the oldest segments go that are too much.
    private func closeSegment(_ segment: inout Segment, _ database: Database) throws {
        guard
            try rows.lastSample - segment.lastSample >= Int64(limits.segmentSamples)
                || Self.usedBytes(database) - segment.bytes >= limits.segmentBytes
        else { return }
        let checkpoint = StreamLine.past(past).bytes.dropLast()
        try database.execute(
            sql: "INSERT INTO checkpoints(elapsed, last_sample, last_event, past) VALUES (?, ?, ?, ?)",
            arguments: [
                past.latest?.moment.elapsed ?? 0, rows.lastSample, rows.lastEvent,
                String(decoding: checkpoint, as: UTF8.self),
            ])
        try trim(database)
        segment = Segment(lastSample: rows.lastSample, bytes: try Self.usedBytes(database))
    }

    /// Rows begin after the oldest checkpoint as soon as any are gone, and with the run before.
    private func trim(_ database: Database) throws {
        while true {
            let oldest = try Row.fetchAll(
                database, sql: "SELECT id, last_sample, last_event FROM checkpoints ORDER BY id LIMIT 2")
            let first = try Int64.fetchOne(database, sql: "SELECT min(id) FROM samples")
            let begin = first ?? rows.lastSample + 1
            let isTooMuch =
                try rows.lastSample - begin + 1 > Int64(limits.samples + limits.segmentSamples)
                || Self.usedBytes(database) > limits.bytes
            guard isTooMuch, oldest.count > 1 else { return }
            let isBase = begin > oldest[0][1] as Int64
            if isBase {
                try database.execute(
                    sql: "DELETE FROM checkpoints WHERE id = ?", arguments: [oldest[0][0] as Int64])
            }
            let last = oldest[isBase ? 1 : 0]
            try RowWriter.delete(throughSample: last[1], event: last[2], database)
        }
    }

    /// Bytes of the pages that something is on.
    private static func usedBytes(_ database: Database) throws -> Int64 {
        let pages = try Int64.fetchOne(database, sql: "PRAGMA page_count") ?? 0
        let free = try Int64.fetchOne(database, sql: "PRAGMA freelist_count") ?? 0
        let size = try Int64.fetchOne(database, sql: "PRAGMA page_size") ?? 4096
        return (pages - free) * size
    }
}
