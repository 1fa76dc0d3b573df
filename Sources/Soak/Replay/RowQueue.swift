internal import History
internal import Telemetry

/// Rows of a record that have been read in one go, and where they end.
struct RowQueue {
    private var rows = Rows()
    /// What comes after all of them.
    private(set) var end = RecordReader.Place()

    /// Nothing.
    init() {}

    /// What was read in one go.
    init(_ batch: RecordReader.Batch) {
        (rows, end) = (Rows(snapshots: batch.snapshots, events: batch.events), batch.place)
    }

    /// Whether all have been taken.
    var isEmpty: Bool { rows.isEmpty }

    /// Takes the oldest, if it is not after a moment.
    mutating func takeFirst(upTo moment: Int64) -> Rows.Row? { rows.takeFirst(upTo: moment) }
}
