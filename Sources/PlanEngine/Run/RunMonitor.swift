public import PythonBridge

/// Is told when plan runs begin and end, on the thread that runs them and with the GIL held.
public protocol RunMonitor: Sendable {
    /// A plan is about to run.
    func enter(_ run: PlanRun, holding gil: inout GIL)
    /// A plan has run; called for every `enter`, whatever happened.
    func leave(_ run: PlanRun, holding gil: inout GIL)
}
