public import PythonBridge

/// One step of a plan. Python classes derive from it.
open class TestStep: TestStepParent {
    /// Whether it runs at all.
    public var isEnabled = true
    /// Where its log lines go; made when the step first logs.
    private var traceSource: TraceSource?

    /// Creates a step that has not joined a plan.
    public init() {
        super.init(group: .free)
    }

    /// Where its log lines go.
    /// - Parameter name: shown with every line.
    func log(named name: @autoclosure () -> String) -> TraceSource {
        if let traceSource { return traceSource }
        let made = TraceSource(name: name())
        traceSource = made
        return made
    }

    /// What the step does when it is written in Swift; steps written in Python override `Run`.
    open func run(holding gil: inout GIL) throws(PythonError) {}
}
