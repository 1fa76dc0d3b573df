import PythonBridge
internal import Threading

/// The functions of the sample module: with them a script sweeps its own registry.
final class SampleFunctions: Sendable {
    private struct WeakRegistry {
        weak var registry: ObjectRegistry?
    }

    // Weak: the registry's module keeps the functions.
    private let link = Locked(WeakRegistry())

    /// The registry to sweep; set once it exists.
    var registry: ObjectRegistry? {
        get { link.withLock { $0.registry } }
        set { link.withLock { $0.registry = newValue } }
    }

    var all: [HostMember] { [sweep, evict] }

    private var sweep: HostMember {
        .function("sweep", "Sweeps every group; says done, never or nested.", parameters: []) {
            [self] (gil, _) throws(PythonError) in
            guard let registry else { return .none }
            do throws(EvictionError) {
                try registry.evictAbandoned(holding: &gil) { _ in true }
                return .string("done")
            } catch {
                return .string("\(error)")
            }
        }
    }

    private var evict: HostMember {
        .function(
            "evict", "Sweeps what a predicate names; how many, never or nested.", parameters: ["predicate"]
        ) {
            [self] (gil, arguments) throws(PythonError) in
            guard let registry, let predicate = arguments.object(0, holding: &gil) else { return .none }
            let outcome: Result<SweepReport, PythonError>
            do throws(EvictionError) {
                outcome = try registry.evict(where: predicate, holding: &gil)
            } catch {
                return .string("\(error)")
            }
            let report = try outcome.get()
            return .int(report.phantoms + report.weakened)
        }
    }
}
