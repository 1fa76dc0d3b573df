internal import Threading

/// Which threads wait for the GIL in `Interpreter.withGIL`, and since when. Readable without the GIL.
public final class GILWaits: Sendable {
    private let begins = Locked<[Int: Int64]>([:])

    init() {}

    /// The kernel's numbers of the threads that wait, each with the time at which it began, on `Uptime`. Any thread.
    public var current: [Int: Int64] { begins.withLock { $0 } }

    /// The calling thread begins to wait.
    func begin() {
        let (thread, now) = (ThreadNumber.current, Uptime.nanoseconds)
        begins.withLock { $0[thread] = now }
    }

    /// The calling thread waits no longer.
    func end() {
        let thread = ThreadNumber.current
        begins.withLock { $0[thread] = nil }
    }
}
