import PythonSupport
import Testing

@testable import PythonBridge

@Suite("Finalisers during sweeps") @PythonThread
struct FinaliserTests {
    @Test(
        "a sweep that __del__ asks for returns at once, and the outer one goes on",
        arguments: LifetimePolicy.evicting)
    func nested(policy: LifetimePolicy) throws {
        let bench = try Bench(policy.eviction, owner: policy.owner)
        try bench.script.run(
            """
            answers = []
            class Asking(Part):
                def __del__(self): answers.append(sweep())
            for _ in range(600): Asking()
            """)
        let report = try bench.sweep()
        #expect(report.weakened == 600)
        #expect(try bench.script.text("set(answers), len(answers)") == "({'nested'}, 600)")
        #expect(bench.recount == EntryCounts())
        #expect(bench.counts == bench.recount)
        #expect(try bench.script.text("sweep()") == "done")
    }

    @Test("__del__ may use its host object, or is told that it is gone", arguments: LifetimePolicy.evicting)
    func access(policy: LifetimePolicy) throws {
        let bench = try Bench(policy.eviction, owner: policy.owner)
        try bench.script.run(
            """
            seen = []
            class Asking(Part):
                def __del__(self):
                    try: seen.append(self.number)
                    except ReferenceError: seen.append("gone")
            for _ in range(10): Asking()
            """)
        try bench.sweep()
        #expect(try bench.script.text("len(seen), set(seen) <= {7, 'gone'}") == "(10, True)")
        #expect(bench.recount == EntryCounts())
    }

    @Test(
        "a wrapper that resurrects itself is severed, not live, and leaves in the end",
        arguments: LifetimePolicy.evicting)
    func resurrected(policy: LifetimePolicy) throws {
        let bench = try Bench(policy.eviction, owner: policy.owner)
        try bench.script.run("class Zombie(Part):\n    def __del__(self): kept.append(self)\nZombie().x = 5")
        try bench.sweep()
        #expect(bench.tally.alive == 0)
        #expect(bench.recount.live == 0)
        #expect(bench.counts == bench.recount)
        #expect(try bench.script.text("kept[0].x") == "5")
        #expect(bench.script.error("kept[0].number")?.hasPrefix("ReferenceError: ") == true)
        try bench.script.run("kept.clear()")
        try bench.sweep()
        #expect(bench.recount == EntryCounts())
    }

    @Test("new objects that __del__ makes are entries like any other", arguments: LifetimePolicy.evicting)
    func creating(policy: LifetimePolicy) throws {
        let bench = try Bench(policy.eviction, owner: policy.owner)
        try bench.script.run(
            """
            class Heir(Part):
                def __del__(self):
                    kept.append(Worker()); Part(); Worker()
            for _ in range(300): Heir()
            """)
        try bench.sweep()
        #expect(try bench.script.text("len(kept), all(w.number == 7 for w in kept)") == "(300, True)")
        #expect(bench.counts == bench.recount)
        try bench.script.run("kept.clear()")
        try bench.sweep()
        #expect(bench.recount == EntryCounts())
        #expect(bench.tally.alive == 0)
    }

    @Test("a __del__ that raises stops nothing", arguments: LifetimePolicy.evicting)
    func raising(policy: LifetimePolicy) throws {
        let bench = try Bench(policy.eviction, owner: policy.owner)
        // What Python cannot raise it reports; not on this process's standard error.
        try bench.script.run(
            """
            import sys
            unraised = []
            sys.unraisablehook = lambda hook: unraised.append(hook.exc_type)
            class Raising(Part):
                def __del__(self): raise KeyError
            for _ in range(10): Raising()
            """)
        try bench.sweep()
        try bench.script.run("sys.unraisablehook = sys.__unraisablehook__")
        #expect(try bench.script.text("unraised == [KeyError] * 10") == "True")
        #expect(bench.recount == EntryCounts())
    }

    @Test("weak references are cleared and their callbacks called", arguments: LifetimePolicy.evicting)
    func callbacks(policy: LifetimePolicy) throws {
        let bench = try Bench(policy.eviction, owner: policy.owner)
        try bench.script.run(
            """
            called = []
            workers = [Worker() for _ in range(5)]
            witnesses = [weakref.ref(w, lambda ref: called.append((ref() is None, sweep()))) for w in workers]
            weakref.finalize(workers[0], called.append, "finalised")
            by_weak_key = weakref.WeakKeyDictionary({w: 1 for w in workers})
            del workers
            """)
        try bench.sweep()
        #expect(try bench.script.text("called.count((True, 'nested')), 'finalised' in called") == "(5, True)")
        #expect(try bench.script.text("len(by_weak_key)") == "0")
        #expect(bench.recount == EntryCounts())
    }

    @Test("a finaliser that gives the GIL away to a thread that sweeps does no harm")
    func givesAway() throws {
        let bench = try Bench()
        try bench.script.run(
            """
            import threading, time
            answers = []
            class Slow(Part):
                def __del__(self):
                    thread = threading.Thread(target=lambda: answers.append(sweep()))
                    thread.start(); thread.join()
            for _ in range(20): Slow()
            """)
        try bench.sweep()
        #expect(try bench.script.text("len(answers), set(answers) <= {'done', 'nested'}") == "(20, True)")
        #expect(bench.recount == EntryCounts())
        #expect(bench.counts == bench.recount)
        #expect(bench.tally.alive == 0)
        try bench.script.run("Part()")
        #expect(bench.recount == EntryCounts(phantoms: 1))
    }
}
