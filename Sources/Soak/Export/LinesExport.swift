package import Telemetry

/// Snapshots and events as the lines of the stream, in the order of time.
package struct LinesExport: RowExport {
    /// Creates an export of everything.
    package init() {}

    package mutating func begin(_ bytes: inout [UInt8]) {}

    package mutating func take(_ snapshot: Snapshot, _ bytes: inout [UInt8]) {
        bytes += StreamLine.snapshot(snapshot).bytes
    }

    package mutating func take(_ event: Event, _ bytes: inout [UInt8]) {
        bytes += StreamLine.event(event).bytes
    }
}
