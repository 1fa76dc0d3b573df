import OpenTAP
import PythonBridge
import PythonSupport
import Telemetry
import Testing

@testable import PlanEngine

/// The modules that OpenTAP's plugins import, for one test, with a script that uses them.
final class Station {
    let script: Script
    let registry: ObjectRegistry
    let monitor: MemoryMonitor
    private let context: PlanContext
    private let runner: PlanRunner
    private let ring = Ring<Event>(capacity: 4096)
    /// Python's own streams, which the modules replace.
    private let streams: [PythonObject]

    init() throws {
        let interpreter = PythonThread.interpreter
        let journal = Journal(clock: SessionClock(), into: ring)
        let (context, settings) = (PlanContext(journal: journal), Settings(.sweep, interval: 30))
        self.context = context
        (registry, streams) = try interpreter.withGIL { (gil) throws(PythonError) in
            try context.loadEnumerations(holding: &gil)
            let registry = try HostModule.create(
                "phantop", types: PlanTypes.all(in: context), functions: ScriptFunctions.all(in: context),
                policy: settings.policy, in: interpreter, holding: &gil)
            let sys = try gil.module("sys")
            let streams = [
                try sys.attribute("stdout", holding: &gil), try sys.attribute("stderr", holding: &gil),
            ]
            try OpenTAPModules.load(holding: &gil)
            return (registry, streams)
        }
        let monitor = MemoryMonitor(
            interpreter: interpreter, registry: registry, settings: settings, journal: journal)
        (self.monitor, context.monitor) = (monitor, monitor)
        let registry = registry
        runner = try interpreter.withGIL { (gil) throws(PythonError) in
            try PlanRunner(
                registry: registry, control: RunControl(), progress: RunProgress(), journal: journal,
                monitors: [monitor], holding: &gil)
        }
        script = try Script(in: interpreter)
        try script.run("from opentap import *")
    }

    deinit {
        let streams = streams
        script.interpreter.withGIL { gil in
            _ = monitor.finish(holding: &gil)
            // A stream that cannot be put back stays the log's, which takes everything.
            try? gil.module("sys").setAttribute("stdout", to: .object(streams[0]), holding: &gil)
            try? gil.module("sys").setAttribute("stderr", to: .object(streams[1]), holding: &gil)
        }
        context.monitor = nil
        for module in [
            "phantop", "_phantop_enumerations", "System", "clr", "OpenTap", "opentap", "_phantop_process",
        ] {
            script.forgetModule(module)
        }
    }

    /// The log.
    var log: [LogLine] {
        ring.read(from: 0).elements.compactMap { if case .logged(let line) = $0.kind { line } else { nil } }
    }

    /// Runs the plan that an expression gives.
    func run(_ expression: String) throws {
        let object = try script.object(expression)
        try script.interpreter.withGIL { (gil) throws(PythonError) in
            guard let plan = try registry.host(of: object, holding: &gil) as? TestPlan else {
                throw .type("\(expression) is no plan")
            }
            _ = runner.run(plan, holding: &gil)
            gil.drain()
        }
    }
}
