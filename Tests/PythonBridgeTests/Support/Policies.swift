import PythonBridge

extension LifetimePolicy {
    /// Every combination of eviction and owner.
    static let all = Eviction.allCases.flatMap { eviction in
        Owner.allCases.map { LifetimePolicy(eviction: eviction, owner: $0) }
    }

    /// Those under which entries leave.
    static let evicting = all.filter { $0.eviction != .never }
}

extension LifetimePolicy.Eviction {
    /// Those under which entries leave.
    static let evicting = allCases.filter { $0 != .never }
}
