@testable import PythonBridge

extension Bench {
    /// The entries by class, counted in one go.
    var classes: [String: ClassCount] {
        let registry = registry
        return interpreter.withGIL { gil in
            var scan = ClassScan(of: registry)
            while scan.advance(holding: &gil) {}
            return scan.finish(holding: &gil)
        }
    }

    /// Wrappers that refer to the registry.
    var wrappers: Int {
        let registry = registry
        return interpreter.withGIL { gil in registry.state.open(&gil) { $0.wrappers } }
    }

    func countChanges() {
        let registry = registry
        interpreter.withGIL { registry.countChanges(holding: &$0) }
    }

    func takeChanges(ending ends: Bool = false) -> [String: ClassChanges] {
        let registry = registry
        return interpreter.withGIL { registry.takeChanges(ending: ends, holding: &$0) }
    }
}
