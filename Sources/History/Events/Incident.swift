package import Telemetry

/// Something rare: what a person did, or what became of the run.
package struct Incident: Sendable, Equatable, Codable {
    /// What it was.
    package enum Kind: Sendable, Equatable, Codable {
        /// An eviction or a collection that somebody asked for.
        case manual(SweepSummary)
        /// The interval, the preset or another switch changed.
        case change(from: Settings, to: Settings)
        /// Somebody who watches from elsewhere asked for something, in words.
        case asked(String, by: String)
        /// Somebody noted something.
        case note(String)
        /// The run ended, with a sentence.
        case ending(String)
    }

    /// When, in nanoseconds since the session began.
    package let elapsed: Int64
    /// What.
    package let kind: Kind

    /// Creates an incident.
    package init(elapsed: Int64, kind: Kind) {
        self.elapsed = elapsed
        self.kind = kind
    }
}
