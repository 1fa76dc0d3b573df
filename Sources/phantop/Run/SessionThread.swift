internal import OpenTAP
internal import PlanEngine
internal import PythonBridge
internal import Threading

/// The python thread: runs one session from the start of Python to its end.
final class SessionThread: Sendable {
    /// Python needs a megabyte for recursion to its limit; extension modules may want more.
    private static let stackBytes = 16 << 20

    private let result = Locked<Session.Outcome?>(nil)
    private let thread = Locked<DedicatedThread?>(nil)

    /// Starts the thread.
    /// - Parameters:
    ///   - observation: ends with the run, while Python is still there to be measured.
    ///   - ended: raised when the session is over.
    func start(_ session: Session, _ observation: Observation, ended: StopSignal) {
        let thread = DedicatedThread(name: "python", stackBytes: Self.stackBytes) { [self] in
            let outcome = session.run { (gil) throws(PythonError) in
                try OpenTAPModules.load(holding: &gil)
            } settle: {
                observation.finish()
            }
            result.withLock { $0 = outcome }
            ended.raise()
        }
        self.thread.withLock { $0 = thread }
        guard !thread.hasStarted else { return }
        result.withLock { $0 = .unusable(DedicatedThread.scarcity) }
        ended.raise()
    }

    /// How the session ended; nil while it runs. Any thread.
    var outcome: Session.Outcome? { result.withLock { $0 } }

    /// Waits until the thread has ended; false when it had not at the deadline.
    func join(nanoseconds: Int64) -> Bool {
        thread.withLock { $0?.join(nanoseconds: nanoseconds) ?? true }
    }
}
