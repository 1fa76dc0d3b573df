import PythonSupport
import Testing
import Threading

@testable import PythonBridge

@Suite("Threads and host objects") @PythonThread
struct ThreadTests {
    @Test(
        "threads that use a host object after its eviction get ReferenceError",
        arguments: LifetimePolicy.evicting)
    func afterEviction(policy: LifetimePolicy) throws {
        let bench = try Bench(policy.eviction, owner: policy.owner)
        try bench.script.run(
            """
            import threading
            class Zombie(Part):
                def __del__(self): kept.append(self)
            for _ in range(50): Zombie()
            sweep()
            refused = []
            def use():
                for zombie in kept:
                    for access in (lambda: zombie.number, lambda: zombie.add(1), lambda: setattr(zombie, "name", "x")):
                        try: access()
                        except ReferenceError: refused.append(1)
            threads = [threading.Thread(target=use) for _ in range(4)]
            for thread in threads: thread.start()
            for thread in threads: thread.join()
            """)
        #expect(try bench.script.text("len(refused)") == "600")
        #expect(bench.counts == bench.recount)
    }

    @Test(
        "Python threads that make, use and drop objects meet sweeps in every state",
        arguments: LifetimePolicy.all)
    func busy(policy: LifetimePolicy) throws {
        let bench = try Bench(policy.eviction, owner: policy.owner)
        try bench.script.run(
            """
            import sys, threading, time
            sys.setswitchinterval(1e-5)
            failures = []
            stop = threading.Event()
            def churn():
                mine = []
                try:
                    while not stop.is_set():
                        worker = Worker(); worker.tag = worker.add(1, 2); mine.append(worker); Part().name = "x"
                        if len(mine) > 20: del mine[:10]
                        for other in mine:
                            if other.tag != 3 or other.number != 7: failures.append("wrong state")
                        worker.work()
                except BaseException as error: failures.append(repr(error))
            threads = [threading.Thread(target=churn) for _ in range(3)]
            for thread in threads: thread.start()
            """)
        for _ in 0..<60 {
            _ = try? bench.sweep()  // Refused under never, which is a case of this test.
            bench.script.collect()
        }
        try bench.script.run(
            "stop.set()\nfor thread in threads: thread.join()\nsys.setswitchinterval(0.005); del threads, thread"
        )
        #expect(try bench.script.text("failures") == "[]")
        #expect(bench.counts == bench.recount)
        bench.registry.policy.eviction = .sweep
        try bench.sweep()
        #expect(bench.recount == EntryCounts())
        #expect(bench.tally.alive == 0)
    }

    @Test(
        "Swift threads that let the last owner go race with sweeps",
        arguments: LifetimePolicy.Eviction.evicting)
    func lastOwners(eviction: LifetimePolicy.Eviction) throws {
        let bench = try Bench(eviction)
        for _ in 0..<20 {
            try bench.script.run(
                "workers = [Worker() for _ in range(64)]; witnesses = [weakref.ref(w) for w in workers]")
            let boxes = try (0..<64).map { Box(try bench.host("workers[\($0)]")) }
            try bench.script.run("del workers")
            let threads = (0..<4).map { part in
                DedicatedThread(name: "owner \(part)") {
                    for box in boxes[part * 16..<part * 16 + 16] { box.empty() }
                }
            }
            for _ in 0..<4 {
                try bench.sweep()
                // What a weak reference still finds is live, parked or severed, never freed.
                try bench.script.run(
                    """
                    for witness in witnesses:
                        worker = witness()
                        if worker is not None:
                            worker.runs
                            try: worker.number
                            except ReferenceError: pass
                    del worker
                    """)
            }
            for thread in threads { #expect(thread.join(nanoseconds: 20_000_000_000)) }
            for _ in 0..<2 { try bench.sweep() }
            #expect(bench.recount == EntryCounts())
            #expect(bench.counts == bench.recount)
        }
        #expect(bench.tally.alive == 0)
    }

    @Test("a thread that Python starts may be the one that sweeps")
    func sweeper() throws {
        let bench = try Bench()
        try bench.script.run(
            """
            import threading
            for _ in range(100): Worker(); Part()
            thread = threading.Thread(target=sweep); thread.start(); thread.join()
            """)
        #expect(bench.recount == EntryCounts())
    }
}
