import PythonBridge
import PythonSupport
import Telemetry
import Testing

@testable import PlanEngine

@Suite("CleanupPass") @PythonThread
struct CleanupPassTests {
    @Test("the queue is emptied and the first batch swept in the same hold of the GIL")
    func oneHold() throws {
        let lab = try Lab()
        try lab.script.run("Step()")
        var waiting: PythonObject? = try lab.script.object("[]")
        try lab.interpreter.withGIL { (gil) throws(EvictionError) in
            #expect(waiting != nil)
            waiting = nil
            #expect(lab.registry.queuedReleases == 1)
            var pass = CleanupPass(Sweep(of: lab.registry), sweeps: true)
            let goesOn = try pass.advance(budget: .max, holding: &gil) { _ in true }
            #expect(!goesOn)
            var summary = SweepSummary()
            pass.conclude(into: &summary)
            #expect(summary.weakened == 1)
            #expect(summary.phases.sweep > 0 && summary.longestGILHold > 0)
        }
        #expect(lab.registry.queuedReleases == 0)
        #expect(lab.registry.census.entries == 0)
    }

    @Test("what is not to sweep only empties the queue")
    func drainsOnly() throws {
        let lab = try Lab()
        try lab.script.run("Step()")
        try lab.interpreter.withGIL { (gil) throws(EvictionError) in
            var pass = CleanupPass(Sweep(of: lab.registry), sweeps: false)
            let goesOn = try pass.advance(budget: .max, holding: &gil) { _ in true }
            #expect(!goesOn)
            var summary = SweepSummary()
            pass.conclude(into: &summary)
            #expect(summary.phases.sweep == 0)
        }
        #expect(lab.registry.census.entries == 1)
    }

    @Test("a pass without a budget makes progress in every hold and comes to an end")
    func noBudget() throws {
        let lab = try Lab()
        try lab.script.run("for _ in range(1000): Step()")
        var holds = 0
        var pass = CleanupPass(Sweep(of: lab.registry), sweeps: true)
        while try lab.interpreter.withGIL({ (gil) throws(EvictionError) in
            try pass.advance(budget: 0, holding: &gil) { _ in true }
        }) {
            holds += 1
            try #require(holds < 1_000)
        }
        #expect(holds > 1)
        #expect(lab.registry.census.entries == 0)
    }
}
