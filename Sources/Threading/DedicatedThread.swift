internal import CLinux
internal import Foundation

/// A named thread of its own that can be joined with a deadline.
///
/// For work that waits for the GIL: a Dispatch queue answers blocked work with ever more threads, and a task
/// takes a thread of the small shared pool away from everybody.
public final class DedicatedThread: Sendable {
    /// The name, of which Linux shows the first 15 bytes.
    public let name: String
    private let finished = StopSignal()

    /// Starts a thread at once.
    /// - Parameters:
    ///   - name: what debuggers and `top -H` show.
    ///   - stackBytes: size of its stack; the python thread needs at least 1 MB.
    ///   - body: what it runs; the thread ends when this returns.
    public init(name: String, stackBytes: Int = 4 << 20, body: @escaping @Sendable () -> Void) {
        self.name = name
        let finished = finished
        let shown = Self.words(name)
        let thread = Thread {
            // Foundation names a thread only when it already knows its handle, which it often does not yet.
            clinux_name_thread(shown.0, shown.1)
            clinux_use_signal_stack()
            body()
            clinux_drop_signal_stack()
            finished.raise()
        }
        thread.stackSize = stackBytes
        thread.start()
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
