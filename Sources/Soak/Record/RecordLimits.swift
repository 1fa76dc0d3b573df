/// How much a record holds, whatever the length of the run.
///
/// It is written in segments. When the newest is full, everything that is remembered of the run so far is kept beside it,
/// and when there is too much, the oldest segment goes: of its time remains what is remembered.
package struct RecordLimits: Sendable {
    /// How many samples are kept one by one, at least.
    package var samples = 864_000
    /// How many bytes the tables may take; the file and its log together take at most a quarter more.
    package var bytes: Int64 = 256 << 20
    /// Into how many segments that is divided, at least 2.
    package var segments = 8

    /// A day at ten samples a second, or 256 MiB, whichever is reached first.
    package init() {}

    /// Samples in a segment.
    var segmentSamples: Int { max(1, samples / segments) }
    /// Bytes in a segment.
    var segmentBytes: Int64 { max(1, bytes / Int64(segments)) }
}
