internal import PythonBridge
internal import Threading

/// Plans in use, asked as the engine asks its own.
final class LivePlans: Sendable {
    private let claims: Locked<[Group: Int]>

    init(_ groups: [Group]) {
        claims = Locked(Dictionary(groups.map { ($0, 1) }, uniquingKeysWith: +))
    }

    func isAbandoned(_ group: Group) -> Bool { claims.withLock { $0[group] == nil } }
}
