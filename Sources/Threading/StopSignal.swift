internal import CLinux
internal import Synchronization

/// A sleep that another thread can cut short.
///
/// Backed by an `eventfd`, so that a loop which also waits for a terminal can poll both. A signal that
/// arrives while nobody waits is kept and ends the next wait at once; several become one.
public final class StopSignal: Sendable {
    /// The file descriptor that becomes readable when the signal is raised.
    ///
    /// Owned by this object and valid as long as it lives; poll it, never read or close it.
    public let descriptor: Int32
    /// The same without a descriptor, for when a script has closed it.
    private let isRaised = Atomic<Bool>(false)

    /// Nanoseconds after which somebody looks again who can be woken by nothing any more.
    private static let blindness: Int64 = 10_000_000
    /// Nanoseconds after which whoever waits looks whether that is so.
    private static let glance: Int64 = 1_000_000_000
    /// Nanoseconds that nobody lives to see.
    private static let forever: Int64 = 1 << 60

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
        isRaised.store(true, ordering: .releasing)
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
        let deadline = Uptime.nanoseconds + min(max(nanoseconds ?? Self.forever, 0), Self.forever)
        while true {
            let left = max(0, deadline - Uptime.nanoseconds)
            if clinux_is_open(descriptor) == 0 {
                // A signal handler knows the descriptor alone: whoever waits for one looks for it now and then.
                if isRaised.exchange(false, ordering: .acquiring) { return true }
                Self.sleep(nanoseconds: min(left, Self.blindness))
                if left == 0 || nanoseconds == nil { return isRaised.exchange(false, ordering: .acquiring) }
                continue
            }
            if clinux_wait_readable(descriptor, min(left, Self.glance), 0) > 0 {
                guard clinux_event_consume(descriptor) > 0 else { return false }
                isRaised.store(false, ordering: .relaxed)
                return true
            }
            if left <= Self.glance, clinux_is_open(descriptor) != 0 { return false }
        }
    }
}
