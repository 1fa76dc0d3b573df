internal import PythonBridge
internal import Telemetry
internal import Threading

/// Counts entries by Python class, on the sweep thread, for whoever looks at them.
///
/// What is made and freed is counted from the first question on, and no longer when nobody has asked for a while.
final class TypeCounter: Sendable {
    private struct State {
        var changes: [String: ClassChanges] = [:]
        var held: [String: Int] = [:]
        /// Since when every sweep has found held ones, by class, on `Uptime`.
        var heldSince: [String: Int64] = [:]
        var asked: Int64?
        var began: Int64 = 0
    }

    /// Nanoseconds after which nobody looks any more.
    private static let patience: Int64 = 15_000_000_000

    private let interpreter: Interpreter
    private let registry: ObjectRegistry
    private let state = Locked(State())

    init(interpreter: Interpreter, registry: ObjectRegistry) {
        self.interpreter = interpreter
        self.registry = registry
    }

    /// Counts everything, in bounded holds of the GIL with gaps between them. The caller must not hold it; blocks.
    func census() -> TypeCensus {
        let begin = Uptime.nanoseconds
        state.withLock { state in
            if state.asked == nil { state.began = begin }
            state.asked = begin
        }
        var scan = ClassScan(of: registry)
        while interpreter.withGIL({ scan.advance(budget: CleanupCycle.budget, holding: &$0) }) {
            StopSignal.sleep(nanoseconds: CleanupCycle.gap)
        }
        let (counts, changes) = interpreter.withGIL { gil in
            registry.countChanges(holding: &gil)
            return (scan.finish(holding: &gil), registry.takeChanges(holding: &gil))
        }
        var census = TypeCensus()
        census.longestGILHold = scan.longestHold
        census.types = state.withLock { state in
            Self.add(changes, to: &state.changes)
            let names = Set(counts.keys).union(state.changes.keys).union(state.held.keys)
            return names.sorted().map { Self.type($0, counts[$0], state.changes[$0], state.held[$0]) }
        }
        census.duration = Uptime.nanoseconds - begin
        return census
    }

    /// Since when it is counted what is made and freed, on `Uptime`.
    var began: Int64 { state.withLock(\.began) }

    /// Notes what the last sweep had to spare, by class.
    func note(held: [String: Int]) {
        let now = Uptime.nanoseconds
        state.withLock { state in
            let before = state.heldSince
            state.held = held
            state.heldSince = held.reduce(into: [:]) { $0[$1.key] = before[$1.key] ?? now }
        }
    }

    /// Since when every sweep has found held ones of a class, on `Uptime`; nil when the last one found none.
    func heldSince(_ name: String) -> Int64? { state.withLock { $0.heldSince[name] } }

    /// Gives up the classes that are counted, and counts no longer when nobody has asked for a while.
    func rest(holding gil: inout GIL) {
        guard let asked = state.withLock(\.asked) else { return }
        let ends = Uptime.nanoseconds - asked > Self.patience
        let changes = registry.takeChanges(ending: ends, holding: &gil)
        state.withLock { state in
            if ends {
                (state.asked, state.changes) = (nil, [:])
            } else {
                Self.add(changes, to: &state.changes)
            }
        }
    }

    /// More names than a person reads, so that a script that makes classes without end does not fill the memory.
    private static let mostNames = 2_048

    private static func add(_ changes: [String: ClassChanges], to sums: inout [String: ClassChanges]) {
        for (name, change) in changes where sums[name] != nil || sums.count < mostNames {
            sums[name, default: ClassChanges()].made += change.made
            sums[name, default: ClassChanges()].freed += change.freed
        }
    }

    private static func type(
        _ name: String, _ count: ClassCount?, _ changes: ClassChanges?, _ held: Int?
    ) -> TypeCount {
        var type = TypeCount(name: Journal.clean(name))
        if let count {
            type.counts = RegistryCounts(
                live: count.live, parked: count.parked, severed: count.severed, phantoms: count.phantoms)
        }
        type.held = held ?? 0
        type.created = changes?.made ?? 0
        type.freed = changes?.freed ?? 0
        return type
    }
}
