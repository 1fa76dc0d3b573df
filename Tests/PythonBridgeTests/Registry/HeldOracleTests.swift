import PythonSupport
import TestSupport
import Testing

@testable import PythonBridge

/// Trial deletion beside Python's own collector, on random graphs of wrappers and whatever can hold them.
@Suite("what a sweep calls held") @PythonThread
struct HeldOracleTests {
    @Test("is exactly what Python still reaches", arguments: RandomRun.seeds(12))
    func oracle(seed: UInt64) throws {
        let bench = try Bench()
        try bench.script.run(Self.script)
        for round in 0..<8 {
            try bench.script.run("tangle(\(seed), \(round))")
            try bench.sweep()
            // Nothing in use was touched: every host object that a root reaches answers.
            #expect(try bench.script.text("[w.stamp for w in reached() if w.number != 7]") == "[]")
            // Nothing was spared that only the bookkeeping kept: what a collection leaves is what is reached.
            bench.script.collect()
            let left = try bench.script.text("left()")
            #expect(left == "[]", "round \(round)")
            #expect(bench.counts == bench.recount)
        }
        try bench.script.run("roots.clear()")
        try bench.sweep()
        bench.script.collect()
        try bench.sweep()
        #expect(try bench.script.text("alive()") == "[]")
        #expect(bench.recount == EntryCounts())
    }

    @Test("is not what only hangs on itself, in any way that two objects can hang on each other")
    func unheld() throws {
        let bench = try Bench()
        try bench.script.run(Self.script)
        try bench.script.run(
            """
            for tie in TIES:
                first, second = node(), node()
                tie(first, second)
                tie(second, first)
            del first, second, tie
            """)
        let report = try bench.sweep()
        #expect(report.held == 0)
        bench.script.collect()
        #expect(try bench.script.text("alive()") == "[]")
    }

    @Test("is everything when more hangs on it than may be looked at, and not for ever")
    func undecided() throws {
        let bench = try Bench()
        try bench.script.run(
            """
            worker = Worker()
            worker.own = worker
            worker.state = [[n] for n in range(30_000)]
            witness = weakref.ref(worker)
            del worker
            """)
        var sweeps = 0
        while try bench.script.text("witness() is None") == "False", sweeps < 64 {
            var sweep = Sweep(of: bench.registry, isThorough: false)
            while try bench.interpreter.withGIL({ (gil) throws(EvictionError) in
                try sweep.advance(holding: &gil) { _ in true }
            }) {}
            if sweeps == 0 { #expect((sweep.report.held, sweep.report.undecided) == (1, 1)) }
            sweeps += 1
            bench.script.collect()
        }
        #expect(sweeps > 2)
        #expect(bench.recount.entries == bench.recount.phantoms)
    }

    @Test("is not what two plans hold of each other, where somebody waits for the answer")
    func plansHoldEachOther() throws {
        let bench = try Bench()
        for name in ["first", "second"] { try bench.expose(bench.newCrate(), as: name) }
        try bench.script.run(
            """
            one, two = Worker(), Worker()
            first.add(one); second.add(two)
            one.other, two.other = two, one
            one.plan, two.plan = first, second
            del first, second, one, two
            """)
        #expect(try bench.sweep().held == 0)
        bench.script.collect()
        try bench.sweep()
        #expect(bench.recount == EntryCounts())
        #expect(bench.tally.alive == 0)
    }

    @Test("is nothing of a chain of a hundred thousand that nobody refers to")
    func manyMembers() throws {
        let bench = try Bench()
        try bench.script.run(
            """
            worker = None
            for _ in range(100_000):
                made = Worker()
                made.next, worker = worker, made
            worker.own = worker
            del made, worker
            """)
        #expect(try bench.sweep().held == 0)
        bench.script.collect()
        try bench.sweep()
        #expect(bench.recount == EntryCounts())
    }

    @Test(
        "is told with its holder",
        arguments: [
            ("kept.append(worker)", " . kept [list] → Worker"),
            ("Worker.last = worker", " . Worker [type] . last → Worker"),
            ("kept.append({'gain': [worker]})", " . kept [list] [dict] . gain [list] → Worker"),
            ("holder = Worker(); holder.other = worker", " . holder [Worker] . other → Worker"),
            ("also = worker", " . also → Worker"),
        ])
    func chain(statement: String, ending: String) throws {
        let bench = try Bench()
        try bench.script.run("worker = Worker(); \(statement); del worker")
        let holders = bench.interpreter.withGIL { bench.registry.holders(holding: &$0) { _ in true } }
        #expect(holders.map(\.type) == ["Worker"])
        let chain = holders.first?.chain ?? ""
        #expect(chain.hasPrefix("module script") && chain.hasSuffix(ending), "\(chain)")
    }

    @Test("ends in native code or a frame where no module leads to it")
    func native() throws {
        let bench = try Bench()
        let worker = try bench.script.object("Worker()")
        let holders = bench.interpreter.withGIL { bench.registry.holders(holding: &$0) { _ in true } }
        #expect(
            holders == [Holders(type: "Worker", count: 1, chain: "native code or a running frame → Worker")])
        _ = consume worker
    }

