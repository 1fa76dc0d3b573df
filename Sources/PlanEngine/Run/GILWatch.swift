/// Since when threads have been waiting for the GIL, at least.
///
/// A look sees who waits, and not since when. Between two looks a thread may have had the GIL for a moment and wait again,
/// and neither its CPU time nor its context switches tell: a thread that only waits wakes every 5 ms, which costs it more
/// than a short turn would. But the GIL counts how often it has changed hands. While that number stands still, everybody who
/// was seen waiting still waits; as soon as it moves, all waits begin anew with the next look.
struct GILWatch: Sendable {
    /// Nanoseconds after a question for which somebody is taken to watch.
    private static let attention: Int64 = 2_000_000_000

    private var begins: [Int: Int64] = [:]
    /// The number for which `begins` is true, the one found by the last `stands`, and the one it has answered for.
    private var (known, found, told): (UInt?, UInt?, UInt?)
    private var asked: Int64?

    /// Whether it is time for a look that nobody has asked for, because the GIL is being kept.
    ///
    /// True once for every hold that outlasts two of these questions, while somebody watches: without that look, waits that
    /// are shorter than the time between two answers would never have a beginning.
    mutating func stands(at switches: UInt, now: Int64) -> Bool {
        defer { found = switches }
        guard let asked, now - asked < Self.attention, found == switches, told != switches else {
            return false
        }
        told = switches
        return true
    }

    /// Somebody wants to know now.
    mutating func ask(now: Int64) { asked = now }

    /// Looks at threads, those that are known to wait excepted.
    /// - Parameters:
    ///   - switches: how often the GIL had changed hands before.
    ///   - threads: the threads there are, by number.
    ///   - seen: when one was found to wait, that is now, if it does.
    /// - Returns: the time at which each one that waits was first seen to.
    mutating func look(
        at switches: UInt, among threads: [Int], seen: (Int) -> Int64?
    ) -> [Int: Int64] {
        if known != switches { (known, begins) = (switches, [:]) }
        let before = begins
        begins = [:]
        for thread in threads {
            if let begin = before[thread] ?? seen(thread) { begins[thread] = begin }
        }
        return begins
    }
}
