import PythonSupport
import Testing

@testable import PythonBridge

@Suite("Identity of wrappers") @PythonThread
struct IdentityTests {
    @Test("a host object has one wrapper as long as Python holds it", arguments: LifetimePolicy.all)
    func same(policy: LifetimePolicy) throws {
        let bench = try Bench(policy.eviction, owner: policy.owner)
        let crate = bench.newCrate()
        try bench.expose(crate, as: "first")
        try bench.expose(crate, as: "second")
        #expect(
            try bench.script.text("first is second, first == second, hash(first) == hash(second)")
                == "(True, True, True)")
        #expect(bench.recount == EntryCounts(live: 1))
    }

    @Test(
        "an object that Python made comes back as the very same, state and all", arguments: LifetimePolicy.all
    )
    func roundTrip(policy: LifetimePolicy) throws {
        let bench = try Bench(policy.eviction, owner: policy.owner)
        let crate = bench.newCrate()
        try bench.expose(crate, as: "crate")
        try bench.script.run(
            "worker = Worker(); worker.tag = 'mine'; crate.add(worker)\nnumber = id(worker); del worker")
        #expect(try bench.script.text("crate.part(0).tag, id(crate.part(0)) == number") == "('mine', True)")
    }

    @Test("a plain wrapper that Python dropped is replaced by a new one", arguments: LifetimePolicy.all)
    func replaced(policy: LifetimePolicy) throws {
        let bench = try Bench(policy.eviction, owner: policy.owner)
        let crate = bench.newCrate()
        crate.name = "kept by Swift"
        try bench.expose(crate, as: "crate")
        try bench.script.run("del crate")
        try bench.expose(crate, as: "crate")
        #expect(try bench.script.text("crate.name") == "kept by Swift")
        let registry = bench.registry
        #expect(registry.census.identityLosses == 0)
    }

    @Test("a handle resolves to nothing once its slot has another occupant")
    func generations() throws {
        let bench = try Bench(.prompt)
        let crate = bench.newCrate()
        var seen: Set<Handle> = []
        for _ in 0..<100 {
            try bench.expose(crate, as: "crate")
            let handle = crate.handle
            #expect(seen.insert(handle).inserted)
            #expect(resolves(handle, in: bench))
            try bench.script.run("del crate")
            #expect(!resolves(handle, in: bench))
        }
        #expect(Set(seen.map(\.slot)).count == 1)
    }

    @Test("neither the invalid handle nor one beyond the table resolves")
    func invalid() throws {
        let bench = try Bench()
        try bench.script.run("kept.append(Part())")
        #expect(!resolves(.invalid, in: bench))
        #expect(!resolves(Handle(slot: 0, generation: 0), in: bench))
        #expect(!resolves(Handle(slot: .max, generation: 1), in: bench))
        #expect(!resolves(Handle(slot: 1 << 20, generation: 1), in: bench))
    }

    @Test("a table that grows beyond a page keeps every handle")
    func pages() throws {
        let bench = try Bench()
        try bench.script.run(
            "kept.extend(Worker() for _ in range(10_000))\nfor n, w in enumerate(kept): w.name = str(n)\ndel w"
        )
        #expect(bench.recount == EntryCounts(live: 10_000))
        #expect(try bench.script.text("all(w.name == str(n) for n, w in enumerate(kept))") == "True")
        try bench.script.run("del kept[1::2]")
        try bench.sweep()
        #expect(bench.recount == EntryCounts(live: 5_000))
        #expect(try bench.script.text("all(w.name == str(2 * n) for n, w in enumerate(kept))") == "True")
    }

    @Test("an object of another registry is not taken for one of this")
    func foreign() throws {
        let (bench, other) = try (Bench(), Bench())
        try bench.script.run("part = Part()")
        let object = try bench.script.object("part")
        let registry = other.registry
        let found = try bench.interpreter.withGIL { (gil) throws(PythonError) in
            try registry.host(of: object, holding: &gil)
        }
        #expect(found == nil)
    }

    private func resolves(_ handle: Handle, in bench: Bench) -> Bool {
        bench.interpreter.withGIL { gil in bench.registry.state.open(&gil) { $0.table.contains(handle) } }
    }
}
