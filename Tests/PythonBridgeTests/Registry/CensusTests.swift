import PythonSupport
import Testing

@testable import PythonBridge

@Suite("Census") @PythonThread
struct CensusTests {
    @Test("agrees with a recount after every kind of change", arguments: LifetimePolicy.all)
    func agrees(policy: LifetimePolicy) throws {
        let bench = try Bench(policy.eviction, owner: policy.owner)
        let crate = bench.newCrate()
        try bench.expose(crate, as: "crate")
        for statement in [
            "Part()", "Worker()", "kept.append(Worker())", "crate.add(Worker())", "crate.add(kept[0])",
            "kept.clear()",
            "worker = crate.part(0)", "sweep()", "del worker", "sweep()", "crate.part(1).runs = 5",
            "gc.collect()", "sweep()",
        ] {
            try bench.script.run(statement)
            #expect(bench.counts == bench.recount, "after \(statement)")
        }
        #expect(bench.registry.census.entries == bench.recount.entries)
    }

    @Test("counts host objects that Python was shown, once each, and their ends")
    func hosts() throws {
        let bench = try Bench()
        let census = bench.registry.census
        let unseen = bench.newCrate()
        let seen = Box(bench.newCrate())
        try seen.with { try bench.expose($0, as: "crate") }
        try bench.script.run("del crate")
        try seen.with { try bench.expose($0, as: "crate") }
        try bench.script.run("del crate; Part(); Worker()")
        #expect((census.hostsCreated, census.hostsDeinitialised) == (3, 1))
        try bench.sweep()
        #expect((census.hostsCreated, census.hostsDeinitialised) == (3, 2))
        seen.empty()
        #expect((census.hostsCreated, census.hostsDeinitialised) == (3, 3))
        #expect(census.hostBytes == 0)
        withExtendedLifetime(unseen) {}
    }

    @Test("remembers the most entries there were at once")
    func peak() throws {
        let bench = try Bench()
        try bench.script.run("for _ in range(50): Worker()")
        try bench.sweep()
        try bench.script.run("for _ in range(20): Worker()")
        try bench.sweep()
        #expect(bench.registry.census.peak == 50)
        #expect(bench.registry.census.entries == 0)
    }

    @Test("can be read while another thread holds the GIL")
    func withoutGIL() throws {
        let bench = try Bench()
        let census = bench.registry.census
        try bench.interpreter.withGIL { (gil) throws(PythonError) in
            try bench.script.run("kept.append(Worker())")
            #expect(readElsewhere { census.live } == 1)
        }
    }
}
