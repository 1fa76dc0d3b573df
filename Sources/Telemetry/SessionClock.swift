internal import CLinux
internal import Threading

/// Tells the time of a session: when it began is zero.
package struct SessionClock: Sendable {
    private let start: Int64

    /// Starts now.
    package init() {
        start = Uptime.nanoseconds
    }

    /// This moment. Any thread; never blocks.
    package var now: Moment {
        Moment(elapsed: Uptime.nanoseconds - start, unix: clinux_unix_nanoseconds())
    }

    /// What `Moment.elapsed` is for an instant of `Uptime`.
    package func elapsed(at uptime: Int64) -> Int64 { uptime - start }
}
