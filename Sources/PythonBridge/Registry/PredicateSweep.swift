internal import CPython
internal import Threading

extension ObjectRegistry {
    /// Sweeps what a Python predicate calls abandoned, in one hold of the GIL unless the predicate gives it away.
    ///
    /// The predicate is asked about every object before anything is released, so that nothing is half done when it
    /// raises.
    /// - Throws: `EvictionError` when the policy forbids it or this thread is inside a sweep.
    /// - Returns: what the predicate raised, or what the sweep did.
    public func evict(
        where predicate: PythonObject, holding gil: inout GIL
    ) throws(EvictionError) -> Result<SweepReport, PythonError> {
        guard policy.eviction != .never else { throw .never }
        var chosen: Set<Handle> = []
        try beginSweeping(&gil)
        do throws(PythonError) {
            defer { endSweeping(&gil) }
            for handle in handles(holding: &gil) {
                guard let wrapper = unsafe newReference(to: handle, holding: &gil) else { continue }
                let object = unsafe PythonObject(owning: wrapper, holding: gil)
                let answer = try predicate.call([.object(object)], holding: &gil)
                // What follows has locks that belong to threads of the parent.
                ForkedChild.leaveIfHere()
                if try answer.truth(holding: &gil) { chosen.insert(handle) }
            }
        } catch {
            return .failure(error)
        }
        var sweep = Sweep(of: self, reach: .unheld, isThorough: true, only: chosen)
        while try sweep.advance(holding: &gil, isAbandoned: { _ in true }) {}
        return .success(sweep.report)
    }

    /// What the registry holds, counted by the name of the class as Python sees it.
    public func entriesByType(holding gil: inout GIL) -> [String: Int] {
        var counts: [String: Int] = [:]
        for handle in handles(holding: &gil) {
            let wrapper = unsafe newReference(to: handle, holding: &gil)
            let name = unsafe wrapper.map { unsafe String(cString: cpython_type_name(cpython_type_of($0))) }
            unsafe Py_DecRef(wrapper)
            counts[name ?? "phantom", default: 0] += 1
        }
        return counts
    }

    private func handles(holding gil: inout GIL) -> [Handle] {
        state.open(&gil) { state in
            (0..<UInt32(state.table.slotCount)).filter { state.table.isUsed($0) }.map {
                state.table.handle(of: $0)
            }
        }
    }

    /// A new reference to the wrapper of an entry; nil when either is gone or going.
    private func newReference(to handle: Handle, holding gil: inout GIL) -> UnsafeMutablePointer<PyObject>? {
        let pointer: UnsafeMutableRawPointer? = unsafe state.open(&gil) { state in
            guard state.table.contains(handle), let wrapper = unsafe state.table.wrapper(of: handle.slot)
            else {
                return nil
            }
            return UnsafeMutableRawPointer(wrapper)
        }
        // An instance of a Python class has no references left while CPython takes its `__dict__` apart, which may run
        // finalisers that come here; a new reference would have it deallocated twice.
        guard let object = unsafe pointer?.assumingMemoryBound(to: PyObject.self),
            unsafe object.pointee.ob_refcnt > 0
        else { return nil }
        unsafe Py_IncRef(object)
        return unsafe object
    }
}
