internal import Dispatch
internal import Synchronization
internal import Threading

/// Cleanup on a Dispatch queue, an item for every tick: the defect of the notes' issue 3, for comparison.
///
/// An item that waits for the GIL blocks a thread of the pool, and the pool answers with another thread for the next. The
/// number of items is capped before they harm the machine.
final class PoolDriver: Sendable {
    /// Items that may wait at once.
    static let mostItems = 256

    private let waiting = Atomic<Int>(0)
    private let epoch = Atomic<Int>(0)
    private let becameIdle = StopSignal()

    init() {}

    /// Items that have not ended. Any thread.
    var backlog: Int { waiting.load(ordering: .relaxed) }

    /// Queues one item.
    /// - Parameter work: is told whether it is still wanted, once it has the GIL.
    /// - Returns: false at the cap.
    func submit(_ work: @escaping @Sendable (_ isWanted: @escaping @Sendable () -> Bool) -> Void) -> Bool {
        guard backlog < Self.mostItems else { return false }
        waiting.add(1, ordering: .relaxed)
        let mine = epoch.load(ordering: .relaxed)
        DispatchQueue.global().async { [self] in
            let isWanted: @Sendable () -> Bool = { [self] in epoch.load(ordering: .relaxed) == mine }
            if isWanted() { work(isWanted) }
            if waiting.subtract(1, ordering: .relaxed).newValue == 0 { becameIdle.raise() }
        }
        return true
    }

    /// Makes everything that waits return at once when its turn comes.
    func retire() {
        epoch.add(1, ordering: .relaxed)
    }

    /// Waits until no item is left. The caller must not hold the GIL.
    /// - Returns: false when some still waited for the GIL at the deadline.
    func waitUntilIdle(within nanoseconds: Int64) -> Bool {
        let deadline = Uptime.nanoseconds + nanoseconds
        while backlog > 0 {
            let left = deadline - Uptime.nanoseconds
            guard left > 0 else { return false }
            becameIdle.wait(nanoseconds: left)
        }
        return true
    }
}
