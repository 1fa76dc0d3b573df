internal import Synchronization
internal import Threading

/// Pauses, resumes and stops a run from any thread.
public final class RunControl: Sendable {
    /// What the run has been asked to do.
    public enum Phase: Sendable, Equatable {
        /// Go on.
        case running
        /// Wait before the next step.
        case paused
        /// End before the next step.
        case stopping
    }

    private let phase = Locked(Phase.running)
    private let changed = StopSignal()
    private let standsStill = Atomic<Bool>(false)
    private let endsAfterPlan = Atomic<Bool>(false)

    /// Creates a control that lets the run go on.
    public init() {}

    /// What the run has been asked to do. Any thread, never blocks for long.
    public var current: Phase { phase.withLock { $0 } }

    /// Waits before the next step until `resume`. Without effect once stopping.
    public func pause() { change { $0 == .running ? .paused : $0 } }

    /// Goes on after a pause.
    public func resume() { change { $0 == .paused ? .running : $0 } }

    /// Ends the run before its next step; cannot be taken back.
    public func stop() { change { _ in .stopping } }

    /// Ends the run after the plan that runs; cannot be taken back.
    func endAfterPlan() {
        endsAfterPlan.store(true, ordering: .relaxed)
        changed.raise()
    }

    /// Whether no new plan is to begin. Any thread.
    var isLastPlan: Bool { endsAfterPlan.load(ordering: .relaxed) }

    /// Whether a caller between two steps may go on at once. Never blocks.
    var mayContinue: Bool { current == .running }

    /// Whether the run stands still between two steps. Any thread.
    var isStandingStill: Bool { standsStill.load(ordering: .relaxed) }

    /// Blocks while paused; call it without the GIL.
    /// - Returns: whether the run goes on; false when it was stopped.
    func waitWhilePaused() -> Bool {
        standsStill.store(true, ordering: .relaxed)
        defer { standsStill.store(false, ordering: .relaxed) }
        while current == .paused { changed.wait(nanoseconds: nil) }
        return current == .running
    }

    /// Sleeps between two plans; call it without the GIL. A pause or an end of the run ends it early.
    func sleep(nanoseconds: Int64) {
        let deadline = Uptime.nanoseconds + nanoseconds
        while current == .running, !isLastPlan {
            let left = deadline - Uptime.nanoseconds
            guard left > 0 else { return }
            changed.wait(nanoseconds: left)
        }
    }

    /// Blocks until `stop`; call it without the GIL.
    func waitForStop() {
        while current != .stopping { changed.wait(nanoseconds: nil) }
    }

    private func change(_ next: (Phase) -> Phase) {
        phase.withLock { $0 = next($0) }
        changed.raise()
    }
}
