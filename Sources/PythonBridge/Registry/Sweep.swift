internal import CPython
internal import Threading

/// One sweep through the registry, in as many holds of the GIL as its budget asks for.
///
/// Slots are stable, so the cursor stays good while the GIL is away. Phantoms go; then what is abandoned is weakened:
/// roots (plans) before the rest, so that one release takes a plan's steps along. What Python still refers to is decided
/// group by group, at the end, by trial deletion.
public struct Sweep: ~Copyable {
    private enum Phase {
        case starting
        case roots(UInt32)
        case rest(UInt32)
        case gathering(UInt32)
        case deciding
        case draining
        case done
    }

    /// How far a sweep goes.
    public enum Reach: Sendable {
        /// What Python still holds is left alone and counted.
        case unheld
        /// What Python still holds is taken too: its next access to the host raises `ReferenceError`.
        case forced
        /// The notes' rule to the letter, for comparison: what has one reference is spared, the rest is taken.
        case literal
    }

    /// How many entries ahead of the one that is looked at memory is fetched.
    private static let lookahead: UInt32 = 8
    // Divides the size of a page, so that a batch lies in one.
    static let batch: UInt32 = 256

    /// What the sweep has done so far.
    public internal(set) var report = SweepReport()
    let registry: ObjectRegistry
    private let reach: Reach
    /// The only entries to weaken; nil for all that are abandoned.
    let chosen: Set<Handle>?
    private var phase = Phase.starting
    var suspects = Suspects()
    private var decisions = Decisions()
    var doomed = Doomed()
    /// Groups of which something was spared, to be decided together in the end.
    var spared = Spared()
    var end: UInt32 = 0
    private var hasBegun = false
    private var freedBefore = 0

    /// Whether the decision about a group may take as long as it needs.
    let isThorough: Bool

    /// Prepares a sweep; nothing is touched yet.
    /// - Parameter isThorough: whether the decision about a plan with very much state may take as long as it needs (some
    ///   0.2 ms for a thousand objects); if not it is put off, and tried again with a higher bound.
    public init(of registry: ObjectRegistry, reach: Reach = .unheld, isThorough: Bool = true) {
        self.init(of: registry, reach: reach, isThorough: isThorough, only: nil)
    }

    init(of registry: ObjectRegistry, reach: Reach, isThorough: Bool, only chosen: Set<Handle>?) {
        self.registry = registry
        self.reach = reach
        self.isThorough = isThorough
        self.chosen = chosen
    }

    /// Works until the sweep is done or the budget is used up; one batch is done in any case.
    ///
    /// Runs finalisers of what it frees. Once begun a sweep must be advanced to its end.
    /// - Parameters:
    ///   - budget: nanoseconds of GIL time; the last batch, or the decision about one group, may exceed it.
    ///   - isAbandoned: asked about every group in every hold of the GIL, and again after finalisers; must not call Python.
    /// - Returns: whether there is more to do.
    /// - Throws: `EvictionError` when the policy forbids sweeps or this thread is inside one.
    public mutating func advance(
        budget: Int64 = .max, holding gil: inout GIL, isAbandoned: (Group) -> Bool
    ) throws(EvictionError) -> Bool {
        let begin = Uptime.nanoseconds
        try enter(&gil)
        decisions.forget()
        repeat {
            switch phase {
            case .starting:
                if registry.queue.drain(limit: 64, holding: &gil) == 0 { phase = .roots(0) }
            case .roots(let slot):
                let next = visit(slot, rootsOnly: true, holding: &gil, isAbandoned: isAbandoned)
                phase = next < end ? .roots(next) : .rest(0)
            case .rest(let slot):
                let next = visit(slot, rootsOnly: false, holding: &gil, isAbandoned: isAbandoned)
                phase = next < end ? .rest(next) : suspects.isEmpty ? .draining : .gathering(0)
            case .gathering(let slot):
                let next = gather(slot, holding: &gil)
                phase = next < end ? .gathering(next) : .deciding
            case .deciding:
                // What was weakened before must be gone: a reference that only waits in the queue looks like a holder.
                if registry.queue.drain(limit: 64, holding: &gil) > 0 { break }
                if decideNext(holding: &gil, isAbandoned: isAbandoned) { break }
                decideTogether(holding: &gil, isAbandoned: isAbandoned)
                phase = .draining
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
        let begins = !hasBegun
        try registry.beginSweeping(&gil)
        let entered: (slots: Int, freed: Int, skips: Int) = registry.state.open(&gil) { state in
            if begins {
                state.sweeps += 1
                state.backOff.begin()
            }
            return (state.table.slotCount, state.freedInSweeps, state.backOff.skips)
        }
        if begins {
            doomed = registry.state.open(&gil) { $0.spareDoomed.take() } ?? Doomed()
            end = UInt32(entered.slots)
            suspects = Suspects(skipping: entered.skips)
        }
        hasBegun = true
        freedBefore = entered.freed
        // Switched off in the middle: what was weakened is still drained, nothing more is touched.
        if isForbidden { phase = .draining }
    }

    private mutating func leave(_ gil: inout GIL) {
        let (isDone, looked) = (isDone, suspects.looked)
        if isDone {
            let doomed = doomed
            registry.state.open(&gil) { $0.spareDoomed = doomed }
        }
        registry.endSweeping(&gil)
        let freed = registry.state.open(&gil) { state in
            if isDone {
                state.sweeps -= 1
                state.backOff.end(looked: looked)
            }
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
        let registry = registry
        registry.state.open(&gil) { state in
            visit(
                first..<min(last, UInt32(state.table.slotCount)), of: &state.table, in: registry,
                rootsOnly: rootsOnly,
                isAbandoned: isAbandoned)
        }
        if doomed.isEmpty { return last }
        release(holding: &gil)
        decisions.forget()
        return last
    }

    private mutating func visit(
        _ slots: Range<UInt32>, of table: inout HandleTable, in registry: ObjectRegistry, rootsOnly: Bool,
        isAbandoned: (Group) -> Bool
    ) {
        if rootsOnly { report.examined += table.countUsed(in: slots) }
        var (next, spared) = (slots.lowerBound, Group.global)
        while let slot = table.nextCandidate(in: next..<slots.upperBound, roots: rootsOnly, sparing: spared) {
            next = slot + 1
            if unsafe table.wrapper(of: slot) == nil {
                table.remove(slot)
                registry.census.add(.phantom, -1)
                report.phantoms += 1
                continue
            }
            let group = table.group(of: slot)
            guard decisions.isAbandoned(group, isAbandoned) else {
                spared = group
                continue
            }
            if let chosen, !chosen.contains(table.handle(of: slot)) { continue }
            table.prefetch(slot + Self.lookahead)
            if reach == .unheld, table.isReferred(slot) {
                if !suspects.add(group) {
                    report.held += 1
                    report.undecided += 1
                }
            } else if reach == .literal, table.references(to: slot) <= 1 {
                report.held += 1
            } else {
                report.weakened += 1
                doomed.abandon(slot, of: &table, in: registry, reach: reach)
            }
        }
    }
}
