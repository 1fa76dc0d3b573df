internal import Dashboard
internal import History
internal import PlanEngine
internal import Telemetry
internal import TerminalUI

/// A run's result as a table for people.
struct ReportTable {
    private let report: RunReport
    private let leftovers: [String: Int]
    private let leaks: LeakWatch
    private let gate: GateReport?

    init(_ report: RunReport, leftovers: [String: Int], _ leaks: LeakWatch, _ gate: GateReport?) {
        self.gate = gate
        self.leaks = leaks
        self.report = report
        self.leftovers = leftovers
    }

    /// The table, with a line end after every row.
    var text: String {
        var text = ""
        for (name, value) in rows {
            text += name + String(repeating: " ", count: 15 - name.count) + PlainText.line(value) + "\n"
        }
        for row in gate?.rows ?? [] { text += "gate           \(row)\n" }
        for holder in report.holders { text += "held           \(holder.count) by \(holder.chain)\n" }
        if !leftovers.isEmpty {
            text += "still there    " + Leftovers.list(leftovers) + "\n"
        }
        // Names of classes and files are anybody's.
        return PlainText.lines(text)
    }

    private var rows: [(String, String)] {
        [
            ("workload", "\(report.workload), preset \(report.preset)"),
            (
                "ran",
                "\(Count.of(report.plans, "plan")), \(Count.of(report.stepInstances, "step")) in"
                    + " \(fixed(report.durationSeconds, 2)) s"
            ),
            ("plan verdicts", Self.words(report.verdicts)),
            ("step verdicts", Self.words(report.stepVerdicts)),
            (
                "registry",
                "\(grouped(report.registry.start)) to \(grouped(report.registry.end)) entries,"
                    + " \(grouped(report.registry.peak)) at most,"
                    + " \(Count.of(report.registry.phantomsEnd, "phantom")) left"
            ),
            (
                "heap",
                "\(kilobytes(report.heap.startBytes)) to \(kilobytes(report.heap.endBytes)),"
                    + " \(fixed(report.heap.bytesPerStep, 1)) bytes per step"
            ),
            ("leak", LeakAnswer(leaks, isOver: true, glyphs: .braille).text),
            ("threads", "\(report.threads.start) to \(report.threads.end), \(report.threads.peak) at most"),
            (
                "host objects",
                "\(grouped(report.hosts.created)) created, \(grouped(report.hosts.deinitialised)) deinitialised"
            ),
            (
                "sweeps",
                "\(grouped(report.sweeps.count)): \(Count.of(report.sweeps.phantoms, "phantom")),"
                    + " \(grouped(report.sweeps.weakened)) weakened, \(grouped(report.sweeps.held)) held"
            ),
            ("GIL", "held for \(fixed(report.sweeps.longestGILHoldMs, 2)) ms at a time, at most"),
        ]
    }

    /// How often each verdict came out, as OpenTAP calls it: `49 Pass, 1 NotSet`.
    static func words(_ verdicts: VerdictCounts) -> String {
        let present = verdicts.named.filter { $0.count > 0 }.map {
            "\(Count.grouped($0.count)) \($0.verdict)"
        }
        return present.isEmpty ? "none" : present.joined(separator: ", ")
    }

    private func grouped(_ count: Int) -> String { Count.grouped(count) }

    private func kilobytes(_ bytes: Int) -> String { fixed(Double(bytes) / 1000, 1) + " kB" }

    private func fixed(_ value: Double, _ digits: Int) -> String { Figures.fixed(value, decimals: digits) }
}
