package import Telemetry

/// What came since the last transaction.
package struct RecordBatch: Sendable {
    /// Something that could not be recorded.
    package struct Loss: Sendable {
        /// How many samples.
        package var samples = 0
        /// How many events.
        package var events = 0
        /// Why, in a few words.
        package var reason: String
    }

    /// Oldest first.
    package var snapshots: [Snapshot] = []
    /// Oldest first.
    package var events: [Event] = []
    /// What is missing between those of the last transaction and these.
    package var losses: [Loss] = []

    /// Nothing.
    package init() {}

    /// Whether there is nothing to write.
    package var isEmpty: Bool { snapshots.isEmpty && events.isEmpty && losses.isEmpty }
}
