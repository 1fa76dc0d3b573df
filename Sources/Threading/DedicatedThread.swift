internal import CLinux
internal import Synchronization

/// A named thread of its own that can be joined with a deadline.
///
/// For work that waits for the GIL: a Dispatch queue answers blocked work with ever more threads, and a task
/// takes a thread of the small shared pool away from everybody.
public final class DedicatedThread: Sendable {
    /// The name, of which Linux shows the first 15 bytes.
    public let name: String
    private let finished = StopSignal()

    /// Whether the system had a thread to give: there may be a limit to them (`ulimit -u`, `pids.max`), or no memory for its
    /// stack. One that never started counts as one that has ended.
    public let hasStarted: Bool

    /// What a person is told where one that is needed never started.
    public static let scarcity =
        "no thread can be started; raise the limit of threads (ulimit -u, pids.max of a container) or of memory"

    /// What threads run that have been started and do not run yet.
    private static let bodies = Locked<[Int64: @Sendable () -> Void]>([:])
    private static let lastKey = Atomic<Int64>(0)

    /// Starts a thread at once.
    /// - Parameters:
    ///   - name: what debuggers and `top -H` show.
    ///   - stackBytes: size of its stack; the python thread needs at least 1 MB.
    ///   - body: what it runs; the thread ends when this returns.
    public init(name: String, stackBytes: Int = 4 << 20, body: @escaping @Sendable () -> Void) {
        self.name = name
        let (finished, shown) = (finished, Self.words(name))
        let key = Self.lastKey.add(1, ordering: .relaxed).newValue
        Self.bodies.withLock {
            $0[key] = {
                clinux_name_thread(shown.0, shown.1)
                clinux_use_signal_stack()
                body()
                clinux_drop_signal_stack()
                finished.raise()
            }
        }
        hasStarted = clinux_start_thread(stackBytes, { DedicatedThread.take($0)?() }, key) != 0
        guard !hasStarted else { return }
        _ = Self.take(key)
        finished.raise()
    }

    private static func take(_ key: Int64) -> (@Sendable () -> Void)? {
        bodies.withLock { $0.removeValue(forKey: key) }
    }

    /// The characters that fit into 15 bytes, eight bytes a word: a longer name would be refused (ERANGE).
    private static func words(_ name: String) -> (UInt64, UInt64) {
        var shown = name
        while shown.utf8.count > 15 { shown.removeLast() }
        var words: [UInt64] = [0, 0]
        for (index, byte) in shown.utf8.enumerated() {
            words[index / 8] |= UInt64(byte) << UInt64(index % 8 * 8)
        }
        return (words[0], words[1])
    }

    /// Waits until the body has returned. Blocks; any thread, any number of times.
    /// - Parameter nanoseconds: how long at most.
    /// - Returns: false when the body was still running at the deadline.
    public func join(nanoseconds: Int64) -> Bool {
        let isOver = finished.wait(nanoseconds: nanoseconds)
        // Whoever asks next is told the same.
        if isOver { finished.raise() }
        return isOver
    }
}
