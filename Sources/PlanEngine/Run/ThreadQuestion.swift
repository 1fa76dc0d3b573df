internal import PythonBridge
internal import Synchronization
internal import Telemetry

/// Whether somebody wants to know the threads, and the answer.
final class ThreadQuestion: Sendable {
    private let isAsked = Atomic<Bool>(false)

    /// Any thread, never blocks.
    func ask() { isAsked.store(true, ordering: .relaxed) }

    /// Answers with an event if somebody has asked. On the sampler's thread; never waits for the GIL.
    func answer(for session: Session, at snapshot: Snapshot) {
        guard isAsked.exchange(false, ordering: .relaxed) else { return }
        let waits = session.current?.interpreter.waits.current ?? [:]
        let readings = ThreadFiles.read().map { reading in
            var reading = reading
            reading.name = Journal.clean(reading.name)
            reading.waitingSince = waits[reading.id].map { session.clock.elapsed(at: $0) }
            reading.runs = Self.purpose(of: reading, in: snapshot)
            return reading
        }
        session.journal.record(.threadsListed(readings))
    }

    /// What the threads of ours are there for, by the names that they were given.
    private static func purpose(of reading: ThreadReading, in snapshot: Snapshot) -> String {
        switch reading.name {
        case "python": python(snapshot.progress)
        case "PythonMemoryMon":
            snapshot.isSweepPending || reading.waitingSince != nil ? "cleans up" : "waits for its clock"
        case "sampler": "measures"
        case "output": "reads what the run prints"
        case "phantop": reading.id == ThreadFiles.main ? "draws, takes keys" : ""
        default: ""
        }
    }

    private static func python(_ progress: Progress) -> String {
        switch progress.phase {
        case .starting: "starts Python"
        case .paused: "paused"
        case .finished: "waits to be told to end"
        case .running, .stopping:
            progress.stepName.isEmpty ? "between two steps" : "step \(progress.stepName)"
        }
    }
}
