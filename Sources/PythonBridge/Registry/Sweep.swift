internal import CPython
internal import Threading

/// One sweep through the registry, in as many holds of the GIL as its budget asks for.
///
/// Slots are stable, so the cursor stays good while the GIL is away. First phantoms go and roots (plans) are
/// weakened, then the rest: one release of a plan takes its steps along.
public struct Sweep: ~Copyable {
    private enum Phase {
        case starting
        case roots(UInt32)
        case rest(UInt32)
        case draining
        case done
    }

    /// What was taken out of the table while it was open, to be let go after.
    @safe fileprivate struct Doomed {
        var objects: [HostObject] = []
        var references: [UnsafeMutablePointer<PyObject>] = unsafe []
    }

    private static let batch: UInt32 = 256

    /// What the sweep has done so far.
    public private(set) var report = SweepReport()
    private let registry: ObjectRegistry
    private var phase = Phase.starting
    private var end: UInt32 = 0
    private var hasBegun = false
    private var freedBefore = 0

    /// The only entries to weaken; nil for all that are abandoned.
    private let chosen: Set<Handle>?

    /// Prepares a sweep; nothing is touched yet.
    public init(of registry: ObjectRegistry) {
        self.init(of: registry, only: nil)
    }

    init(of registry: ObjectRegistry, only chosen: Set<Handle>?) {
        self.registry = registry
        self.chosen = chosen
    }

    /// Works until the sweep is done or the budget is used up; one batch is done in any case.
    ///
    /// Runs finalisers of what it frees. Once begun a sweep must be advanced to its end.
    /// - Parameters:
    ///   - budget: nanoseconds of GIL time; the last batch may exceed it.
    ///   - isAbandoned: asked once per run of entries of one group; must not call Python.
    /// - Returns: whether there is more to do.
    /// - Throws: `EvictionError` when the policy forbids sweeps or this thread is inside one.
    public mutating func advance(
        budget: Int64 = .max, holding gil: inout GIL, isAbandoned: (Group) -> Bool
    ) throws(EvictionError) -> Bool {
        let begin = Uptime.nanoseconds
        try enter(&gil)
        repeat {
            switch phase {
            case .starting:
                if registry.queue.drain(limit: 64, holding: &gil) == 0 { phase = .roots(0) }
            case .roots(let slot):
                let next = visit(slot, rootsOnly: true, holding: &gil, isAbandoned: isAbandoned)
                phase = next < end ? .roots(next) : .rest(0)
            case .rest(let slot):
                let next = visit(slot, rootsOnly: false, holding: &gil, isAbandoned: isAbandoned)
                phase = next < end ? .rest(next) : .draining
            case .draining:
                if registry.queue.drain(limit: 64, holding: &gil) == 0 { phase = .done }
            case .done: break
            }
        } while !isDone && Uptime.nanoseconds - begin < budget
        leave(&gil)
        report.longestHold = max(report.longestHold, Uptime.nanoseconds - begin)
        return !isDone
    }

    private var isDone: Bool { if case .done = phase { true } else { false } }

    private mutating func enter(_ gil: inout GIL) throws(EvictionError) {
        let isForbidden = registry.policy.eviction == .never
        if isForbidden, !hasBegun { throw .never }
        let thread = PyThread_get_thread_ident()
        let begins = !hasBegun
        let entered: (slots: Int, freed: Int)? = registry.state.open(&gil) { state in
            guard state.sweepingThread != thread else { return nil }
            state.sweepingThread = thread
            if begins { state.sweeps += 1 }
            return (state.table.slotCount, state.freedInSweeps)
        }
        guard let entered else { throw .nested }
        if begins { end = UInt32(entered.slots) }
        hasBegun = true
        freedBefore = entered.freed
        // Switched off in the middle: what was weakened is still drained, nothing more is touched.
        if isForbidden { phase = .draining }
    }

