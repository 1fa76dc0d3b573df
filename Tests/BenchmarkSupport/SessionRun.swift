internal import OpenTAP
internal import PlanEngine
internal import PythonBridge
internal import Telemetry
internal import Threading

/// One whole session of the engine, in a process that has not started Python yet.
public struct SessionRun: Codable, Sendable {
    /// A built-in workload, without `scenario:`.
    public var scenario = "churn"
    /// How many plans.
    public var plans = 50
    /// Steps in each.
    public var steps = 50
    /// `stock`, `sweep` or `prompt`.
    public var preset = "sweep"
    /// Whether the sweep thread's clock and the sampler run.
    public var isWatched = true
    /// Seconds between two ticks of either.
    public var interval = 1.0

    /// Creates a run of the notes' workload.
    public init() {}

    /// What came of a session.
    public struct Figures: Codable, Sendable {
        /// Step instances that ran.
        public var steps = 0
        /// Seconds from the first plan's begin to the last one's end.
        public var seconds = 0.0
        /// Bytes that Python and the host objects had more at the end than before the first plan.
        public var growth = 0
        /// Entries left.
        public var entries = 0
        /// Sweeps done.
        public var sweeps = 0
    }

    /// Runs it on a thread of its own and waits for that.
    /// - Returns: nil when it did not run, which has been said then.
    public func figures() -> Figures? {
        guard let preset = Preset(rawValue: preset),
            // Unknown names are said by the caller, who wrote them.
            let workload = try? WorkloadSource("scenario:" + scenario)
        else { return nil }
        var settings = Settings(preset, interval: interval)
        if !isWatched { settings.set(.driver(Driver.off.rawValue)) }
        let session = Session(
            SessionOptions(
                workload: workload, plans: plans, steps: steps, duration: nil, rate: nil, settings: settings,
                interpreter: InterpreterConfiguration(), staysUp: false),
            clock: SessionClock())
        let sampler = isWatched ? sampler(of: session) : nil
        let outcome = outcome(of: session)
        sampler?.finish()
        guard case .done(let report, _) = outcome else { return nil }
        return Figures(
            steps: report.stepInstances, seconds: report.durationSeconds, growth: report.heap.growthBytes,
            entries: report.registry.end, sweeps: report.sweeps.count)
    }

    private func sampler(of session: Session) -> Sampler {
        Sampler(
            period: Int64(interval * 1e9), clock: session.clock,
            probes: [ProcessProbe(), SessionProbe(session)], into: session.snapshots)
    }

    private func outcome(of session: Session) -> Session.Outcome? {
        let result = Result()
        let thread = DedicatedThread(name: "python", stackBytes: 16 << 20) {
            let outcome = session.run { (gil) throws(PythonError) in try OpenTAPModules.load(holding: &gil) }
            result.outcome.withLock { $0 = outcome }
        }
        _ = thread.join(nanoseconds: 3_600_000_000_000)
        return result.outcome.withLock { $0 }
    }

    /// Where the python thread leaves how the session ended.
    private final class Result: Sendable {
        let outcome = Locked<Session.Outcome?>(nil)
    }
}
