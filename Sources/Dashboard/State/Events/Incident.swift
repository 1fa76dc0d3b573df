internal import Telemetry

/// Something rare: what a person did, or what became of the run.
struct Incident: Sendable, Equatable {
    /// What it was.
    enum Kind: Sendable, Equatable {
        /// An eviction or a collection that somebody asked for.
        case manual(SweepSummary)
        /// The interval, the preset or another switch changed, in words.
        case change(String)
        /// Somebody noted something.
        case note(String)
        /// The run ended, with a sentence.
        case ending(String)
    }

    /// When, in nanoseconds since the session began.
    let elapsed: Int64
    let kind: Kind
}