    private mutating func leave(_ gil: inout GIL) {
        let isDone = isDone
        let freed = registry.state.open(&gil) { state in
            state.sweepingThread = 0
            if isDone { state.sweeps -= 1 }
            return state.freedInSweeps
        }
        report.freed += freed - freedBefore
    }

    /// Looks at one batch of entries.
    /// - Returns: the slot to go on with.
    private mutating func visit(
        _ first: UInt32, rootsOnly: Bool, holding gil: inout GIL, isAbandoned: (Group) -> Bool
    ) -> UInt32 {
        let last = min(first + Self.batch, end)
        let (census, chosen) = (registry.census, chosen)
        var doomed = Doomed()
        var report = report
        var decided: (group: Group, isAbandoned: Bool)?
        registry.state.open(&gil) { state in
            for slot in first..<min(last, UInt32(state.table.slotCount)) {
                let traits = state.table.traits(of: slot)
                guard traits.contains(.used) else { continue }
                if rootsOnly { report.examined += 1 }
                if unsafe state.table.wrapper(of: slot) == nil {
                    state.table.remove(slot)
                    census.add(.phantom, -1)
                    report.phantoms += 1
                    continue
                }
                guard traits.contains(.root) == rootsOnly, state.table.strength(of: slot) == .strong else { continue }
                let group = state.table.group(of: slot)
                if decided?.group != group { decided = (group, group != .global && isAbandoned(group)) }
                guard decided?.isAbandoned == true else { continue }
                if let chosen, !chosen.contains(state.table.handle(of: slot)) { continue }
                if state.table.isReferred(slot) {
                    report.held += 1
                } else {
                    report.weakened += 1
                    doomed.abandon(slot, of: &state.table, census: census)
                }
            }
        }
        self.report = report
        doomed.release(holding: &gil)
        return last
    }
}

extension Sweep.Doomed {
    /// Takes an abandoned entry's claim on its host object out of the table.
    fileprivate mutating func abandon(_ slot: UInt32, of table: inout HandleTable, census: Census) {
        guard table.traits(of: slot).contains(.registryOwned) else {
            objects.append(table.weaken(slot))
            census.move(from: .live, to: table.censusState(of: slot))
            return
        }
        // The notes' way: the handle is emptied, the entry leaves, and its bookkeeping reference with it.
        if table.traits(of: slot).contains(.derived), let wrapper = unsafe table.wrapper(of: slot) {
            unsafe references.append(UnsafeMutableRawPointer(wrapper).assumingMemoryBound(to: PyObject.self))
        }
        if let object = table.empty(slot) {
            object.handle = .invalid
            objects.append(object)
        }
        table.remove(slot)
        census.add(.live, -1)
    }

    /// Lets go of what was taken; runs whatever finalisers follow.
    fileprivate mutating func release(holding gil: inout GIL) {
        objects.removeAll()
        for unsafe reference in unsafe references { unsafe Py_DecRef(reference) }
    }
}

extension HandleTable {
    /// Whether anything but the bridge refers to the wrapper of an entry.
    func isReferred(_ slot: UInt32) -> Bool {
        guard let wrapper = unsafe wrapper(of: slot) else { return false }
        let bookkeeping = traits(of: slot).contains(.derived) ? 1 : 0
        return unsafe UnsafeMutableRawPointer(wrapper).assumingMemoryBound(to: PyObject.self).pointee.ob_refcnt
            > bookkeeping
    }
}

extension ObjectRegistry {
    /// Sweeps once, in one hold of the GIL.
    /// - Parameter isAbandoned: whether a group is over; must not call Python.
    /// - Throws: `EvictionError` when the policy forbids it or this thread is inside a sweep.
    @discardableResult
    public func evictAbandoned(
        holding gil: inout GIL, _ isAbandoned: (Group) -> Bool
    ) throws(EvictionError) -> SweepReport {
        var sweep = Sweep(of: self)
        while try sweep.advance(holding: &gil, isAbandoned: isAbandoned) {}
        return sweep.report
    }
}
