internal import PlanEngine
internal import TerminalUI

/// What a comparison shows, fix by fix, in plain words made from its numbers.
struct Findings {
    private let rows: [String: Comparison.Row]

    init(_ rows: [Comparison.Row]) {
        self.rows = Dictionary(rows.map { ($0.variant.key, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// One sentence for each fix, and one for all together.
    var sentences: [String] {
        guard let stock = rows["stock"] else { return [] }
        return [
            alone("Fix 1 (eviction)", rows["eviction"], stock, "nobody asks for a sweep"),
            alone("Fix 2 (a driver)", rows["driver"], stock, "what it asks for is refused"),
            pool(stock),
            alone(
                "Fix 4 (the anchor)", rows["anchor"], stock,
                "it owns the wrapper, and the entry still owns the host"),
            literal(stock), registry, together("sweep", stock), together("prompt", stock),
        ].compactMap { $0 }
    }

    private func alone(
        _ fix: String, _ row: Comparison.Row?, _ stock: Comparison.Row, _ reason: String
    ) -> String? {
        guard let row else { return nil }
        let figures = "\(entries(row)) entries per step stay, in stock \(entries(stock))"
        return helps(row, stock)
            ? "\(fix) alone helps: \(figures)."
            : "\(fix) alone changes nothing: \(figures), because \(reason)."
    }

    private func pool(_ stock: Comparison.Row) -> String? {
        guard let thread = rows["sweep"], let pool = rows["pool"] else { return nil }
        let (few, many) = (thread.report.threads.peak, pool.report.threads.peak)
        return "Fix 3 (a thread of its own): \(few) threads at most, on a pool \(many)"
            + (many > few ? "." : "; the pool grows when steps keep the GIL (scenario:gil-hog).")
    }

    private func literal(_ stock: Comparison.Row) -> String? {
        guard let row = rows["guard"] else { return nil }
        return "The notes' guard rc <= 1 to the letter evicted \(row.report.sweeps.weakened) of"
            + " \(row.report.stepInstances) steps: an idle anchored wrapper has exactly one reference."
    }

    private var registry: String? {
        guard let row = rows["registry"] else { return nil }
        let identity = row.report.identity
        return "Swept with owner registry, \(identity.losses) objects lost their Python state and"
            + " \(identity.staleLookups) stale lookups were refused"
            + (identity.losses > 0 ? "." : "; reusing a plan shows why it matters (scenario:reuse).")
    }

    private func together(_ name: String, _ stock: Comparison.Row) -> String? {
        guard let row = rows[name] else { return nil }
        let bytes = Figures.fixed(row.report.heap.bytesPerStep, decimals: 1)
        let before = Figures.fixed(stock.report.heap.bytesPerStep, decimals: 1)
        return
            "All together (\(name)): \(entries(row)) entries and \(bytes) bytes per step stay, in stock \(entries(stock))"
            + " and \(before); \(row.report.registry.phantomsEnd) phantoms, GIL held"
            + " \(Figures.fixed(row.report.sweeps.longestGILHoldMs, decimals: 2)) ms at most."
    }

    private func helps(_ row: Comparison.Row, _ stock: Comparison.Row) -> Bool {
        row.entriesPerStep < stock.entriesPerStep / 2
    }

    private func entries(_ row: Comparison.Row) -> String { Figures.fixed(row.entriesPerStep, decimals: 2) }
}
