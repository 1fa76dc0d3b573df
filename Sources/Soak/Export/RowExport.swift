package import Telemetry

/// A form in which what was recorded is written row by row.
package protocol RowExport {
    /// What comes before everything.
    mutating func begin(_ bytes: inout [UInt8])
    /// Adds a snapshot.
    mutating func take(_ snapshot: Snapshot, _ bytes: inout [UInt8])
    /// Adds something that happened.
    mutating func take(_ event: Event, _ bytes: inout [UInt8])
}

extension RecordReader {
    /// Rows that are read at once, and remain in memory meanwhile.
    private static let most = 2048

    /// Writes the rows of a span of time, however many there are.
    /// - Parameters:
    ///   - span: in nanoseconds since the session began.
    ///   - write: takes one piece after the other.
    package func export(
        _ rows: some RowExport, in span: Range<Int64>, to write: ([UInt8]) throws(ExportError) -> Void
    ) throws(ExportError) {
        var (rows, bytes) = (rows, [UInt8]())
        rows.begin(&bytes)
        try forEachBatch(after: try place(before: span.lowerBound), until: span.upperBound) {
            batch throws(ExportError) in
            batch.forEach {
                if span.contains($0.moment.elapsed) { rows.take($0, &bytes) }
            } event: {
                if span.contains($0.moment.elapsed) { rows.take($0, &bytes) }
            }
            try write(bytes)
            bytes.removeAll(keepingCapacity: true)
        }
    }

    /// Reads on from a place, piece by piece, to a moment or to the end of what has been written by now.
    func forEachBatch(
        after place: Place, until end: Int64, _ body: (Batch) throws(ExportError) -> Void
    ) throws(ExportError) {
        var place = place
        while true {
            let batch: Batch
            do throws(RecordError) { batch = try read(after: place, most: Self.most) } catch {
                throw .record(error)
            }
            try body(batch)
            place = batch.place
            let next = batch.snapshots.last?.moment.elapsed ?? batch.events.last?.moment.elapsed ?? .min
            if batch.isLast || next >= end { return }
        }
    }

    private func place(before elapsed: Int64) throws(ExportError) -> Place {
        do throws(RecordError) { return try lastPlace(before: elapsed) } catch { throw .record(error) }
    }
}
