import PythonSupport
import Testing

@testable import PythonBridge

@Suite("Sweep") @PythonThread
struct SweepTests {
    @Test("reports what it did", arguments: LifetimePolicy.evicting)
    func report(policy: LifetimePolicy) throws {
        let bench = try Bench(policy.eviction, owner: policy.owner)
        let isPrompt = policy.eviction == .prompt
        let crate = bench.newCrate()
        try bench.expose(crate, as: "crate")
        try bench.script.run(
            """
            for _ in range(4): crate.add(Worker())  # abandoned, owned by the crate
            kept.extend(Worker() for _ in range(3))  # abandoned, held
            for _ in range(5): Part()  # phantoms
            for _ in range(2): Worker()  # abandoned, owned by nobody
            """)
        let report = try bench.sweep()
        #expect(report.examined == (isPrompt ? 10 : 15))
        #expect(report.phantoms == (isPrompt ? 0 : 5))
        #expect(report.weakened == 6)
        #expect(report.held == 4)
        #expect(report.longestHold > 0)
        // The registry gives up its own wrappers; an anchor keeps those whose host objects live on.
        #expect(report.freed == (policy.owner == .host ? 2 : 0))
        #expect(bench.counts == bench.recount)
    }

    @Test("leaves alone what belongs to a live group, to the global group, or is held by Python")
    func spared() throws {
        let bench = try Bench()
        let live = bench.newCrate()
        let over = bench.newCrate()
        try bench.expose(live, as: "live")
        try bench.expose(over, as: "over")
        try bench.expose(Gauge(), as: "gauge")
        try bench.script.run("live.add(Worker()); over.add(Worker()); held = Worker(); del live, over")
        let report = try bench.sweep(live: [live.group])
        #expect((report.weakened, report.held) == (1, 1))
        #expect(bench.recount == EntryCounts(live: 3, parked: 1))
    }

    @Test(
        "what Python holds is not weakened, however it is held",
        arguments: [
            "kept.append(worker)", "kept.append((worker,))", "kept.append(lambda worker=worker: worker)",
            "kept.append(worker.work)", "kept.append({worker: 1})", "globals()['also'] = worker",
            "Worker.last = worker", "kept.append(iter([worker]))", "kept.append((w for w in [worker]))",
        ])
    func held(statement: String) throws {
        let bench = try Bench()
        try bench.script.run("worker = Worker(); \(statement); witness = weakref.ref(worker); del worker")
        for _ in 0..<3 { try bench.sweep() }
        #expect(bench.recount.live == 1)
        #expect(try bench.script.text("witness().number, witness().runs") == "(7, 0)")
    }

    @Test("what was held goes in the sweep after Python lets go")
    func heldNoLonger() throws {
        let bench = try Bench()
        try bench.script.run("kept.append(Worker())")
        #expect(try bench.sweep().held == 1)
        try bench.script.run("kept.clear()")
        #expect(try bench.sweep().weakened == 1)
        #expect(bench.recount == EntryCounts())
        #expect(bench.tally.alive == 0)
    }

    @Test("weakens the owner before its parts, so that one release takes them along")
    func rootsFirst() throws {
        let bench = try Bench()
        // The parts' entries come first in the table: order of creation must not matter.
        try bench.script.run(
            "class Chest(Crate): pass\nworkers = [Worker() for _ in range(20)]\nchest = Chest()")
        try bench.script.run("for worker in workers: chest.add(worker)\ndel workers, worker")
        try bench.script.run("del chest")
        let report = try bench.sweep()
        #expect((report.weakened, report.freed) == (21, 21))
        #expect(bench.tally.alive == 0)
        #expect(bench.recount == EntryCounts())
    }

    @Test(
        "an entry whose wrapper dies during a sweep leaves in that sweep", arguments: LifetimePolicy.evicting)
    func diesDuring(policy: LifetimePolicy) throws {
        let bench = try Bench(policy.eviction, owner: policy.owner)
        try bench.script.run(
            """
            class Owner(Part):
                def __init__(self): self.others = [Part() for _ in range(10)]
            for _ in range(10): Owner()
            """)
        #expect(bench.recount == EntryCounts(live: 110))
        try bench.sweep()
        #expect(bench.recount == EntryCounts())
        #expect(bench.counts == bench.recount)
    }

    @Test("under never it is refused and nothing changes", arguments: LifetimePolicy.Owner.allCases)
    func never(owner: LifetimePolicy.Owner) throws {
        let bench = try Bench(.never, owner: owner)
        try bench.script.run("Worker(); Part()")
        #expect(throws: EvictionError.never) { try bench.sweep() }
        #expect(bench.recount == EntryCounts(live: 1, phantoms: 1))
    }

    @Test("in steps of one batch it does the same as in one go", arguments: LifetimePolicy.evicting)
    func batches(policy: LifetimePolicy) throws {
        let bench = try Bench(policy.eviction, owner: policy.owner)
        try bench.script.run("for _ in range(2000): Worker(); Part()")
        var sweep = Sweep(of: bench.registry)
        var steps = 0
        while try bench.interpreter.withGIL({ (gil) throws(EvictionError) in
            try sweep.advance(budget: 0, holding: &gil) { _ in true }
        }) {
            steps += 1
            // In a gap, Python may make and drop what it likes.
            try bench.script.run("kept.append(Worker()); Part()")
        }
        #expect(steps >= 10)
        #expect(sweep.report.weakened == 2000)
        #expect(try bench.script.text("all(w.number == 7 for w in kept)") == "True")
        #expect(bench.counts == bench.recount)
        try bench.script.run("kept.clear()")
        try bench.sweep()
        #expect(bench.recount == EntryCounts())
        #expect(bench.tally.alive == 0)
    }

    @Test("switched to never in the middle it ends without touching more")
    func stopped() throws {
        let bench = try Bench()
        try bench.script.run("for _ in range(2000): Worker()")
        var sweep = Sweep(of: bench.registry)
        var goesOn = true
        for _ in 0..<10 { goesOn = try advance(&sweep, in: bench) }
        #expect(goesOn)
        bench.registry.policy.eviction = .never
        let left = bench.recount.live
        while try advance(&sweep, in: bench) {}
        #expect(bench.recount == EntryCounts(live: left))
        bench.registry.policy.eviction = .sweep
        try bench.sweep()
        #expect(bench.recount == EntryCounts())
    }

    @Test("a sweep on another thread, in the gaps of one, does no harm")
    func interleaved() throws {
        let bench = try Bench()
        try bench.script.run("for _ in range(1000): Worker(); Part()")
        var first = Sweep(of: bench.registry)
        var second = Sweep(of: bench.registry)
        var goesOn = (true, true)
        while goesOn.0 || goesOn.1 {
            if goesOn.0 { goesOn.0 = try advance(&first, in: bench) }
            if goesOn.1 { goesOn.1 = try advance(&second, in: bench) }
        }
        #expect(first.report.weakened + second.report.weakened == 1000)
        #expect(first.report.phantoms + second.report.phantoms == 1000)
        #expect(bench.recount == EntryCounts())
        // Both have ended: a wrapper that dies now becomes a phantom again.
        try bench.script.run("Part()")
        #expect(bench.recount == EntryCounts(phantoms: 1))
    }

    private func advance(_ sweep: inout Sweep, in bench: Bench) throws(EvictionError) -> Bool {
        try bench.interpreter.withGIL { (gil) throws(EvictionError) in
            try sweep.advance(budget: 0, holding: &gil) { _ in true }
        }
    }
}
