internal import PythonBridge
internal import Synchronization
internal import Telemetry
internal import Threading

/// Whether somebody wants to know the threads, and the answer.
final class ThreadQuestion: Sendable {
    private let isAsked = Atomic<Bool>(false)
    private let pythonThread = Atomic<Int>(0)
    private let watch = Locked(GILWatch())

    /// The calling thread is the one that runs plans.
    ///
    /// Noted by its number: the threads that a script starts inherit its name.
    func noteRunningPlans() { pythonThread.store(ThreadNumber.current, ordering: .relaxed) }

    /// Any thread, never blocks.
    func ask() { isAsked.store(true, ordering: .relaxed) }

    /// Answers with an event if somebody has asked. On the sampler's thread; never waits for the GIL.
    func answer(for session: Session, at snapshot: Snapshot) {
        let interpreter = session.current?.interpreter
        guard isAsked.exchange(false, ordering: .relaxed) else {
            interpreter?.futex.map(keepUp)
            return
        }
        let found = ThreadFiles.read()
        let seen = waits(in: interpreter?.futex, among: found.map(\.id))
        // Those that come through the bridge say themselves when they began.
        let said = interpreter?.waits.current ?? [:]
        let readings = found.map { reading in
            var reading = reading
            reading.name = Journal.clean(reading.name)
            reading.waitingSince = said[reading.id].map { session.clock.elapsed(at: $0) }
            if reading.waitingSince == nil {
                reading.seenWaitingSince = seen[reading.id].map { session.clock.elapsed(at: $0) }
            }
            reading.runs = purpose(of: reading, in: snapshot)
            return reading
        }
        session.journal.record(.threadsListed(readings))
    }

    /// Notes who waits when a long hold begins, while somebody watches.
    private func keepUp(_ futex: GILFutex) {
        guard watch.withLock({ $0.stands(at: futex.switches, now: Uptime.nanoseconds) }) else { return }
        look(at: futex, among: ThreadFiles.numbers())
    }

    private func waits(in futex: GILFutex?, among threads: [Int]) -> [Int: Int64] {
        guard let futex else { return [:] }
        watch.withLock { $0.ask(now: Uptime.nanoseconds) }
        return look(at: futex, among: threads)
    }

    /// Files are read without the lock; nobody else looks.
    @discardableResult
    private func look(at futex: GILFutex, among threads: [Int]) -> [Int: Int64] {
        var watch = watch.withLock { $0 }
        let waits = watch.look(at: futex.switches, among: threads) { thread in
            guard let call = ThreadFiles.call(of: thread) else { return nil }
            return futex.isWait(call: call.number, arguments: call.arguments) ? Uptime.nanoseconds : nil
        }
        self.watch.withLock { $0 = watch }
        return waits
    }

    /// What the threads of ours are there for; empty for all others.
    func purpose(of reading: ThreadReading, in snapshot: Snapshot) -> String {
        if reading.id == pythonThread.load(ordering: .relaxed) { return Self.python(snapshot.progress) }
        if reading.id == ThreadFiles.main { return "draws, takes keys" }
        return switch reading.name {
        case "PythonMemoryMon":
            snapshot.isSweepPending || reading.isWaiting ? "cleans up" : "waits for its clock"
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
