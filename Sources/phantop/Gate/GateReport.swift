internal import Dashboard
internal import LeakAnalysis
internal import History
internal import PlanEngine
internal import Soak
internal import Telemetry
internal import TerminalUI

/// Whether a run passed its limits, as a report writes it.
struct GateReport: Encodable {
    /// One limit that was exceeded.
    struct Trip: Encodable {
        /// leak, unsure, growth, entries or rss.
        let limit: String
        /// What was measured, in `unit`; for `unsure` how many windows there were.
        let measured: Double
        /// What would have been allowed; left out for `unsure`.
        let allowed: Double?
        /// The unit of both.
        let unit: String
        /// All of it in words.
        let reason: String
    }

    /// Whether no limit was exceeded.
    let passed: Bool
    /// The limits as they can be typed.
    let limits: [String]
    /// Those that were exceeded.
    let tripped: [Trip]
    /// Whether the answer was certain when the run ended; left out where nobody waited for that.
    let certain: Bool?

    init(_ limits: [Limit], _ findings: [Gate.Finding], _ watch: LeakWatch, isCertain: Bool?) {
        self.limits = limits.map(\.typed)
        tripped = findings.map { Trip($0, watch) }
        passed = tripped.isEmpty
        certain = isCertain
    }

    /// Why the run failed, in one line; nil when it passed.
    var complaint: String? {
        passed ? nil : tripped.map { "--fail-on \($0.limit): \($0.reason)" }.joined(separator: "; ")
    }

    /// What a table says, in one row or more.
    var rows: [String] {
        let until = certain.map { $0 ? "the answer is certain" : "ended before the answer was certain" }
        let gate =
            passed
            ? ["passed " + limits.joined(separator: " ")]
            : tripped.map { "failed on \($0.limit): \($0.reason)" }
        return (limits.isEmpty ? [] : gate) + (until.map { [$0] } ?? [])
    }
}

extension GateReport.Trip {
    fileprivate init(_ finding: Gate.Finding, _ watch: LeakWatch) {
        let words = LeakAnswer(watch, isOver: true, glyphs: .braille).clause
        switch finding {
        case .leak(let leak, let tolerance):
            let isHeap = leak.subjects.contains(.heap)
            let rate = isHeap ? leak.growth.bytes : leak.growth.entries
            let allowed = isHeap ? tolerance.bytesPerStep : tolerance.entriesPerStep
            let limit = isHeap ? "\(fixed(allowed)) B/step" : "\(allowed) entries/step"
            self.init(
                limit: "leak", measured: rate.perStep.rounded(toDecimals: isHeap ? 3 : 6), allowed: allowed,
                unit: isHeap ? "bytes/step" : "entries/step",
                reason: "\(words), tolerance \(limit)")
        case .unsure(_, let windows):
            self.init(
                limit: "unsure", measured: Double(windows), allowed: nil, unit: "windows", reason: words)
        case .growth(let measured, let interval, let limit):
            let origin = interval.map { "(\(fixed($0.lowerBound)) … \(fixed($0.upperBound)))" }
            self.init(
                limit: "growth", measured: measured.rounded(toDecimals: 3), allowed: limit,
                unit: "bytes/step",
                reason: "\(fixed(measured)) B/step \(origin ?? "over the whole run"), limit \(fixed(limit))")
        case .entries(let most, let limit):
            self.init(
                limit: "entries", measured: Double(most), allowed: Double(limit), unit: "entries",
                reason: "\(Figures.grouped(most)) entries in the registry, limit \(Figures.grouped(limit))")
        case .rss(let most, let limit):
            self.init(
                limit: "rss", measured: Double(most), allowed: Double(limit), unit: "bytes",
                reason: "\(Figures.grouped(most)) bytes resident, limit \(Figures.grouped(limit))")
        }
    }
}

private func fixed(_ value: Double) -> String { Figures.fixed(value, decimals: 1) }
