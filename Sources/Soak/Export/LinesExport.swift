package import Telemetry

/// What runs, then snapshots and events, as the lines of the stream, in the order of time.
package struct LinesExport: RowExport {
    private let summary: SessionSummary

    /// Creates an export of everything.
    package init(_ facts: RecordFacts) {
        var summary = SessionSummary()
        summary.workload = facts[.workload] ?? ""
        summary.program = "phantop " + (facts[.phantop] ?? "")
        summary.began = facts[.began].flatMap { Int64($0) } ?? 0
        summary.tolerance = facts.tolerance
        self.summary = summary
    }

    package mutating func begin(_ bytes: inout [UInt8]) { bytes += StreamLine.session(summary).bytes }

    package mutating func take(_ snapshot: Snapshot, _ bytes: inout [UInt8]) {
        bytes += StreamLine.snapshot(snapshot).bytes
    }

    package mutating func take(_ event: Event, _ bytes: inout [UInt8]) {
        bytes += StreamLine.event(event).bytes
    }
}
