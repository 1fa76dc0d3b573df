internal import PlanEngine
internal import Telemetry
internal import TerminalUI

/// The rows of a comparison, as a table with its meaning or as JSON.
struct Comparison {
    /// What one set of switches led to.
    struct Row {
        let variant: Variant
        let report: RunReport

        /// Entries left for each step that ran.
        var entriesPerStep: Double {
            Double(report.registry.end - report.registry.start) / Double(max(report.stepInstances, 1))
        }
    }

    private struct Column {
        let title: String
        let value: (Row) -> String
    }

    private let rows: [Row]

    init(_ rows: [Row]) {
        self.rows = rows
    }

    /// The table, and beneath it a sentence for each fix.
    var text: String {
        let cells = [columns.map(\.title)] + rows.map { row in columns.map { $0.value(row) } }
        let table = TextTable(cells, numbers: 1..<columns.count)
        return table.text + "\n" + Findings(rows).sentences.map { $0 + "\n" }.joined()
    }

    /// An array of objects, one for each row.
    var json: String {
        get throws {
            let objects = rows.map { row in
                JSONRow(
                    name: row.variant.key, entriesPerStep: row.entriesPerStep.rounded(toDecimals: 6),
                    heapGrowthBytes: row.report.heap.growthBytes, bytesPerStep: row.report.heap.bytesPerStep,
                    residentGrowthBytes: row.report.resident.growthBytes,
                    phantomsEnd: row.report.registry.phantomsEnd,
                    threadsPeak: row.report.threads.peak, identityLosses: row.report.identity.losses,
                    staleLookups: row.report.identity.staleLookups,
                    longestGILHoldMs: row.report.sweeps.longestGILHoldMs)
            }
            return try JSONText.pretty(objects)
        }
    }

    private struct JSONRow: Encodable {
        let name: String
        let entriesPerStep: Double
        let heapGrowthBytes: Int
        let bytesPerStep: Double
        let residentGrowthBytes: Int
        let phantomsEnd: Int
        let threadsPeak: Int
        let identityLosses: Int
        let staleLookups: Int
        let longestGILHoldMs: Double
    }

    private var columns: [Column] {
        [
            Column(title: "") { $0.variant.name },
            Column(title: "entries/step") { fixed($0.entriesPerStep, 2) },
            Column(title: "heap kB") { fixed(Double($0.report.heap.growthBytes) / 1000, 1) },
            Column(title: "B/step") { fixed($0.report.heap.bytesPerStep, 1) },
            Column(title: "RSS kB") { fixed(Double($0.report.resident.growthBytes) / 1000, 0) },
            Column(title: "phantoms") { "\($0.report.registry.phantomsEnd)" },
            Column(title: "threads") { "\($0.report.threads.peak)" },
            Column(title: "lost") { "\($0.report.identity.losses)" },
            Column(title: "stale") { "\($0.report.identity.staleLookups)" },
            Column(title: "GIL ms") { fixed($0.report.sweeps.longestGILHoldMs, 2) },
        ]
    }
}

private func fixed(_ value: Double, _ digits: Int) -> String { Figures.fixed(value, decimals: digits) }
