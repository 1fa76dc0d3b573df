internal import Foundation

/// Times and their medians.
enum Stopwatch {
    /// Nanoseconds since an arbitrary start, never going back.
    static var wall: Int64 { read(CLOCK_MONOTONIC) }
    /// Nanoseconds of CPU time of this thread: what other processes do meanwhile is not in it.
    static var thread: Int64 { read(CLOCK_THREAD_CPUTIME_ID) }
    /// Nanoseconds of CPU time of all threads of the process.
    static var process: Int64 { read(CLOCK_PROCESS_CPUTIME_ID) }

    /// Waits. Blocks the calling thread.
    /// - Returns: the nanoseconds that were asked for.
    static func sleep(_ nanoseconds: Int64) -> Int64 {
        var time = timespec(
            tv_sec: Int(nanoseconds / 1_000_000_000), tv_nsec: Int(nanoseconds % 1_000_000_000))
        unsafe nanosleep(&time, nil)
        return nanoseconds
    }

    /// The value below which a share of the values lies; not a number when there are none.
    static func quantile(_ share: Double, of values: [Double]) -> Double {
        let sorted = values.sorted()
        guard !sorted.isEmpty else { return .nan }
        let position = share * Double(sorted.count - 1)
        let lower = sorted[Int(position.rounded(.down))]
        let upper = sorted[Int(position.rounded(.up))]
        return lower + (upper - lower) * (position - position.rounded(.down))
    }

    private static func read(_ clock: clockid_t) -> Int64 {
        var time = timespec()
        unsafe clock_gettime(clock, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
}
