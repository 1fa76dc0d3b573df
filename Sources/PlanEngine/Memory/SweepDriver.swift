internal import PythonBridge
internal import Synchronization
package import Telemetry
internal import Threading

/// The one thread that sweeps: by its clock, and on request.
///
/// Dedicated, because work that waits for the GIL on a pool makes the pool grow. Requests coalesce: at most
/// one is pending.
package final class SweepDriver: Sendable {
    private struct State {
        var interval: Double
        /// When the current wait began; nil while the clock is not armed.
        var armedAt: Int64?
        var pending: (trigger: SweepSummary.Trigger, requested: Int64)?
        /// To be raised at the end of the next cycle that begins.
        var waiting: [StopSignal] = []
        var isSweeping = false
        var isStopping = false
    }

    private enum Job {
        case cycle(SweepSummary.Trigger, requested: Int64)
        case wait(Int64?)
        case stop
    }

    private let state: Mutex<State>
    private let wake = StopSignal()
    private let thread = Mutex<DedicatedThread?>(nil)
    private let cycle: CleanupCycle
    private let report: @Sendable (SweepSummary) -> Void
    private let refuse: @Sendable (String) -> Void

    /// Creates a driver whose thread does not run yet.
    /// - Parameters:
    ///   - report: called on the thread after each cycle.
    ///   - refuse: called on the thread when a request is refused, with the reason.
    init(
        cycle: CleanupCycle, interval: Double, report: @escaping @Sendable (SweepSummary) -> Void,
        refuse: @escaping @Sendable (String) -> Void
    ) {
        self.cycle = cycle
        self.report = report
        self.refuse = refuse
        state = Mutex(State(interval: interval))
    }

    /// Starts the thread. Once.
    func start() {
        thread.withLock { $0 = DedicatedThread(name: "PythonMemoryMonitor") { [self] in loop() } }
    }

    /// Seconds from the end of one cycle to the next. Any thread; a change takes effect in the middle of a wait.
    package var interval: Double {
        get { state.withLock(\.interval) }
        set {
            state.withLock { $0.interval = newValue }
            wake.raise()
        }
    }

    /// When the clock strikes next, on `Uptime`; nil while it is not armed. Any thread.
    package var nextTick: Int64? { state.withLock { Self.tick($0) } }

    /// Whether a request waits or a cycle is under way. Any thread.
    package var isBusy: Bool { state.withLock { $0.pending != nil || $0.isSweeping } }

    /// Lets the clock run, from now if it did not run already. Any thread.
    func arm() {
        let changed = state.withLock { state in
            guard state.armedAt == nil else { return false }
            state.armedAt = Uptime.nanoseconds
            return true
        }
        if changed { wake.raise() }
    }

    /// Stops the clock; requests are still served. Any thread.
    func disarm() {
        state.withLock { $0.armedAt = nil }
        wake.raise()
    }

    /// Asks for a cycle. Any thread; never waits for it.
    package func request(_ trigger: SweepSummary.Trigger) {
        state.withLock { state in
            if state.pending == nil { state.pending = (trigger, Uptime.nanoseconds) }
        }
        wake.raise()
    }

    /// Asks for a cycle and waits until it has ended. The caller must not hold the GIL.
    func perform(_ trigger: SweepSummary.Trigger, within nanoseconds: Int64) {
        let ended = StopSignal()
        state.withLock { state in
            // It takes the place of a request that waits: whatever that wanted, this does too.
            state.pending = (trigger, Uptime.nanoseconds)
            state.waiting.append(ended)
        }
        wake.raise()
        ended.wait(nanoseconds: nanoseconds)
    }

    /// Ends the thread after the cycle that is under way. The caller must not hold the GIL.
    /// - Returns: false when it was still waiting for the GIL at the deadline.
    func finish(within nanoseconds: Int64) -> Bool {
        state.withLock { $0.isStopping = true }
        wake.raise()
        return thread.withLock { thread in
            defer { thread = nil }
            return thread?.join(nanoseconds: nanoseconds) ?? true
        }
    }

    private func loop() {
        while true {
            switch nextJob() {
            case .stop: return
            case .wait(let nanoseconds): wake.wait(nanoseconds: nanoseconds)
            case .cycle(let trigger, let requested): run(trigger, requested: requested)
            }
        }
    }

    private func nextJob() -> Job {
        let now = Uptime.nanoseconds
        return state.withLock { state in
            if let pending = state.pending {
                state.pending = nil
                state.isSweeping = true
                return .cycle(pending.trigger, requested: pending.requested)
            }
            if state.isStopping { return .stop }
            guard let tick = Self.tick(state) else { return .wait(nil) }
            if tick > now { return .wait(tick - now) }
            state.isSweeping = true
            // The clock's own rhythm, unless the last cycle took longer than the interval.
            state.armedAt = now - tick < Self.nanoseconds(state.interval) ? tick : now
            return .cycle(.clock, requested: now)
        }
    }

    private func run(_ trigger: SweepSummary.Trigger, requested: Int64) {
        let waiting = state.withLock { state in
            defer { state.waiting = [] }
            return state.waiting
        }
        defer { for signal in waiting { signal.raise() } }
        do throws(EvictionError) {
            report(try cycle.run(trigger, requested: requested, collects: trigger == .final))
        } catch {
            refuse(error.summary)
        }
        state.withLock { state in
            state.isSweeping = false
            if trigger != .clock, state.armedAt != nil { state.armedAt = Uptime.nanoseconds }
        }
    }

    private static func tick(_ state: State) -> Int64? {
        state.armedAt.map { $0 + nanoseconds(state.interval) }
    }

    private static func nanoseconds(_ seconds: Double) -> Int64 { Int64(seconds * 1e9) }
}
