import PythonSupport
import Testing

@testable import PythonBridge

@Suite("Switching the policy") @PythonThread
struct PolicySwitchTests {
    @Test("reads back what was set", arguments: LifetimePolicy.all)
    func readsBack(policy: LifetimePolicy) throws {
        let bench = try Bench()
        bench.registry.policy = policy
        #expect(bench.registry.policy == policy)
    }

    @Test("from stock to any policy that evicts heals what had piled up", arguments: LifetimePolicy.evicting)
    func heals(policy: LifetimePolicy) throws {
        let bench = try Bench(.never, owner: .registry)
        try bench.script.run("for _ in range(300): Worker(); Part()")
        #expect(bench.recount == EntryCounts(live: 300, phantoms: 300))
        bench.registry.policy = policy
        try bench.sweep()
        #expect(bench.recount == EntryCounts())
        #expect(bench.counts == bench.recount)
        #expect(bench.tally.alive == 0)
    }

    @Test("an owner switched in between is recorded per object: each leaves as it was born")
    func owners() throws {
        let bench = try Bench(.sweep, owner: .registry)
        let crate = bench.newCrate()
        try bench.expose(crate, as: "crate")
        try bench.script.run("crate.add(Worker()); crate.part(0).tag = 'first'")
        bench.registry.policy.owner = .host
        try bench.script.run("crate.add(Worker()); crate.part(1).tag = 'second'")
        try bench.sweep()
        #expect(
            try bench.script.text("crate.part(1).tag, hasattr(crate.part(0), 'tag')") == "('second', False)")
        // Exposed again under the new owner, the first is anchored too.
        try bench.script.run("crate.part(0).tag = 'third'")
        for _ in 0..<3 { try bench.sweep() }
        #expect(try bench.script.text("crate.part(0).tag, crate.part(1).tag") == "('third', 'second')")
    }

    @Test("an anchored object stays anchored when the registry becomes the owner")
    func anchored() throws {
        let bench = try Bench(.sweep, owner: .host)
        let crate = bench.newCrate()
        try bench.expose(crate, as: "crate")
        try bench.script.run("crate.add(Worker()); crate.part(0).tag = 'mine'")
        bench.registry.policy.owner = .registry
        for _ in 0..<3 { try bench.sweep() }
        #expect(try bench.script.text("crate.part(0).tag") == "mine")
    }

    @Test("any order of switches between workloads ends empty", arguments: 1...6)
    func anyOrder(seed: Int) throws {
        let bench = try Bench()
        for step in 0..<12 {
            bench.registry.policy =
                LifetimePolicy.all[(seed * 5 + step * (seed + 1)) % LifetimePolicy.all.count]
            try bench.script.run(
                "for n in range(20):\n    w = Worker()\n    if n % 3: kept.append(w)\n    Part()\ndel w\ndel kept[::2]"
            )
            if bench.registry.policy.eviction != .never { try bench.sweep() }
            #expect(bench.counts == bench.recount)
        }
        bench.registry.policy = LifetimePolicy(eviction: .sweep, owner: .host)
        #expect(try bench.script.text("all(w.number == 7 for w in kept)") == "True")
        try bench.script.run("kept.clear()")
        try bench.sweep()
        #expect(bench.recount == EntryCounts())
        #expect(bench.tally.alive == 0)
    }
}
