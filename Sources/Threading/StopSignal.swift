internal import CLinux

/// A sleep that another thread can cut short.
///
/// A signal that arrives while nobody waits is kept and ends the next wait at once; several become one. It takes no file
/// descriptor, so that a script that takes or closes all of them changes nothing, unless a loop that waits for a terminal, too,
/// asks for one.
public final class StopSignal: Sendable {
    private let event: Int64

    /// The file descriptor that is readable while the signal is raised.
    ///
    /// Made when it is asked for the first time, owned by this object and valid as long as it lives; poll it, never read or
    /// close it. Traps when the process has no file descriptor left for it.
    public var descriptor: Int32 {
        let descriptor = clinux_event_descriptor(event)
        precondition(descriptor >= 0, "no file descriptor left for a StopSignal")
        return descriptor
    }

    /// Creates a signal that nobody has raised.
    public init() {
        event = clinux_event_create()
        precondition(event != 0, "no memory left for a StopSignal")
    }

    deinit {
        clinux_event_destroy(event)
    }

    /// Ends the current wait, or the next one. Any thread, signal handlers included; never blocks.
    public func raise() {
        clinux_event_raise(event)
    }

    /// From now on `SIGINT`, `SIGTERM` and `SIGHUP` raise it; it must live as long as the process.
    public func catchSignals() {
        clinux_catch_signals(event)
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
        clinux_event_wait(event, nanoseconds ?? 0, nanoseconds == nil ? 1 : 0) != 0
    }
}
