internal import PythonBridge

/// What every row works with: one interpreter, one registry, and those that compete in it.
final class Rig {
    /// Somebody who lends Python a class to derive from.
    struct Rival {
        let name: String
        let module: PythonObject
        let meter: PythonObject
        let stage: PythonObject
    }

    let interpreter: Interpreter
    let registry: ObjectRegistry
    /// Rounds that count in each measurement.
    let repetitions: Int
    /// What a measure must have in its name to be taken; empty takes all.
    private let only: String
    /// The classes and loops of `contest.py`.
    let contest: PythonObject
    /// The thread of `busy.py`.
    let busy: PythonObject
    /// The class of `Beacon`.
    let beacon: PythonObject
    private let numbering = Part.Numbering()
    private let part: PythonObject
    let ours: Rival
    let rivals: [Rival]

    /// Loads our module and the peers'. Runs Python code.
    init(_ interpreter: Interpreter, repetitions: Int, only: String, alone: Bool, holding gil: inout GIL)
        throws
    {
        self.interpreter = interpreter
        self.repetitions = repetitions
        self.only = only
        registry = try HostModule.create(
            "bench", types: [Meter.type, Stage.type, Part.type(numbering), Beacon.type],
            policy: LifetimePolicy(eviction: .sweep, owner: .host), in: interpreter, holding: &gil)
        contest = try gil.importModule(
            "contest", source: String(decoding: PackageResources.contest_py, as: UTF8.self),
            path: "contest.py")
        busy = try gil.importModule(
            "busy", source: String(decoding: PackageResources.busy_py, as: UTF8.self), path: "busy.py")
        let module = try gil.module("bench")
        beacon = try module.attribute("Beacon", holding: &gil)
        part = try contest.attribute("bare", holding: &gil).call(
            [.object(module.attribute("Part", holding: &gil))], holding: &gil)
        ours = try Self.rival("ours", gil.module("bench"), "Meter", "Stage", holding: &gil)
        rivals =
            alone
            ? []
            : [
                try Self.rival("nanobind", gil.module("peer_nanobind"), "Meter", "Stage", holding: &gil),
                try Self.rival("pybind11", gil.module("peer_pybind11"), "Meter", "Stage", holding: &gil),
                try Self.rival("plain Python", contest, "PlainMeter", "PlainStage", holding: &gil),
            ]
    }

    private static func rival(
        _ name: String, _ module: PythonObject, _ meter: String, _ stage: String, holding gil: inout GIL
    ) throws -> Rival {
        Rival(
            name: name, module: module, meter: try module.attribute(meter, holding: &gil),
            stage: try module.attribute(stage, holding: &gil))
    }

    /// Calls a function of `contest.py`.
    @discardableResult
    func call(_ function: String, _ arguments: [PythonValue], holding gil: inout GIL) throws -> PythonObject {
        try contest.attribute(function, holding: &gil).call(arguments, holding: &gil)
    }

    /// Makes very many entries.
    /// - Returns: a list of their wrappers, to be emptied by `forget`.
    @discardableResult
    func populate(_ count: Int, _ membership: Part.Membership, holding gil: inout GIL) throws -> PythonObject
    {
        numbering.membership = membership
        return try call("populate", [.object(part), .int(count)], holding: &gil)
    }

    /// Empties the registry.
    func clear(holding gil: inout GIL) throws {
        try registry.evictAbandoned(reach: .forced, holding: &gil) { _ in true }
    }

    /// Lets ours and every rival do the same in turn, so that whatever slows the machine down slows all of them.
    /// - Parameters:
    ///   - isAsked: whether the issue sets a target for this.
    ///   - run: does the work, of ours for 0 and of a rival for 1 and up, and says how long one operation took.
    func compete(
        _ measure: String, isAsked: Bool = true, holding gil: inout GIL,
        _ run: (Int, inout GIL) throws -> Double
    ) throws -> [Finding] {
        guard isWanted(measure) else { return [] }
        var times = [[Double]](repeating: [], count: rivals.count + 1)
        // The first round warms up.
        for round in 0...repetitions {
            for index in times.indices {
                let time = try run(index, &gil)
                if round > 0 { times[index].append(time) }
            }
        }
        let ours = Stopwatch.quantile(0.5, of: times[0])
        guard !rivals.isEmpty else { return [Finding(measure: measure, ours: ours, unit: .nanoseconds)] }
        return rivals.indices.map { index in
            Finding(
                measure: measure, ours: ours, unit: .nanoseconds,
                rival: rivals[index].name, theirs: Stopwatch.quantile(0.5, of: times[index + 1]),
                target: isAsked ? Self.target(against: rivals[index].name) : nil)
        }
    }

    /// Whether a measure is to be taken.
    func isWanted(_ measure: String) -> Bool { only.isEmpty || measure.contains(only) }

    /// What must be reached against a rival.
    private static func target(against rival: String) -> Finding.Target? {
        switch rival {
        case "nanobind": .ratio(0.9)
        case "pybind11": .ratio(2)
        default: nil
        }
    }
}
