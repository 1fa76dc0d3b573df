internal import PythonBridge
internal import Synchronization

/// A hosted class whose instances fill a registry for a sweep.
final class Part: HostObject {
    /// What new instances belong to.
    enum Membership {
        /// All to one plan.
        case plan
        /// Each fifty to a plan of their own.
        case plansOfFifty
        /// To nothing that ends.
        case global
    }

    /// Which group the next instance belongs to.
    final class Numbering {
        var membership = Membership.plan
        private var made = 0

        fileprivate func next() -> Group {
            made += 1
            switch membership {
            case .plan: return Group(number: 1)
            case .plansOfFifty: return Group(number: 2 + UInt32(truncatingIfNeeded: made / 50) % 1_000_000)
            case .global: return .global
            }
        }
    }

    static func type(_ numbering: Numbering) -> HostType {
        HostType(
            Part.self, name: "bench.Part", documentation: "One of very many.",
            make: { _ in Part(group: numbering.next()) },
            members: [
                .method("leave", "Belongs to nothing from now on.", of: Part.self, arity: 0...0) {
                    gil, part, _ in
                    part.setGroup(.free, holding: &gil)
                    return .none
                }
            ])
    }
}

/// A hosted class whose instances say when they end: the first thing that a sweep does for somebody.
final class Beacon: HostObject {
    /// When the last one ended, on the wall clock.
    static var lastEnd: Int64 { ended.load(ordering: .acquiring) }
    private static let ended = Atomic<Int64>(0)

    deinit { Self.ended.store(Stopwatch.wall, ordering: .releasing) }

    static var type: HostType {
        HostType(
            Beacon.self, name: "bench.Beacon", documentation: "Says when it ends.",
            make: { _ in Beacon(group: .free) }, members: [])
    }
}
