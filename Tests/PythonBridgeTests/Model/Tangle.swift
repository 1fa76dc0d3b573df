import PythonSupport
import TestSupport
import Threading

@testable import PythonBridge

/// A random run of the tangling script, with Swift taking part: it owns, releases, sweeps and switches.
final class Tangle {
    struct Violation: Error, CustomStringConvertible {
        let description: String
    }

    private let bench: Bench
    private var random: SplitMix
    private var owned: [Box<Node>] = []
    private var live: Set<Group> = []
    /// A sweep in steps, under way between other operations.
    private var sweep: Sweep?
    private var history: [String] = []

    init(seed: UInt64) throws {
        bench = try Bench()
        random = SplitMix(seed: seed)
        try bench.script.run(TangleScript.source)
        try bench.script.run("chance.seed(\(seed))")
    }

    /// Does one thing, and looks whether everything still holds.
    func step() throws {
        let before = bench.recount.entries
        // A sweep that is under way when eviction is switched off still removes what dies.
        let mayShrink = bench.registry.policy.eviction != .never || sweep != nil
        try note(act())
        let after = bench.recount.entries
        guard mayShrink || after >= before else {
            throw violation("\(before) entries became \(after) under never")
        }
        if let violation = bench.violation { throw self.violation(violation) }
        let wrong = try bench.script.text("wrong")
        guard wrong == "[]" else { throw violation("stamp and name: \(wrong)") }
    }

    /// Lets everything go.
    func finish() throws {
        while sweep != nil { try advance() }
        bench.registry.policy = LifetimePolicy(eviction: .sweep, owner: .host)
        live = []
        owned = []
        try bench.script.run("untangle()")
        for _ in 0..<4 {
            try bench.sweep()
            bench.script.collect()
        }
        guard bench.recount == EntryCounts(), bench.tally.alive == 0 else {
            throw violation("left in the end: \(bench.recount), \(bench.tally.alive) hosts")
        }
        if let violation = bench.violation { throw self.violation(violation) }
    }

    private func act() throws -> String {
        let place = Int.random(in: 0..<24, using: &random)
        switch Int.random(in: 0..<20, using: &random) {
        case 0:
            guard owned.count < 12, let node = try? bench.host("places[\(place)]", as: Node.self) else {
                return "-"
            }
            owned.append(Box(node))
            return "own \(place)"
        case 1:
            guard let index = owned.indices.randomElement(using: &random) else { return "-" }
            let box = owned.remove(at: index)
            if Bool.random(using: &random) {
                box.empty()
                return "disown"
            }
            _ = DedicatedThread(name: "owner") { box.empty() }.join(nanoseconds: 20_000_000_000)
            return "disown elsewhere"
        case 2:
            guard let node = try? bench.host("places[\(place)]", as: Node.self) else { return "-" }
            let group = Group(number: UInt32.random(in: 1...4, using: &random))
            bench.interpreter.withGIL { node.setGroup(group, holding: &$0) }
            return "regroup \(place)"
        case 3:
            let group = Group(number: UInt32.random(in: 1...4, using: &random))
            if live.remove(group) == nil { live.insert(group) }
            return "live \(live.count)"
        case 4:
            try owned.randomElement(using: &random)?.with { _ = try? bench.call("work", on: $0) }
            return "call"
        case 5, 6, 7:
            try advance()
            return sweep == nil ? "last batch" : "batch"
        case 8 where Int.random(in: 0..<4, using: &random) == 0:
            bench.registry.policy = LifetimePolicy.all.randomElement(using: &random) ?? bench.registry.policy
            return "\(bench.registry.policy)"
        default:
            return try bench.script.text("step(\(UInt32.random(in: 0...(.max), using: &random)))")
        }
    }

    /// One batch of the sweep in steps; the last one ends it.
    private func advance() throws {
        if sweep == nil {
            guard bench.registry.policy.eviction != .never else { return }
            sweep = Sweep(of: bench.registry)
        }
        let goesOn = try bench.interpreter.withGIL { (gil) throws(EvictionError) in
            try sweep?.advance(budget: 0, holding: &gil) { !live.contains($0) }
        }
        if goesOn != true { sweep = nil }
    }

    private func note(_ act: String) {
        history.append(act)
        if history.count > 60 { history.removeFirst() }
    }

    private func violation(_ text: String) -> Violation {
        Violation(description: "\(text)\nafter:\n\(history.joined(separator: "\n"))")
    }
}
