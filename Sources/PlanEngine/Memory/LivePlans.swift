internal import PythonBridge
internal import Threading

/// The plans that a sweep must leave alone, by group: plans that run, and plans that will run again.
///
/// Knows groups, not plans, and so keeps no plan alive.
final class LivePlans: Sendable {
    // How many runs and reservations each group has.
    private let claims = Locked<[Group: Int]>([:])

    /// A run begins, or the engine keeps the plan to run it later. Any thread.
    func claim(_ group: Group) {
        claims.withLock { $0[group, default: 0] += 1 }
    }

    /// Takes one claim back. Any thread.
    func giveUp(_ group: Group) {
        claims.withLock { claims in
            let left = (claims[group] ?? 1) - 1
            claims[group] = left > 0 ? left : nil
        }
    }

    /// How many plans are live. Any thread.
    var count: Int { claims.withLock(\.count) }

    /// Whether whatever belongs to the group is abandoned. What never joined a plan belongs to no live one.
    func isAbandoned(_ group: Group) -> Bool {
        claims.withLock { $0[group] == nil }
    }
}
