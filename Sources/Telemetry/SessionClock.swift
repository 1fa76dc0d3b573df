internal import CLinux
internal import Threading

/// Tells the time of a session: when it began is zero.
///
/// It goes on while the machine is suspended, so that such a time is a gap in what was measured.
package struct SessionClock: Sendable {
    /// What the clock of this machine said when the session began, in nanoseconds since it was started; other processes
    /// of the machine have the same clock.
    package let origin: Int64
    private let uptime: Int64

    /// Starts now.
    package init() {
        origin = clinux_boot_nanoseconds()
        uptime = Uptime.nanoseconds
    }

    /// The clock of a session that another process of this machine has begun.
    package init(origin: Int64) {
        self.origin = origin
        uptime = Uptime.nanoseconds - (clinux_boot_nanoseconds() - origin)
    }

    /// This moment. Any thread; never blocks.
    package var now: Moment {
        Moment(elapsed: clinux_boot_nanoseconds() - origin, unix: clinux_unix_nanoseconds())
    }

    /// What `Moment.elapsed` is for an instant of `Uptime` near now.
    package func elapsed(at instant: Int64) -> Int64 { instant - uptime + suspended }

    /// Nanoseconds that the machine was suspended since the start, in hundredths of a second: the two clocks cannot be
    /// read at once, and that must not show.
    private var suspended: Int64 {
        let difference = clinux_boot_nanoseconds() - origin - (Uptime.nanoseconds - uptime)
        return (difference + 5_000_000) / 10_000_000 * 10_000_000
    }
}
