package import PythonBridge
internal import Synchronization
internal import Telemetry

/// What the methods that Python sees need from the engine.
package final class PlanContext {
    let journal: Journal
    /// Told of every published row.
    var listeners: [any ResultListener] = []
    /// Python functions, told of every published row.
    var scriptListeners: [PythonObject] = []
    /// The `OpenTap.Verdict` members by value.
    private var verdicts: [Int: PythonObject] = [:]
    private var breakException: PythonObject?
    /// Serves `phantop.evict_abandoned()` and the settings, while a session runs.
    var monitor: MemoryMonitor?
    private let planCount = Atomic<UInt32>(0)

    /// Creates a context whose enumerations are not loaded yet.
    package init(journal: Journal) {
        self.journal = journal
    }

    /// An empty plan in a group of its own.
    package func makePlan() -> TestPlan {
        // 0 and the last number mean something else (Group); four billion plans later the numbers begin again.
        var number = planCount.add(1, ordering: .relaxed).newValue
        if number == .max || number == 0 { number = planCount.add(2, ordering: .relaxed).newValue }
        return TestPlan(group: Group(number: number))
    }

    /// Makes the Python enumerations from Swift's, as the module `phantop.enumerations`.
    package func loadEnumerations(holding gil: inout GIL) throws(PythonError) {
        var source = "from enum import IntEnum, IntFlag\n\nclass Verdict(IntEnum):\n"
        for verdict in Verdict.allCases { source += "    \(verdict.name) = \(verdict.rawValue)\n" }
        source += "\nclass BreakCondition(IntFlag):\n"
        for (name, value) in BreakConditions.names { source += "    \(name) = \(value)\n" }
        source += """

            class \(StepBreak.exceptionName)(Exception):
                \"\"\"A child step met a break condition, or the run was stopped.\"\"\"

            for made in (Verdict, BreakCondition, \(StepBreak.exceptionName)):
                made.__module__ = "OpenTap"

            """
        let module = try gil.importModule(
            "_phantop_enumerations", source: source, path: "<phantop enumerations>")
        let enumeration = try module.attribute("Verdict", holding: &gil)
        for verdict in Verdict.allCases {
            verdicts[verdict.rawValue] = try enumeration.call([.int(verdict.rawValue)], holding: &gil)
        }
        breakException = try module.attribute(StepBreak.exceptionName, holding: &gil)
    }

    /// Hands a row to every listener. What a listener in Python raises is logged; the step goes on.
    func publish(_ row: ResultRow, holding gil: inout GIL) {
        for listener in listeners { listener.publish(row) }
        for listener in scriptListeners {
            do throws(PythonError) {
                let columns = PythonValue.list(row.columns.map { .string($0) })
                try listener.call(
                    [.string(row.table), columns, .list(row.values.map(\.value))], holding: &gil)
            } catch {
                journal.log(.error, from: "result listener", error.summary)
            }
        }
    }

    /// A verdict as Python sees it.
    func value(of verdict: Verdict) -> PythonValue {
        verdicts[verdict.rawValue].map { .object($0) } ?? .int(verdict.rawValue)
    }

    /// The exception that ends a parent's `Run` when its children were cut short.
    func stepBreak(holding gil: inout GIL) throws(PythonError) -> PythonError {
        guard let breakException else { return .refused("the child steps were cut short") }
        return try gil.exception(breakException, "the child steps were cut short")
    }
}

/// How a break condition travels through a parent's Python code.
enum StepBreak {
    static let exceptionName = "TestStepBreakException"
}
