internal import CPython

extension ObjectRegistry {
    /// Notes that the calling thread sweeps, or asks a predicate what to sweep.
    func beginSweeping(_ gil: inout GIL) throws(EvictionError) {
        let thread = PyThread_get_thread_ident()
        let isNested = state.open(&gil) { state in
            if state.sweepingThreads.contains(thread) { return true }
            state.sweepingThreads.append(thread)
            return false
        }
        if isNested { throw .nested }
    }

    func endSweeping(_ gil: inout GIL) {
        let thread = PyThread_get_thread_ident()
        state.open(&gil) { state in state.sweepingThreads.removeAll { $0 == thread } }
    }

    /// Sweeps once, in one hold of the GIL.
    /// - Parameter isAbandoned: whether a group is over; must not call Python.
    /// - Throws: `EvictionError` when the policy forbids it or this thread is inside a sweep.
    @discardableResult
    public func evictAbandoned(
        reach: Sweep.Reach = .unheld, holding gil: inout GIL, _ isAbandoned: (Group) -> Bool
    ) throws(EvictionError) -> SweepReport {
        var sweep = Sweep(of: self, reach: reach)
        while try sweep.advance(holding: &gil, isAbandoned: isAbandoned) {}
        return sweep.report
    }
}
