import PythonSupport

@testable import PythonBridge

/// The registry itself beside its model: does each operation in both, and compares.
final class ModelWorld {
    struct Difference: Error, CustomStringConvertible {
        let description: String
    }

    struct WeakNode {
        weak var node: Node?
    }

    let bench: Bench
    var model: RegistryModel
    /// Every host object that is or was.
    var hosts: [Int: WeakNode] = [:]
    /// Swift's references.
    var owned: [Int: Box<Node>] = [:]
    /// `id()` of the wrappers, where it is known.
    var addresses: [Int: String] = [:]
    /// Wrappers made and not freed, by class.
    private var alive: [String: Int] = [:]
    private var history: [String] = []

    init(_ policy: LifetimePolicy) throws {
        bench = try Bench(policy.eviction, owner: policy.owner)
        bench.countChanges()
        model = RegistryModel(policy)
        try bench.script.run(
            """
            held = {}
            class Counting:
                def work(self):
                    self.tag = getattr(self, "tag", 0) + 1
                    return str(self.tag)
            class Laborer(Counting, Part): pass
            class Chest(Counting, Crate): pass
            """)
    }

    /// Does an operation, and compares.
    func perform(_ operation: ModelOperation) throws {
        history.append("\(operation)")
        if history.count > 40 { history.removeFirst() }
        do {
            try apply(operation)
            bench.drain()
            try compare()
        } catch {
            throw Difference(description: "\(error)\nafter:\n\(history.joined(separator: "\n"))")
        }
    }

    /// Lets everything go: nothing may be left.
    func finish() throws {
        try perform(.change(LifetimePolicy(eviction: .sweep, owner: .host)))
        for id in model.ids({ $0.isHeldByPython }) { try perform(.drop(id)) }
        for id in model.ids({ $0.isOwnedBySwift }) { try perform(.disown(id, .here)) }
        for group in model.live { try perform(.end(group)) }
        for id in model.ids({ $0.group == .global }) { try perform(.regroup(id, .free)) }
        try perform(.sweep)
        try expect(
            bench.recount == EntryCounts() && bench.tally.alive == 0, "left in the end: \(bench.recount)")
    }

    func expect(_ isAsExpected: Bool, _ difference: @autoclosure () -> String) throws {
        if !isAsExpected { throw Difference(description: difference()) }
    }

    private func compare() throws {
        try compareClasses()
        let (counts, recount) = (bench.counts, bench.recount)
        try expect(recount == counts, "recount \(recount), census \(counts)")
        try expect(recount == model.counts, "counted \(recount), expected \(model.counts)")
        for (id, host) in hosts {
            let isAlive = model.objects[id]?.isAlive ?? false
            try expect((host.node != nil) == isAlive, "host \(id) should be \(isAlive ? "alive" : "gone")")
            if model.objects[id] == nil { hosts[id] = nil }
        }
        try expect(bench.tally.alive == model.ids { $0.isAlive }.count, "\(bench.tally.alive) hosts alive")
        try compareGroups()
        try comparePython()
        let (losses, stale) = (bench.registry.census.identityLosses, bench.registry.census.staleLookups)
        try expect(
            losses == model.identityLosses, "\(losses) identity losses, expected \(model.identityLosses)")
        try expect(stale == model.staleLookups, "\(stale) stale lookups, expected \(model.staleLookups)")
    }

    /// The entries by class against the recount, and what was made and freed against the wrappers that there are.
    private func compareClasses() throws {
        let counted = bench.classes.values.reduce(EntryCounts()) { sum, count in
            EntryCounts(
                live: sum.live + count.live, parked: sum.parked + count.parked,
                severed: sum.severed + count.severed, phantoms: sum.phantoms + count.phantoms)
        }
        try expect(counted == bench.recount, "counted by class \(counted), recount \(bench.recount)")
        for (name, changes) in bench.takeChanges() { alive[name, default: 0] += changes.made - changes.freed }
        let wrappers = bench.wrappers
        let sum = alive.values.reduce(0, +)
        try expect(sum == wrappers, "\(sum) wrappers made and not freed, \(wrappers) there")
        try expect(alive.values.allSatisfy { $0 >= 0 }, "more freed than made: \(alive)")
    }

    /// The group column, and whether host and entry know each other.
    private func compareGroups() throws {
        for (id, object) in model.objects {
            guard let node = hosts[id]?.node else { continue }
            let found: Group? = bench.interpreter.withGIL { gil in
                bench.registry.state.open(&gil) { state in
                    state.table.contains(node.handle) ? state.table.group(of: node.handle.slot) : nil
                }
            }
            let expected = object.entry == nil ? nil : object.group
            try expect(
                found == expected, "entry of \(id) in \(String(describing: found)), expected \(object.group)")
        }
    }

    /// Identity and state of what Python holds.
    private func comparePython() throws {
        let expected = model.ids { $0.isHeldByPython }.map { id in
            "(\(id), \(addresses[id] ?? "?"), \(model.objects[id]?.entry?.tag.map(String.init) ?? "None"))"
        }
        let found = try bench.script.text(
            "[(k, id(w), getattr(w, 'tag', None)) for k, w in sorted(held.items())]")
        try expect(
            found == "[\(expected.joined(separator: ", "))]", "Python holds \(found), expected \(expected)")
    }
}
