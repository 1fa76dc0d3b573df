import PythonSupport
import Testing

@testable import PythonBridge

@Suite("HostModule") @PythonThread
struct HostModuleTests {
    @Test("can be imported under its name, with its types and functions")
    func imports() throws {
        let bench = try Bench()
        try bench.script.run("import \(bench.moduleName) as module, sys")
        #expect(
            try bench.script.text("module is sys.modules['\(bench.moduleName)'], module.__name__")
                == "(True, '\(bench.moduleName)')")
        #expect(try bench.script.text("module.Part is Part, module.sweep()") == "(True, 'done')")
    }

    @Test("modules beside each other have registries of their own")
    func independent() throws {
        let (first, second) = try (Bench(), Bench())
        try first.script.run("kept.append(Worker())")
        try second.script.run("Part()")
        #expect(first.recount == EntryCounts(live: 1))
        #expect(second.recount == EntryCounts(phantoms: 1))
        #expect(try first.script.text("evict(bool), sweep()") == "(0, 'done')")
        #expect(second.recount == EntryCounts(phantoms: 1))
    }

    @Test(
        "a module that goes takes its registry along, also where wrappers form a cycle with it",
        arguments: [
            "pass", "Part()", "Worker()", "kept = [Part()]", "module.kept = [Part(), Crate()]",
            "class Kid(Part): all = []\nKid.all.append(Part())", "module.kept = Zombie.all = []; Zombie()",
            "Zombie.all = module.all = [Part(), module]; Zombie().module = module",
        ])
    func ends(statement: String) throws {
        let tally = Tally()
        let script = try Script(in: PythonThread.interpreter)
        weak let registry = try fill(script, with: statement, tally)
        script.forgetModule("ending")
        try script.run("globals().clear()")
        for _ in 0..<3 { script.collect() }
        #expect(tally.alive == 0)
        #expect(registry == nil)
    }

    /// Leaves the module as the only owner of its registry.
    private func fill(_ script: Script, with statement: String, _ tally: Tally) throws -> ObjectRegistry {
        let registry = try makeModule("ending", tally)
        try script.run(
            """
            import sys
            from ending import *
            module = sys.modules["ending"]
            class Worker(Part): pass
            class Zombie(Part):
                def __del__(self): Zombie.all.append(self)
            """)
        try script.run(statement)
        _ = try script.interpreter.withGIL { (gil) throws(EvictionError) in
            try registry.evictAbandoned(holding: &gil) { _ in true }
        }
        return registry
    }

    @Test("a wrapper that outlives its module is refused, not followed into freed memory")
    func outlived() throws {
        let tally = Tally()
        let script = try Script(in: PythonThread.interpreter)
        _ = try makeModule("ending", tally)
        try script.run(
            "import sys, gc, ending\nclass Worker(ending.Part): pass\nworker = Worker(); part = ending.Part()\ndel ending"
        )
        script.forgetModule("ending")
        script.collect()
        // The classes keep the module, and so its registry, as long as an instance is left.
        #expect(try script.text("worker.number, part.number") == "(7, 7)")
        try script.run("del worker, part, Worker")
        script.collect()
    }

    @Test("a class that a script takes out of the module is still the class of its host objects")
    func deletedClass() throws {
        let bench = try Bench()
        try bench.script.run(
            "import sys; witness = weakref.ref(Gauge); del Gauge, sys.modules['\(bench.moduleName)'].Gauge")
        bench.script.collect()
        try bench.expose(Gauge(), as: "gauge")
        #expect(try bench.script.text("gauge.read(), type(gauge) is witness()") == "(1.5, True)")
    }

    @Test("after its module is gone a registry shows nothing more to Python")
    func exposedAfter() throws {
        let tally = Tally()
        let script = try Script(in: PythonThread.interpreter)
        let registry = try makeModule("ending", tally)
        script.forgetModule("ending")
        script.collect()
        let crate = Crate(group: .free, tally: tally)
        #expect {
            try script.assign("crate", .host(crate, registry))
        } throws: { error in
            (error as? PythonError)?.summary == "ReferenceError: the module of Crate is gone"
        }
    }

    private func makeModule(_ name: String, _ tally: Tally) throws(PythonError) -> ObjectRegistry {
        let interpreter = PythonThread.interpreter
        return try interpreter.withGIL { (gil) throws(PythonError) in
            try HostModule.create(
                name, types: SampleTypes.all(tally), policy: LifetimePolicy(eviction: .sweep, owner: .host),
                in: interpreter, holding: &gil)
        }
    }
}
