public import CLinux

/// A child process that a script made with `os.fork()`.
///
/// Only the thread that forked lives in it, and Swift's locks belong to threads that are gone: nothing of the engine may
/// be used there.
public enum ForkedChild {
    /// Begins to notice forks. Once, early.
    public static func watch() { clinux_watch_forks() }

    /// Whether this process is such a child. Any thread, never blocks; every call from Python asks.
    @inlinable
    public static var isHere: Bool { clinux_is_forked_child() != 0 }

    /// Ends the process if it is such a child: Python code is back from a fork, and in the child nothing is left to do.
    public static func leaveIfHere() {
        if isHere { clinux_exit_now(0) }
    }
}
