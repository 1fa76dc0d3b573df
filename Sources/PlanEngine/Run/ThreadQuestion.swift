internal import PythonBridge
internal import Synchronization
internal import Telemetry
internal import Threading

/// Whether somebody wants to know the threads, and the answer.
final class ThreadQuestion: Sendable {
    private let isAsked = Atomic<Bool>(false)
    private let pythonThread = Atomic<Int>(0)

    /// The calling thread is the one that runs plans.
    ///
    /// Noted by its number: the threads that a script starts inherit its name.
    func noteRunningPlans() { pythonThread.store(ThreadNumber.current, ordering: .relaxed) }

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
            reading.runs = purpose(of: reading, in: snapshot)
            return reading
        }
        session.journal.record(.threadsListed(readings))
    }

    /// What the threads of ours are there for; empty for all others.
    func purpose(of reading: ThreadReading, in snapshot: Snapshot) -> String {
        if reading.id == pythonThread.load(ordering: .relaxed) { return Self.python(snapshot.progress) }
        if reading.id == ThreadFiles.main { return "draws, takes keys" }
        return switch reading.name {
        case "PythonMemoryMon":
            snapshot.isSweepPending || reading.waitingSince != nil ? "cleans up" : "waits for its clock"
        case "sampler": "measures"
        case "metrics": "answers Prometheus"
        case "output": "reads what the run prints"
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
