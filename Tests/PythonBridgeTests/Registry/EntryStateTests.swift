import PythonSupport
import Testing
import Threading

@testable import PythonBridge

@Suite("States of an entry") @PythonThread
struct EntryStateTests {
    @Test("what Python holds is live", arguments: LifetimePolicy.all)
    func live(policy: LifetimePolicy) throws {
        let bench = try Bench(policy.eviction, owner: policy.owner)
        try bench.script.run("kept.extend([Worker(), Part(), Crate()])")
        #expect(bench.recount == EntryCounts(live: 3))
        #expect(bench.counts == bench.recount)
    }

    @Test(
        "a plain wrapper that Python drops becomes a phantom, under prompt it leaves",
        arguments: LifetimePolicy.all)
    func plainDropped(policy: LifetimePolicy) throws {
        let bench = try Bench(policy.eviction, owner: policy.owner)
        try bench.script.run("part = Part(); del part")
        #expect(bench.recount == EntryCounts(phantoms: policy.eviction == .prompt ? 0 : 1))
        #expect(bench.counts == bench.recount)
        #expect(bench.tally.alive == 0)
    }

    @Test(
        "the host object of a dropped plain wrapper lives on if Swift owns it", arguments: LifetimePolicy.all)
    func plainOwned(policy: LifetimePolicy) throws {
        let bench = try Bench(policy.eviction, owner: policy.owner)
        let crate = bench.newCrate()
        try bench.expose(crate, as: "crate")
        try bench.script.run("del crate")
        #expect(strengthIsGone(crate, in: bench))
        #expect(bench.recount == EntryCounts(phantoms: policy.eviction == .prompt ? 0 : 1))
        #expect(bench.tally.alive == 1)
    }

    @Test("a derived wrapper that Python drops stays live until a sweep", arguments: LifetimePolicy.all)
    func derivedDropped(policy: LifetimePolicy) throws {
        let bench = try Bench(policy.eviction, owner: policy.owner)
        try bench.script.run("witness = weakref.ref(Worker())")
        #expect(bench.recount == EntryCounts(live: 1))
        #expect(try bench.script.text("witness().runs") == "0")
    }

    @Test(
        "a sweep parks what Swift owns, and the next access makes it live again",
        arguments: LifetimePolicy.Eviction.evicting)
    func parked(eviction: LifetimePolicy.Eviction) throws {
        let bench = try Bench(eviction)
        let (crate, _) = try crateWithWorker(in: bench)
        try bench.sweep()
        #expect(bench.recount == EntryCounts(parked: 1))
        #expect(bench.counts == bench.recount)
        try bench.script.run("worker = witness()")
        #expect(bench.recount == EntryCounts(parked: 1))
        #expect(try bench.script.text("worker.number, worker.runs") == "(7, 0)")
        #expect(bench.recount == EntryCounts(live: 1))
        #expect(bench.counts == bench.recount)
        withExtendedLifetime(crate) {}
    }

    @Test("being called from Swift does not need a live entry", arguments: LifetimePolicy.Eviction.evicting)
    func parkedCall(eviction: LifetimePolicy.Eviction) throws {
        let bench = try Bench(eviction)
        let (crate, part) = try crateWithWorker(in: bench)
        try bench.sweep()
        #expect(try bench.call("work", on: part) == "python")
        #expect(try bench.script.text("witness().runs") == "1")
        withExtendedLifetime(crate) {}
    }

    @Test(
        "a parked object that Swift lets go leaves with its wrapper",
        arguments: LifetimePolicy.Eviction.evicting)
    func parkedEnds(eviction: LifetimePolicy.Eviction) throws {
        let bench = try Bench(eviction)
        var held: (Crate, Part)? = try crateWithWorker(in: bench)
        try bench.sweep()
        #expect(held?.1.number == 7)
        held = nil
        #expect(bench.tally.alive == 0)
        try bench.sweep()
        #expect(bench.recount == EntryCounts())
        #expect(try bench.script.text("witness()") == "None")
    }

