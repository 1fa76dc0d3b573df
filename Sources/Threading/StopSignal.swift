internal import CLinux

/// A sleep that another thread can cut short.
///
/// Backed by an `eventfd`, so that a loop which also waits for a terminal can poll both. A signal that
/// arrives while nobody waits is kept and ends the next wait at once; several become one.
public final class StopSignal: Sendable {
    /// The file descriptor that becomes readable when the signal is raised.
    ///
    /// Owned by this object and valid as long as it lives; poll it, never read or close it.
    public let descriptor: Int32

    /// Creates a signal that nobody has raised.
    ///
    /// Traps when the process has no file descriptor left: nothing can be waited for then.
    public init() {
        descriptor = clinux_event_create()
        precondition(descriptor >= 0, "no file descriptor left for a StopSignal")
    }

    deinit {
        clinux_event_close(descriptor)
    }

    /// Ends the current wait, or the next one. Any thread, signal handlers included; never blocks.
    public func raise() {
        clinux_event_raise(descriptor)
    }

    /// Sleeps for a time that nobody needs to cut short. Blocks the calling thread.
    public static func sleep(nanoseconds: Int64) {
        _ = clinux_wait_readable(-1, nanoseconds, 0)
    }

    /// Sleeps until the signal is raised or the time is over, and consumes the signal.
    ///
    /// Blocks the calling thread. The clock is `CLOCK_MONOTONIC`; a negative or zero timeout only looks.
    /// - Parameter nanoseconds: how long at most; `nil` waits for the signal alone.
    /// - Returns: whether the signal was raised.
    @discardableResult
    public func wait(nanoseconds: Int64?) -> Bool {
        clinux_wait_readable(descriptor, nanoseconds ?? -1, nanoseconds == nil ? 1 : 0) > 0
            && clinux_event_consume(descriptor) > 0
    }
}
