import PythonBridge
import PythonSupport
import Telemetry
import Testing

@testable import PlanEngine

@Suite("A plan that runs again and again") @PythonThread
struct ReuseTests {
    @Test(
        "its steps keep identity and state through sweeps and collections",
        arguments: [Preset.sweep, .prompt],
        ["pass", "step.me = step", "step.plan = plan", "step.late = step.Run", "step.peers = [step]"])
    func keeps(preset: Preset, tangle: String) throws {
        let lab = try Lab(preset)
        try lab.script.run(
            """
            class Counting(Step):
                def __init__(self):
                    super().__init__()
                    self.runs, self.numbers = 0, set()
                def Run(self):
                    self.runs += 1
                    self.numbers.add(id(self))
            plan = make(Counting(), Counting())
            for step in plan.ChildTestSteps:
                \(tangle)
            del step
            """)
        for _ in 0..<5 {
            try lab.run("plan")
            try lab.sweep()
            lab.script.collect()
            try lab.sweep()
        }
        #expect(
            try lab.script.text("[(step.runs, len(step.numbers)) for step in plan.ChildTestSteps]")
                == "[(5, 1), (5, 1)]")
        #expect(lab.registry.census.identityLosses == 0)
        try lab.script.run("del plan")
        lab.interpreter.withGIL { lab.monitor.finalCycle(holding: &$0) }
        #expect(lab.registry.census.entries == 0)
        #expect(lab.registry.census.hostsCreated == lab.registry.census.hostsDeinitialised)
    }

    @Test("with the registry as owner the state is lost with every sweep between runs, and that is counted")
    func loses() throws {
        let lab = try Lab()
        lab.monitor.set(.owner("registry"))
        try lab.script.run(
            """
            class Counting(Step):
                def Run(self):
                    self.runs = getattr(self, "runs", 0) + 1
                    trail.append(self.runs)
            plan = make(Counting())
            """)
        for _ in 0..<3 {
            try lab.run("plan")
            try lab.run("plan")
            try lab.sweep()
        }
        #expect(try lab.script.text("[n for n in trail if type(n) is int]") == "[1, 2, 1, 2, 1, 2]")
        #expect(lab.registry.census.identityLosses == 2)
    }
}
