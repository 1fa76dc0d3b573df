package import Telemetry
internal import Threading

/// Records a run, on a thread of its own that waits for nothing of the engine and that nothing of the engine waits for.
package final class Recorder: Sendable {
    /// Where a record goes.
    package enum Place: Sendable {
        /// To a file that somebody named, from the beginning.
        case file(NewRecord)
        /// To a new file of the folder for records, as soon as the run is longer than a minute.
        case folder(RecordFolder)

        /// Takes back what has been made already, because nothing will run.
        package func discard() {
            if case .file(let record) = self { RecordPlace.remove(record.path) }
        }
    }

    /// What is recorded, and who is told.
    package struct Run: Sendable {
        /// What is measured.
        let snapshots: Ring<Snapshot>
        /// What happens.
        let events: Ring<Event>
        /// Whoever is told that recording pauses or goes on.
        let announce: @Sendable (Event.Kind) -> Void
        /// Whoever is asked for what nobody tells without being asked.
        let ask: @Sendable (Command) -> Void

        /// Creates a run.
        package init(
            snapshots: Ring<Snapshot>, events: Ring<Event>,
            announce: @escaping @Sendable (Event.Kind) -> Void, ask: @escaping @Sendable (Command) -> Void
        ) {
            (self.snapshots, self.events) = (snapshots, events)
            (self.announce, self.ask) = (announce, ask)
        }
    }

    /// What became of a record.
    package enum Outcome: Sendable, Equatable {
        /// There is none: the run was too short for one that nobody asked for.
        case none
        /// It is complete.
        case written(String)
        /// Its end is missing, for this reason.
        case incomplete(String, RecordError)
        /// It is not known what becomes of it: where it is, nothing can be written for a long time.
        case unfinished
        /// There is none, for this reason.
        case impossible(RecordError)
    }

    private let stop = StopSignal()
    private let thread: DedicatedThread
    private let outcome: Result

    private final class Result: Sendable {
        let value = Locked(Outcome.none)
    }

    /// Starts recording.
    package init(_ run: Run, to place: Place) {
        let (stop, outcome) = (stop, Result())
        self.outcome = outcome
        thread = DedicatedThread(name: "recorder") {
            var recording = Recording(run, to: place)
            while !stop.wait(nanoseconds: Recording.look) { recording.look(at: Uptime.nanoseconds) }
            let result = recording.finish()
            outcome.value.withLock { $0 = result }
        }
    }

    /// Writes what is left and closes the record. Blocks for some seconds at most.
    package func finish() -> Outcome {
        stop.raise()
        guard thread.join(nanoseconds: 5_000_000_000) else { return .unfinished }
        return outcome.value.withLock { $0 }
    }
}
