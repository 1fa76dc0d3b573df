internal import History
internal import Telemetry

/// What a dashboard needs to go on from a moment of a record.
struct Recollection: Sendable {
    /// What is remembered of the run.
    private(set) var past: Past
    /// How far the record has been read.
    private(set) var place: RecordReader.Place

    /// At a checkpoint.
    init(_ past: Past, at place: RecordReader.Place) { (self.past, self.place) = (past, place) }

    /// The newest moment.
    var elapsed: Int64 { past.latest?.moment.elapsed ?? 0 }

    /// Takes a row over.
    mutating func take(_ row: Rows.Row) { row.enter(&past) }

    /// Everything up to here has been taken over.
    mutating func advance(to place: RecordReader.Place) { self.place = place }
}
