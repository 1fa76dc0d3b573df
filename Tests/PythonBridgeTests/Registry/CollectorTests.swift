import PythonSupport
import Testing

@testable import PythonBridge

@Suite("Python's collector and host objects") @PythonThread
struct CollectorTests {
    @Test(
        "a worker that Swift owns keeps its __dict__ through collections, though its state refers to itself",
        arguments: [
            "worker.me = worker", "worker.trace = Trace(worker)", "worker.work2 = worker.work",
            "worker.loop = [worker]; worker.loop.append(worker.loop)",
        ])
    func selfReference(statement: String) throws {
        let bench = try Bench()
        let crate = bench.newCrate()
        try bench.expose(crate, as: "crate")
        try bench.script.run(
            """
            class Trace:
                def __init__(self, owner): self.owner = owner
            worker = Worker(); worker.tag = "mine"; crate.add(worker)
            \(statement)
            number = id(worker); del worker
            """)
        for _ in 0..<3 {
            bench.script.collect()
            try bench.sweep(live: [crate.group])
        }
        #expect(try bench.script.text("crate.part(0).tag, id(crate.part(0)) == number") == "('mine', True)")
        #expect(try bench.call("work", on: crate.parts[0]) == "python")
    }

    @Test("a parked worker keeps its __dict__ too", arguments: LifetimePolicy.Eviction.evicting)
    func parked(eviction: LifetimePolicy.Eviction) throws {
        let bench = try Bench(eviction)
        let crate = bench.newCrate()
        try bench.expose(crate, as: "crate")
        try bench.script.run("worker = Worker(); worker.tag = 'mine'; crate.add(worker); del worker")
        try bench.sweep()
        bench.script.collect()
        #expect(bench.recount == EntryCounts(live: 1, parked: 1))
        #expect(try bench.call("work", on: crate.parts[0]) == "python")
        #expect(try bench.script.text("crate.part(0).tag") == "mine")
    }

    @Test("a cycle that only plain wrappers are part of is collected")
    func plainCycle() throws {
        let bench = try Bench(.prompt)
        try bench.script.run("ring = [Part()]; ring.append(ring); del ring")
        bench.script.collect()
        #expect(bench.recount == EntryCounts())
        #expect(bench.tally.alive == 0)
    }

    @Test("a severed wrapper in a cycle of its own is the collector's")
    func severedCycle() throws {
        let bench = try Bench()
        try bench.script.run("worker = Worker(); witness = weakref.ref(worker)")
        let part = Box(try bench.host("worker"))
        try bench.script.run("del worker")
        try bench.sweep()
        try bench.script.run("witness().me = witness()")
        part.empty()
        bench.drain()
        #expect(bench.recount == EntryCounts(severed: 1))
        bench.script.collect()
        #expect(try bench.script.text("witness()") == "None")
        try bench.sweep()
        #expect(bench.recount == EntryCounts())
    }

    @Test("classes that nobody uses any more are collected with their methods")
    func classes() throws {
        let bench = try Bench()
        try bench.script.run("Kid = type('Kid', (Part,), {}); witness = weakref.ref(Kid); Kid(); del Kid")
        bench.script.collect()
        #expect(try bench.script.text("witness() is None") == "False")
        try bench.sweep()
        bench.script.collect()
        #expect(try bench.script.text("witness() is None") == "True")
    }

    @Test("freezing and disabling the collector changes nothing for sweeps")
    func frozen() throws {
        let bench = try Bench()
        try bench.script.run("gc.disable(); gc.freeze()\nfor _ in range(10): Worker()")
        try bench.sweep()
        try bench.script.run("gc.unfreeze(); gc.enable()")
        #expect(bench.recount == EntryCounts())
    }

    @Test("debugging hooks of the collector see wrappers without harm")
    func introspection() throws {
        let bench = try Bench()
        try bench.script.run("kept.append(Worker()); Worker()")
        try bench.script.run("found = [o for o in gc.get_objects() if isinstance(o, Part)]")
        #expect(
            try bench.script.text("len(found), all(type(o) in gc.get_referents(o) for o in found)")
                == "(2, True)")
        try bench.script.run("del found")
        #expect(try bench.sweep().weakened == 1)
    }
}
