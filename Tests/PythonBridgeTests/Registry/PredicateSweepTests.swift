import PythonSupport
import Testing

@testable import PythonBridge

@Suite("Sweep by a Python predicate") @PythonThread
struct PredicateSweepTests {
    @Test("releases what the predicate names and nothing else", arguments: LifetimePolicy.evicting)
    func chosen(policy: LifetimePolicy) throws {
        let bench = try Bench(policy.eviction, owner: policy.owner)
        try bench.script.run("for n in range(10): Worker().runs = n")
        #expect(try bench.script.text("evict(lambda w: w.runs % 2)") == "5")
        #expect(bench.recount == EntryCounts(live: 5))
        #expect(
            try bench.script.text("sorted({w.runs for w in gc.get_objects() if type(w) is Worker})")
                == "[0, 2, 4, 6, 8]")
    }

    @Test(
        "takes any truth, and any callable",
        arguments: [
            ("lambda w: 1", "3"), ("lambda w: []", "0"), ("lambda w: None", "0"), ("bool", "3"),
            ("[].append", "0"),
            ("type('C', (), {'__call__': lambda self, w: True})()", "3"),
        ])
    func callables(predicate: String, expected: String) throws {
        let bench = try Bench()
        try bench.script.run("for _ in range(3): Worker()")
        #expect(try bench.script.text("evict(\(predicate))") == expected)
    }

    @Test("spares what is held, whatever the predicate says")
    func held() throws {
        let bench = try Bench()
        try bench.script.run("kept.append(Worker()); Worker()")
        #expect(try bench.script.text("evict(bool)") == "1")
        #expect(try bench.script.text("kept[0].number") == "7")
    }

    @Test(
        "a predicate that raises releases nothing, and what it raised comes out",
        arguments: [
            ("lambda w: 1 / 0", "ZeroDivisionError: division by zero"),
            ("lambda w: 1 / (w.runs - 5) or True", "ZeroDivisionError: division by zero"),
            ("lambda: True", "TypeError: "), ("5", "TypeError: 'int' object is not callable"),
            ("lambda w: type('Odd', (), {'__bool__': lambda self: 5})()", "TypeError: "),
            ("lambda w: (_ for _ in ()).throw(KeyboardInterrupt)", "KeyboardInterrupt"),
        ])
    func raises(predicate: String, expected: String) throws {
        let bench = try Bench()
        try bench.script.run("for n in range(10): Worker().runs = n")
        let error = try #require(bench.script.error("evict(\(predicate))"))
        #expect(error.hasPrefix(expected))
        #expect(bench.recount == EntryCounts(live: 10))
    }

    @Test(
        "a predicate that sweeps, or asks for itself, neither recurses nor harms",
        arguments: [
            "lambda w: sweep() and False", "lambda w: sweep() and True", "lambda w: evict(bool) and True",
        ])
    func evicting(predicate: String) throws {
        let bench = try Bench()
        try bench.script.run("for _ in range(10): Worker()")
        #expect(bench.script.error("evict(\(predicate))") == nil)
        #expect(bench.counts == bench.recount)
        try bench.sweep()
        #expect(bench.recount == EntryCounts())
        #expect(bench.tally.alive == 0)
    }

    @Test("a wrapper that is being taken apart is not shown to a predicate that its own state asks")
    func dying() throws {
        let bench = try Bench()
        try bench.script.run(
            """
            seen = []
            class Guard:
                def __del__(self): evict(lambda worker: seen.append(worker))
            crate, worker = Crate(), Worker()
            worker.guard = Guard()
            crate.add(worker)
            """)
        let crate = Box(try bench.host("crate", as: Crate.self))
        try bench.script.run("del crate, worker")
        try bench.sweep()
        #expect(bench.recount == EntryCounts(parked: 1))
        crate.empty()
        bench.drain()
        #expect(try bench.script.text("seen") == "[]")
        try bench.sweep()
        #expect(bench.recount == EntryCounts())
        #expect(bench.wrappers == 0)
        #expect(bench.tally.alive == 0)
    }

    @Test("a predicate that asks for a sweep with itself is answered at once")
    func recursive() throws {
        let bench = try Bench()
        try bench.script.run(
            """
            depth = deepest = 0
            def predicate(worker):
                global depth, deepest
                depth += 1; deepest = max(deepest, depth)
                evict(predicate)
                depth -= 1
                return True
            for _ in range(5): Worker()
            """)
        #expect(bench.script.error("evict(predicate)") == nil)
        #expect(try bench.script.text("deepest") == "1")
        #expect(bench.recount == EntryCounts())
    }

    @Test("a predicate may drop, make and keep objects")
    func changing() throws {
        let bench = try Bench()
        try bench.script.run(
            """
            kept.extend(Worker() for _ in range(100))
            saved = []
            def predicate(worker):
                if kept: kept.pop()
                Part(); Worker()
                if len(saved) < 10: saved.append(worker)
                return True
            """)
        #expect(bench.script.error("evict(predicate)") == nil)
        #expect(bench.counts == bench.recount)
        #expect(try bench.script.text("[w.number for w in saved] == [7] * 10") == "True")
        try bench.script.run("saved.clear(); kept.clear()")
        try bench.sweep()
        #expect(bench.recount == EntryCounts())
    }

    @Test("the predicate sees every object that has a wrapper, and no phantom")
    func complete() throws {
        let bench = try Bench()
        try bench.expose(Gauge(), as: "gauge")
        try bench.script.run(
            "kept.append(Worker()); Part(); seen = []; evict(lambda o: seen.append(type(o).__name__))")
        #expect(try bench.script.text("sorted(seen)") == "['Gauge', 'Worker']")
    }

    @Test("what belongs to no group that ends is never released")
    func global() throws {
        let bench = try Bench()
        let gauge = Gauge()
        try bench.expose(gauge, as: "gauge")
        #expect(try bench.script.text("evict(bool)") == "0")
        #expect(bench.strength(of: gauge) == .strong)
    }

    @Test("under never it is refused before the predicate is asked")
    func never() throws {
        let bench = try Bench(.never)
        try bench.script.run("Worker()")
        #expect(try bench.script.text("evict(lambda w: 1 / 0)") == "never")
    }

    @Test("entries are counted by the name of their class")
    func byType() throws {
        let bench = try Bench()
        try bench.script.run("kept.extend([Worker(), Worker(), Crate()]); Part()")
        let registry = bench.registry
        let counts = bench.interpreter.withGIL { registry.entriesByType(holding: &$0) }
        #expect(counts == ["Worker": 2, "sample.Crate": 1, "phantom": 1])
    }
}
