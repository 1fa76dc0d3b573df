internal import Threading

/// Waiting in tests: for a condition, and no longer than a deadline.
package enum Deadline {
    /// Waits until a condition holds. Blocks the calling thread, without the GIL.
    /// - Returns: false when it did not hold within the time.
    package static func wait(seconds: Double = 20, until condition: () -> Bool) -> Bool {
        let deadline = Uptime.nanoseconds + Int64(seconds * 1e9)
        let pause = StopSignal()
        while !condition() {
            if Uptime.nanoseconds >= deadline { return false }
            pause.wait(nanoseconds: 1_000_000)
        }
        return true
    }
}