    @Test(
        "a parked object whose last Swift owner leaves is severed while Python holds it",
        arguments: LifetimePolicy.Eviction.evicting)
    func severed(eviction: LifetimePolicy.Eviction) throws {
        let bench = try Bench(eviction)
        try makeSevered(in: bench)
        #expect(bench.recount == EntryCounts(severed: 1))
        #expect(bench.counts == bench.recount)
        try bench.script.run("del worker")
        try bench.sweep()
        #expect(bench.recount == EntryCounts())
        #expect(bench.counts == bench.recount)
    }

    @Test("the last Swift owner may leave on any thread", arguments: LifetimePolicy.Eviction.evicting)
    func severedElsewhere(eviction: LifetimePolicy.Eviction) throws {
        let bench = try Bench(eviction)
        try makeParked(in: bench) { box in
            let thread = DedicatedThread(name: "elsewhere") { box.empty() }
            #expect(thread.join(nanoseconds: 20_000_000_000))
        }
        #expect(bench.tally.alive == 0)
        bench.drain()
        #expect(bench.recount == EntryCounts(severed: 1))
    }

    @Test(
        "host access to a severed wrapper raises ReferenceError with its class, before and after the queue is drained",
        arguments: [
            "worker.number", "worker.name", "worker.name = 'x'", "worker.add(1)", "Part.add(worker, 1)",
        ])
    func severedAccess(statement: String) throws {
        let bench = try Bench()
        try makeParked(in: bench) { $0.empty() }
        let expected =
            "ReferenceError: the host object of this Worker is gone: its plan is over and it was swept"
        do throws(PythonError) {
            _ = try bench.interpreter.withGIL { (gil) throws(PythonError) in
                try bench.script.run(statement)
            }
        } catch {
            #expect(error.summary == expected)
        }
        bench.drain()
        #expect(bench.script.error(statement) == expected)
    }

    @Test(
        "what is Python's own still works on a severed wrapper",
        arguments: [
            ("repr(worker).endswith('>')", "True"), ("hash(worker) == hash(worker)", "True"),
            ("worker == worker", "True"),
            ("worker == 5", "False"), ("worker.runs", "0"), ("isinstance(worker, Part)", "True"),
            ("bool(worker)", "True"),
            ("worker.__dict__", "{'runs': 0}"), ("{worker: 1}[worker]", "1"),
            ("weakref.ref(worker)() is worker", "True"),
            ("setattr(worker, 'runs', 5) or worker.runs", "5"), ("str(worker) == repr(worker)", "True"),
        ])
    func severedOwn(expression: String, expected: String) throws {
        let bench = try Bench()
        try makeSevered(in: bench)
        #expect(try bench.script.text(expression) == expected)
    }

    @Test("a severed wrapper as an argument raises ReferenceError, not TypeError")
    func severedArgument() throws {
        let bench = try Bench()
        try makeSevered(in: bench)
        #expect(bench.script.error("Crate().add(worker)")?.hasPrefix("ReferenceError: ") == true)
    }

    /// A crate that Swift owns with a part whose wrapper only the bookkeeping reference keeps.
    private func crateWithWorker(in bench: Bench) throws -> (Crate, Part) {
        let crate = bench.newCrate()
        try bench.script.run("worker = Worker()")
        let part = try bench.host("worker")
        bench.interpreter.withGIL { crate.add(part, holding: &$0) }
        try bench.script.run("witness = weakref.ref(worker); del worker")
        return (crate, part)
    }

    /// Parks a worker, takes a reference in Python, and hands its only Swift owner to the body.
    private func makeParked(in bench: Bench, _ release: (Box<Part>) -> Void) throws {
        try bench.script.run("worker = Worker(); witness = weakref.ref(worker)")
        let box = Box(try bench.host("worker"))
        try bench.script.run("del worker")
        try bench.sweep()
        try bench.script.run("worker = witness()")
        release(box)
    }

    private func makeSevered(in bench: Bench) throws {
        try makeParked(in: bench) { $0.empty() }
        bench.drain()
    }

    private func strengthIsGone(_ host: HostObject, in bench: Bench) -> Bool {
        bench.strength(of: host) == nil
    }
}
