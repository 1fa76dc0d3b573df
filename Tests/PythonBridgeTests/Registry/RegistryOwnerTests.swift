import PythonSupport
import Testing

@testable import PythonBridge

@Suite("Owner registry") @PythonThread
struct RegistryOwnerTests {
    @Test("evicted and exposed again, an object has its class, not its state, and the loss is counted")
    func identityLoss() throws {
        let bench = try Bench(.sweep, owner: .registry)
        let crate = try evictedWorker(in: bench)
        #expect(
            try bench.script.text("type(crate.part(0)).__name__, crate.part(0).number") == "('Worker', 7)")
        #expect(
            bench.script.error("crate.part(0).runs")
                == "AttributeError: 'Worker' object has no attribute 'runs'")
        #expect(bench.identityLosses == 1)
        withExtendedLifetime(crate) {}
    }

    @Test("the new wrapper keeps its identity from then on")
    func keepsNew() throws {
        let bench = try Bench(.sweep, owner: .registry)
        let crate = try evictedWorker(in: bench)
        try bench.script.run("crate.part(0).runs = 5")
        #expect(try bench.script.text("crate.part(0).runs, crate.part(0) is crate.part(0)") == "(5, True)")
        #expect(bench.identityLosses == 1)
        withExtendedLifetime(crate) {}
    }

    @Test("every eviction loses the state once more")
    func repeated() throws {
        let bench = try Bench(.sweep, owner: .registry)
        let crate = try evictedWorker(in: bench)
        for loss in 1...5 {
            try bench.script.run("crate.part(0).runs = 5")
            #expect(bench.identityLosses == loss)
            try bench.sweep()
        }
        #expect(bench.recount == EntryCounts(live: 1))
        withExtendedLifetime(crate) {}
    }

    @Test("an object that is evicted again and again keeps no reference too many to its class")
    func references() throws {
        let bench = try Bench(.sweep, owner: .registry)
        let crate = try evictedWorker(in: bench)
        try bench.script.run("import sys; before = sys.getrefcount(Worker)")
        for _ in 0..<10 {
            try bench.script.run("crate.part(0)")
            try bench.sweep()
        }
        #expect(try bench.script.text("sys.getrefcount(Worker) - before") == "0")
        bench.registry.policy.owner = .host
        try bench.script.run("crate.part(0)")
        // The new wrapper's reference to its class takes the place of the host object's.
        #expect(try bench.script.text("sys.getrefcount(Worker) - before") == "0")
        withExtendedLifetime(crate) {}
    }

    @Test("Swift still reaches the override after the eviction, on an object without __init__'s state")
    func callAfter() throws {
        let bench = try Bench(.sweep, owner: .registry)
        let crate = try evictedWorker(in: bench)
        #expect {
            try bench.call("work", on: crate.parts[0])
        } throws: { error in
            (error as? PythonError)?.summary == "AttributeError: 'Worker' object has no attribute 'runs'"
        }
        let (registry, part) = (bench.registry, crate.parts[0])
        #expect(bench.interpreter.withGIL { registry.className(of: part, holding: &$0) } == "Worker")
    }

    @Test("an old wrapper that survived its eviction is refused, and every refusal is counted")
    func stale() throws {
        let bench = try Bench(.sweep, owner: .registry)
        try bench.script.run("class Zombie(Part):\n    def __del__(self): kept.append(self)\nZombie()")
        try bench.sweep()
        #expect(bench.recount == EntryCounts())
        let expected = "ReferenceError: this Zombie was evicted from the registry while Python still held it"
        #expect(bench.script.error("kept[0].number") == expected)
        #expect(bench.script.error("kept[0].add(1)") == expected)
        let registry = bench.registry
        #expect(registry.census.staleLookups == 2)
        #expect(try bench.script.text("kept[0] == kept[0], repr(kept[0])[:1]") == "(True, '<')")
    }

    @Test("a stale wrapper never reaches the occupant of its old slot")
    func reusedSlot() throws {
        let bench = try Bench(.sweep, owner: .registry)
        try bench.script.run(
            "class Zombie(Part):\n    def __del__(self): kept.append(self)\nZombie().name = 'old'")
        try bench.sweep()
        try bench.script.run(
            "others = [Worker() for _ in range(10)]\nfor other in others: other.name = 'new'")
        #expect(bench.script.error("kept[0].name")?.hasPrefix("ReferenceError: ") == true)
        #expect(bench.script.error("kept[0].name = 'mine'")?.hasPrefix("ReferenceError: ") == true)
        #expect(try bench.script.text("{other.name for other in others}") == "{'new'}")
    }

    @Test("an anchored object loses nothing in the same sweeps")
    func anchored() throws {
        let bench = try Bench(.sweep, owner: .host)
        let crate = try evictedWorker(in: bench)
        #expect(try bench.script.text("crate.part(0).runs") == "0")
        #expect(bench.identityLosses == 0)
        withExtendedLifetime(crate) {}
    }

    /// A worker that only a crate owns, swept, with the crate in the script as `crate`.
    private func evictedWorker(in bench: Bench) throws -> Crate {
        let crate = bench.newCrate()
        try bench.expose(crate, as: "crate")
        try bench.script.run("crate.add(Worker())")
        try bench.sweep()
        return crate
    }
}

extension Bench {
    fileprivate var identityLosses: Int {
        registry.census.identityLosses
    }
}
