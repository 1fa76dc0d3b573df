import PythonBridge
import PythonSupport
import Telemetry
import Threading

@testable import PlanEngine

/// An engine for one test: the module `phantop`, a monitor with its thread, a runner, and a script that uses them.
final class Lab {
    let script: Script
    let registry: ObjectRegistry
    let context: PlanContext
    let monitor: MemoryMonitor
    let runner: PlanRunner
    let control = RunControl()
    let progress = RunProgress()
    private let ring = Ring<Event>(capacity: 4096)
    private var isFinished = false

    /// - Parameter interval: seconds between two sweeps.
    init(_ preset: Preset = .sweep, interval: Double = 3600) throws {
        let interpreter = PythonThread.interpreter
        let journal = Journal(clock: SessionClock(), into: ring)
        let (context, settings) = (PlanContext(journal: journal), Settings(preset, interval: interval))
        self.context = context
        registry = try interpreter.withGIL { (gil) throws(PythonError) in
            try context.loadEnumerations(holding: &gil)
            return try HostModule.create(
                "phantop", types: PlanTypes.all(in: context), functions: ScriptFunctions.all(in: context),
                policy: settings.policy, in: interpreter, holding: &gil)
        }
        monitor = MemoryMonitor(
            interpreter: interpreter, registry: registry, settings: settings, journal: journal)
        context.monitor = monitor
        let parts = (registry, control, progress, monitor)
        runner = try interpreter.withGIL { (gil) throws(PythonError) in
            try PlanRunner(
                registry: parts.0, control: parts.1, progress: parts.2, journal: journal, monitors: [parts.3],
                holding: &gil)
        }
        script = try Script(in: interpreter)
        try script.run(Self.preparation)
    }

    deinit {
        finish()
        context.monitor = nil
        for module in ["phantop", "_phantop_enumerations", "_phantop_workload"] {
            script.forgetModule(module)
        }
    }

    /// `trail` collects what steps say, `make(*steps)` makes a plan of them.
    private static let preparation = """
        import gc, weakref
        from phantop import *
        from _phantop_enumerations import *
        trail = []

        class Step(TestStep):
            def __init__(self, name="", *children):
                super().__init__()
                if name: self.Name = name
                for child in children: self.ChildTestSteps.Add(child)
            def PrePlanRun(self): trail.append("pre " + self.Name)
            def Run(self): trail.append("run " + self.Name); self.RunChildSteps()
            def PostPlanRun(self): trail.append("post " + self.Name)

        class Saying(Step):
            def __init__(self, verdict, name=""):
                super().__init__(name)
                self.says = verdict
            def Run(self):
                trail.append("run " + self.Name)
                self.UpgradeVerdict(self.says)

        def make(*steps):
            plan = TestPlan()
            for step in steps: plan.ChildTestSteps.Add(step)
            return plan

        """

    var interpreter: Interpreter { script.interpreter }

    /// The plan that an expression gives.
    func plan(_ expression: String) throws(PythonError) -> TestPlan { try host(expression) }

    /// The host object behind the value of an expression.
    func host<Host: HostObject>(_ expression: String) throws(PythonError) -> Host {
        let object = try script.object(expression)
        defer { interpreter.withGIL { $0.drain() } }
        return try interpreter.withGIL { (gil) throws(PythonError) in
            guard let host = try registry.host(of: object, holding: &gil) as? Host else {
                throw .type("\(expression) is no \(Host.self)")
            }
            return host
        }
    }

    /// Runs the plan that an expression gives.
    @discardableResult
    func run(_ expression: String) throws(PythonError) -> PlanRun {
        let plan = try plan(expression)
        return interpreter.withGIL { gil in
            defer { gil.drain() }
            return runner.run(plan, holding: &gil)
        }
    }

    /// Sweeps as a script would.
    @discardableResult
    func sweep() throws(EvictionError) -> SweepSummary {
        try interpreter.withGIL { (gil) throws(EvictionError) in try monitor.sweep(.script, holding: &gil) }
    }

    /// Everything that has happened.
    var events: [Event.Kind] { ring.read(from: 0).elements.map(\.kind) }

    /// The log.
    var log: [LogLine] {
        events.compactMap { if case .logged(let line) = $0 { line } else { nil } }
    }

    /// The cleanup cycles that have ended.
    var cycles: [SweepSummary] {
        events.compactMap { if case .swept(let summary) = $0 { summary } else { nil } }
    }

    /// Ends the sweep thread.
    /// - Returns: whether it ended in time.
    @discardableResult
    func finish() -> Bool {
        if isFinished { return true }
        isFinished = true
        return interpreter.withGIL { monitor.finish(holding: &$0) }
    }
}