    @Test("is taken all the same by a sweep that is forced, and its next access to the host is refused")
    func forced() throws {
        let bench = try Bench()
        try bench.script.run("kept.append(Worker())")
        let report = try bench.interpreter.withGIL { (gil) throws(EvictionError) in
            try bench.registry.evictAbandoned(reach: .forced, holding: &gil) { _ in true }
        }
        #expect((report.weakened, report.held) == (1, 0))
        #expect(bench.recount == EntryCounts(severed: 1))
        #expect(bench.script.error("kept[0].number")?.hasPrefix("ReferenceError") == true)
        #expect(try bench.script.text("kept[0].runs") == "0")
    }

    /// Ways in which one object can hold another, random graphs of them, and who is reached.
    private static let script = """
        import random, weakref, gc, functools, sys, types
        stamps = {}
        roots = []
        class Cell:
            pass
        class Slotted:
            __slots__ = ("value",)
        def node():
            made = Worker()
            made.stamp = len(stamps)
            made.ties = []
            stamps[made.stamp] = weakref.ref(made)
            return made
        def by_attribute(a, b): setattr(a, f"other{b.stamp}", b)
        def by_list(a, b): a.ties.append([b])
        def by_tuple(a, b): a.ties.append((b, b))
        def by_dict(a, b): a.ties.append({"key": b, b: 1})
        def by_set(a, b): a.ties.append({b})
        def by_closure(a, b): a.ties.append(lambda: b)
        def by_default(a, b): a.ties.append(lambda other=b: other)
        def by_method(a, b): a.ties.append(b.work)
        def by_partial(a, b): a.ties.append(functools.partial(print, b))
        def by_instance(a, b):
            cell = Cell()
            cell.value = b
            a.ties.append(cell)
        def by_slots(a, b):
            slotted = Slotted()
            slotted.value = b
            a.ties.append(slotted)
        def by_iterator(a, b): a.ties.append(iter([b]))
        def by_generator(a, b):
            def generate(): yield b
            started = generate()
            next(started)
            a.ties.append(started)
        def by_exception(a, b):
            try: raise ValueError(b)
            except ValueError as error: a.ties.append(error.with_traceback(None))
        def by_proxy(a, b): a.ties.append(types.MappingProxyType({"b": b}))
        TIES = [value for name, value in list(globals().items()) if name.startswith("by_")]
        def tangle(seed, round):
            chance = random.Random(seed * 1000 + round)
            nodes = [ref() for ref in stamps.values()]
            nodes = [one for one in nodes if one is not None and chance.random() < 0.5]
            nodes += [node() for _ in range(chance.randrange(1, 30))]
            for _ in range(len(nodes) * 2):
                chance.choice(TIES)(chance.choice(nodes), chance.choice(nodes))
            roots[:] = [root for root in roots if chance.random() < 0.6]
            for _ in range(chance.randrange(0, 4)):
                holder = node() if chance.random() < 0.3 else chance.choice(nodes)
                roots.append(chance.choice([lambda h: h, lambda h: [h], lambda h: lambda: h])(holder))
        def reached():
            # Like the collector, but from the roots: everything that refers, followed to the workers.
            seen, found, todo = set(), [], [roots]
            while todo:
                one = todo.pop()
                if id(one) in seen or isinstance(one, (type, types.ModuleType)) or one is globals():
                    continue
                seen.add(id(one))
                if isinstance(one, Worker): found.append(one)
                todo.extend(gc.get_referents(one))
            return found
        def left():
            return [
                (one, sys.getrefcount(stamps[one]()), [str(ref)[:90] for ref in gc.get_referrers(stamps[one]())])
                for one in sorted(set(alive()) ^ {w.stamp for w in reached()})
            ]
        def alive(): return sorted(stamp for stamp, ref in stamps.items() if ref() is not None)

        """
}
