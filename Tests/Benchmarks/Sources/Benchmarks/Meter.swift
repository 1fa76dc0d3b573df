internal import PythonBridge

/// A hosted class whose methods Python calls; the counterpart of the C++ class of that name.
final class Meter: HostObject {
    var level = 0

    static var type: HostType {
        HostType(
            Meter.self, name: "bench.Meter", documentation: "Something with two methods and a number.",
            make: { _ in Meter(group: .free) },
            members: [
                .method("touch", "Does nothing.", of: Meter.self, arity: 0...0) { _, _, _ in .none },
                .method("add", "The level and a number.", of: Meter.self, arity: 1...1) {
                    (gil, meter, arguments) throws(PythonError) in
                    .int(meter.level + (try arguments.int(0, holding: &gil)))
                },
                .property(
                    "level", "A number.", of: Meter.self, get: { _, meter in .int(meter.level) },
                    set: { (gil, meter, value) throws(PythonError) in
                        guard case .int(let level) = value.value(holding: &gil) else {
                            throw .type("level is an int")
                        }
                        meter.level = level
                    }),
            ])
    }
}

/// A hosted class whose methods Python overrides and Swift calls.
final class Stage: HostObject {
    /// How often the method of this class was called instead of the override.
    var missed = 0

    static var type: HostType {
        HostType(
            Stage.self, name: "bench.Stage", documentation: "Something to override.",
            make: { _ in Stage(group: .free) },
            members: [
                .method("run", "Override it.", of: Stage.self, arity: 0...0) { _, stage, _ in
                    stage.missed += 1
                    return .none
                },
                .method("measure", "Override it.", of: Stage.self, arity: 1...1) {
                    (gil, stage, arguments) throws(PythonError) in
                    stage.missed += 1
                    return arguments.value(0, holding: &gil)
                },
            ])
    }
}
