internal import PythonBridge

/// Calls in both directions, and attributes.
struct CallRow {
    private static let count = 100_000

    let rig: Rig

    func measure(holding gil: inout GIL) throws -> [Finding] {
        try loop("Python → native, no argument", "touch", over: \.meter, holding: &gil)
            + loop("Python → native, one int", "add", over: \.meter, holding: &gil)
            + loop("property of the native object, get", "get_property", over: \.meter, holding: &gil)
            + loop(
                "attribute of the instance, get", "get_attribute", over: \.meter, isAsked: false,
                holding: &gil)
            + loop(
                "attribute of the instance, set", "set_attribute", over: \.meter, isAsked: false,
                holding: &gil)
            + override("native → Python, no argument", "run", holding: &gil)
            + override("native → Python, int to int", "measure", holding: &gil)
    }

    /// A loop in Python over one instance of each.
    private func loop(
        _ measure: String, _ function: String, over base: KeyPath<Rig.Rival, PythonObject>,
        isAsked: Bool = true,
        holding gil: inout GIL
    ) throws -> [Finding] {
        let loop = try rig.contest.attribute(function, holding: &gil)
        let instances = try ([rig.ours] + rig.rivals).map { rival in
            try rig.call("full", [.object(rival[keyPath: base])], holding: &gil).call(holding: &gil)
        }
        return try rig.compete(measure, isAsked: isAsked, holding: &gil) { (index, gil) in
            let begin = Stopwatch.thread
            try loop.call([.object(instances[index]), .int(Self.count)], holding: &gil)
            return Double(Stopwatch.thread - begin) / Double(Self.count)
        }
    }

    /// Native code that calls what a Python class overrides: Swift here, C++ there.
    private func override(_ measure: String, _ method: String, holding gil: inout GIL) throws -> [Finding] {
        let name = try PythonName(method, holding: &gil)
        let rivals = [rig.ours] + rig.rivals
        let instances = try rivals.map { rival in
            try rig.call("stage", [.object(rival.stage)], holding: &gil).call(holding: &gil)
        }
        let loops = try rivals.dropFirst().map { try $0.module.attribute(method + "_many", holding: &gil) }
        guard let stage = try rig.registry.host(of: instances[0], holding: &gil) as? Stage else {
            throw BenchmarkError.unusable("the stage is not hosted")
        }
        let findings = try rig.compete(measure, holding: &gil) { (index, gil) in
            let begin = Stopwatch.thread
            if index > 0 {
                try loops[index - 1].call([.object(instances[index]), .int(Self.count)], holding: &gil)
            } else if method == "run" {
                for _ in 0..<Self.count { _ = try rig.registry.result(of: name, on: stage, holding: &gil) }
            } else {
                var sum = 0
                for _ in 0..<Self.count {
                    let result = try rig.registry.result(of: name, on: stage, .int(1), holding: &gil)
                    if case .int(let number)? = result { sum += number }
                }
                try BenchmarkError.expect("sum of the results", sum, Self.count)
            }
            return Double(Stopwatch.thread - begin) / Double(Self.count)
        }
        try BenchmarkError.expect("calls that missed the override", stage.missed, 0)
        return findings
    }
}
