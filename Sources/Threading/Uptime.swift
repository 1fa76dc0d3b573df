internal import CLinux

/// The monotonic clock of the process. Any thread; never blocks.
public enum Uptime {
    /// Nanoseconds since an arbitrary start, never going back, not counting suspended time.
    ///
    /// Source: `CLOCK_MONOTONIC`.
    public static var nanoseconds: Int64 { clinux_monotonic_nanoseconds() }
}
