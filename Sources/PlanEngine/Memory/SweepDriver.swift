internal import Telemetry
internal import Threading

/// The one thread that cleans up: by its clock, and on request.
///
/// Dedicated, because work that waits for the GIL on a pool makes the pool grow. Requests coalesce: at most one is
/// pending.
final class SweepDriver: Sendable {
    private struct State {
        var interval: Double
        /// When the current wait began; nil while the clock is not armed.
        var armedAt: Int64?
        var pending: CleanupRequest?
        /// To be raised at the end of the next cycle that begins.
        var waiting: [StopSignal] = []
        var merged = 0
        var isWorking = false
        var isStopping = false
    }

    private enum Job {
        case work(CleanupRequest, waiting: [StopSignal])
        case wait(Int64?)
        case stop
    }

    private let state: Locked<State>
    private let wake = StopSignal()
    private let thread = Locked<DedicatedThread?>(nil)
    private let work: @Sendable (CleanupRequest) -> Void

    /// Creates a driver whose thread does not run yet.
    /// - Parameter work: does one cycle, on the thread, without the GIL.
    init(interval: Double, work: @escaping @Sendable (CleanupRequest) -> Void) {
        self.work = work
        state = Locked(State(interval: interval))
    }

    /// Starts the thread. Once.
    func start() {
        thread.withLock { $0 = DedicatedThread(name: "PythonMemoryMonitor") { [self] in loop() } }
    }

    /// Whether the system had a thread to give.
    var hasStarted: Bool { thread.withLock { $0?.hasStarted ?? false } }

    /// Seconds from one cycle to the next. Any thread; a change takes effect in the middle of a wait.
    func setInterval(_ seconds: Double) {
        state.withLock { $0.interval = seconds }
        wake.raise()
    }

    /// When the clock strikes next, on `Uptime`; nil while it is not armed. Any thread.
    var nextTick: Int64? { state.withLock { Self.tick($0) } }

    /// Whether a request waits or a cycle is under way. Any thread.
    var isBusy: Bool { state.withLock { $0.pending?.cleans ?? false || $0.isWorking } }

    /// Requests that became one with another. Any thread.
    var mergedRequests: Int { state.withLock(\.merged) }

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
    func request(_ request: CleanupRequest) {
        state.withLock { Self.add(request, to: &$0) }
        wake.raise()
    }

    /// Asks for a cycle and waits until it has ended. The caller must not hold the GIL.
    func perform(_ request: CleanupRequest, within nanoseconds: Int64) {
        let ended = StopSignal()
        state.withLock { state in
            Self.add(request, to: &state)
            state.waiting.append(ended)
        }
        wake.raise()
        ended.wait(nanoseconds: nanoseconds)
    }

    /// Ends the thread after what is pending or under way. The caller must not hold the GIL.
    /// - Returns: false when it was still waiting for the GIL at the deadline.
    func finish(within nanoseconds: Int64) -> Bool {
        state.withLock { $0.isStopping = true }
        wake.raise()
        let running = thread.withLock { thread in
            defer { thread = nil }
            return thread
        }
        return running?.join(nanoseconds: nanoseconds) ?? true
    }

    private func loop() {
        while true {
            switch nextJob() {
            case .stop: return
            case .wait(let nanoseconds): wake.wait(nanoseconds: nanoseconds)
            case .work(let request, let waiting):
                work(request)
                state.withLock { state in
                    state.isWorking = false
                    if request.cleans, request.trigger != .clock, state.armedAt != nil {
                        state.armedAt = Uptime.nanoseconds
                    }
                }
                for signal in waiting { signal.raise() }
            }
        }
    }

    private func nextJob() -> Job {
        let now = Uptime.nanoseconds
        return state.withLock { state in
            if let request = state.pending {
                defer { (state.pending, state.waiting, state.isWorking) = (nil, [], request.cleans) }
                return .work(request, waiting: state.waiting)
            }
            if state.isStopping { return .stop }
            guard let tick = Self.tick(state) else { return .wait(nil) }
            if tick > now { return .wait(tick - now) }
            state.isWorking = true
            // The clock's own rhythm, unless the last cycle took longer than the interval.
            state.armedAt = now - tick < Self.nanoseconds(state.interval) ? tick : now
            return .work(CleanupRequest(.clock, requested: now), waiting: [])
        }
    }

    private static func add(_ request: CleanupRequest, to state: inout State) {
        if state.pending == nil {
            state.pending = request
        } else {
            state.pending?.merge(request)
            state.merged += 1
        }
    }

    private static func tick(_ state: State) -> Int64? {
        state.armedAt.map { $0 + nanoseconds(state.interval) }
    }

    private static func nanoseconds(_ seconds: Double) -> Int64 { Int64(seconds * 1e9) }
}
