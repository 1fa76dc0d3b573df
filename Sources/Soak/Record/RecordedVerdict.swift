internal import GRDB
internal import LeakAnalysis

/// Whether the run leaked, as it could be told at one moment.
struct RecordedVerdict {
    /// OK, LEAK, BOUNDED, STEP or UNSURE.
    let word: String
    /// What stands against an answer, in a word; for UNSURE.
    let reason: String?
    private let growth: Growth?
    private let elapsed: Int64

    init(_ verdict: LeakVerdict, at elapsed: Int64) {
        (word, growth, self.elapsed) = (verdict.word, verdict.growth, elapsed)
        reason = if case .unsure(let doubt) = verdict { "\(doubt.reason)" } else { nil }
    }

    /// Theil–Sen slope of the heap; nil where it cannot be told.
    var bytesPerStep: Double? { finite(growth?.bytes.perStep) }
    /// Theil–Sen slope of the registry; nil where it cannot be told.
    var entriesPerStep: Double? { finite(growth?.entries.perStep) }

    private func finite(_ value: Double?) -> Double? { value.flatMap { $0.isFinite ? $0 : nil } }

    func insert(into database: Database) throws {
        try database.execute(
            sql: """
                INSERT INTO verdicts(elapsed, verdict, reason, bytes_per_step, entries_per_step) \
                VALUES (?, ?, ?, ?, ?)
                """,
            arguments: [elapsed, word, reason, bytesPerStep, entriesPerStep])
    }
}
