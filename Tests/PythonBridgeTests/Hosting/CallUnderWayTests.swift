import PythonSupport
import Testing

@testable import PythonBridge
import Threading

/// What happens to an object while Python is inside one of its methods.
@Suite("Calls under way") @PythonThread
struct CallUnderWayTests {
    @Test(
        "an object that is evicted by force in the middle of its own calls lives until the last one ends",
        arguments: [1, 2, 126, 127, 128, 150], LifetimePolicy.Owner.allCases)
    func evictedInside(depth: Int, owner: LifetimePolicy.Owner) throws {
        let force = Force()
        let bench = try Bench(.sweep, owner: owner, functions: [force.function])
        force.registry = bench.registry
        try bench.script.run(
            """
            worker = Worker()
            enter = type(worker).call
            def descend(left):
                return enter(worker, lambda: descend(left - 1)) if left else force()
            """)
        force.alive = { bench.tally.alive }
        #expect(try bench.script.text("descend(\(depth))") == "1")
        #expect(bench.script.error("worker.number")?.hasPrefix("ReferenceError") == true)
        bench.drain()
        #expect(bench.tally.alive == 0)
    }

    @Test(
        "a new object in the slot of one that was evicted in the middle of its call is not touched by the end of it",
        arguments: LifetimePolicy.Owner.allCases)
    func slotTakenAgain(owner: LifetimePolicy.Owner) throws {
        let force = Force()
        let bench = try Bench(.sweep, owner: owner, functions: [force.function])
        force.registry = bench.registry
        force.alive = { bench.tally.alive }
        try bench.script.run(
            """
            def replace():
                force()
                kept.extend(Worker() for _ in range(3))
                return [w.number for w in kept]
            """)
        #expect(try bench.script.text("Worker().call(replace)") == "[7, 7, 7]")
        bench.drain()
        #expect(try bench.script.text("[w.number for w in kept]") == "[7, 7, 7]")
        #expect(bench.tally.alive == 3)
    }

    @Test("an object whose method runs is held, and leaves in the next sweep")
    func heldMeanwhile() throws {
        let bench = try Bench()
        // The method's own receiver is the only reference, and Python's frame holds it: nothing may be weakened.
        #expect(try bench.script.text("Worker().call(sweep)") == "done")
        #expect(bench.recount == EntryCounts(live: 1))
        try bench.sweep()
        #expect(bench.recount == EntryCounts())
    }
}

/// A function by which a script evicts everything by force.
private final class Force: Sendable {
    private struct State {
        weak var registry: ObjectRegistry?
        var alive: @Sendable () -> Int = { 0 }
    }

    // Weak: the registry's module keeps the function.
    private let state = Locked(State())

    var registry: ObjectRegistry? {
        get { state.withLock { $0.registry } }
        set { state.withLock { $0.registry = newValue } }
    }

    /// How many hosts there are.
    var alive: @Sendable () -> Int {
        get { state.withLock { $0.alive } }
        set { state.withLock { $0.alive = newValue } }
    }

    var function: HostMember {
        .function("force", "Evicts everything; how many hosts are left.", parameters: []) {
            [self] (gil, _) throws(PythonError) in
            do throws(EvictionError) {
                try registry?.evictAbandoned(reach: .forced, holding: &gil) { _ in true }
            } catch {
                throw .refused(error.summary)
            }
            gil.drain()
            return .int(alive())
        }
    }
}
