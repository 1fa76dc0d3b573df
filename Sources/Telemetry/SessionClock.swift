internal import CLinux
internal import Threading

/// Tells the time of a session: when it began is zero.
///
/// It goes on while the machine is suspended, so that such a time is a gap in what was measured.
package struct SessionClock: Sendable {
    private let start: Int64
    private let uptime: Int64

    /// Starts now.
    package init() {
        start = clinux_boot_nanoseconds()
        uptime = Uptime.nanoseconds
    }

    /// This moment. Any thread; never blocks.
    package var now: Moment {
        Moment(elapsed: clinux_boot_nanoseconds() - start, unix: clinux_unix_nanoseconds())
    }

    /// What `Moment.elapsed` is for an instant of `Uptime` near now.
    package func elapsed(at instant: Int64) -> Int64 { instant - uptime + suspended }

    /// Nanoseconds that the machine was suspended since the start, in hundredths of a second: the two clocks cannot be
    /// read at once, and that must not show.
    private var suspended: Int64 {
        let difference = clinux_boot_nanoseconds() - start - (Uptime.nanoseconds - uptime)
        return (difference + 5_000_000) / 10_000_000 * 10_000_000
    }
}
