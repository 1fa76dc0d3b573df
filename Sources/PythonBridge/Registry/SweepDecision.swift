internal import CPython

/// How a sweep decides about groups that Python still refers to.
extension Sweep {
    /// Collects the entries of the groups that have to be decided.
    mutating func gather(_ first: UInt32, holding gil: inout GIL) -> UInt32 {
        let last = min(first + Self.batch * 4, end)
        // Taken out, because what two own is copied when it grows.
        var suspects = Suspects()
        swap(&suspects, &self.suspects)
        registry.state.open(&gil) { state in
            for slot in first..<min(last, UInt32(state.table.slotCount)) where state.table.isUsed(slot) {
                suspects.add(slot, of: state.table)
            }
        }
        self.suspects = suspects
        return last
    }

    /// Decides about one group and weakens what is not held, with no Python code in between.
    /// - Returns: false when no group was left.
    mutating func decideNext(holding gil: inout GIL, isAbandoned: (Group) -> Bool) -> Bool {
        guard let suspect = suspects.next() else { return false }
        let (group, members) = (suspect.group, suspect.members)
        // A plan that was begun again meanwhile is in use.
        guard group != .global, isAbandoned(group) else { return true }
        report.held += suspect.undecided
        report.undecided += suspect.undecided
        let (registry, isThorough) = (registry, isThorough)
        let trial = registry.state.open(&gil) { state in
            let limit = isThorough ? TrialDeletion.thoroughLimit : state.backOff.limit(of: group)
            let isWaiting = !isThorough && state.backOff.isWaiting(group)
            return TrialDeletion(of: members, in: state.table, limit: isWaiting ? 0 : limit)
        }
        trial.decide()
        registry.state.open(&gil) { state in
            if !state.backOff.isWaiting(group) { state.backOff.tried(group, isUndecided: trial.isUndecided) }
        }
        // Roots first. Letting go of host objects runs no Python code: their deinit queues references.
        let before = report.held
        for rootsOnly in [true, false] {
            weaken(members, rootsOnly: rootsOnly, after: trial, holding: &gil)
            doomed.releaseObjects()
        }
        if isThorough, report.held > before, !trial.isUndecided { spared.add(members) }
        release(holding: &gil)
        return true
    }

    /// Decides once more about all groups of which something was held: two plans may be held by nothing but each other.
    ///
    /// Only where somebody waits for the answer, for it takes as long as it needs.
    mutating func decideTogether(holding gil: inout GIL, isAbandoned: (Group) -> Bool) {
        guard spared.groups > 1 else { return }
        let spared = spared.members
        let members = registry.state.open(&gil) { state in
            spared.filter {
                state.table.contains($0) && isAbandoned(state.table.group(of: $0.slot))
            }
        }
        let trial = registry.state.open(&gil) {
            TrialDeletion(of: members, in: $0.table, limit: TrialDeletion.thoroughLimit)
        }
        trial.decide()
        guard !trial.isUndecided else { return }
        let before = report
        var letGo: [String: Int] = [:]
        for rootsOnly in [true, false] {
            letGo.merge(
                weaken(members, rootsOnly: rootsOnly, after: trial, holding: &gil), uniquingKeysWith: +)
            doomed.releaseObjects()
        }
        // They had been counted as held.
        report.held = before.held - (report.weakened - before.weakened)
        report.heldByClass = before.heldByClass.merging(letGo, uniquingKeysWith: -).filter { $0.value > 0 }
        release(holding: &gil)
    }

    /// Lets go of what was taken out of the table.
    mutating func release(holding gil: inout GIL) {
        let claims = doomed.takeClaims()
        registry.state.open(&gil) { $0.spareClaims += claims }
        doomed.release(holding: &gil)
    }

    /// Weakens what is not held, and counts what is.
    /// - Returns: what was weakened, by class.
    @discardableResult
    mutating func weaken(
        _ members: [Handle], rootsOnly: Bool, after trial: TrialDeletion, holding gil: inout GIL
    ) -> [String: Int] {
        let (registry, chosen) = (registry, chosen)
        var (report, doomed) = (report, doomed)
        var held: [UnsafeMutablePointer<PyTypeObject>: Int] = unsafe [:]
        var weakened: [UnsafeMutablePointer<PyTypeObject>: Int] = unsafe [:]
        registry.state.open(&gil) { state in
            for handle in members where state.table.contains(handle) {
                let slot = handle.slot
                guard state.table.traits(of: slot).contains(.root) == rootsOnly,
                    state.table.strength(of: slot) == .strong, chosen?.contains(handle) ?? true,
                    let wrapper = unsafe state.table.wrapper(of: slot)
                else { continue }
                if unsafe trial.isHeld(wrapper) {
                    report.held += 1
                    if let type = unsafe wrapper.type { unsafe held[type, default: 0] += 1 }
                    if trial.isUndecided { report.undecided += 1 }
                } else {
                    report.weakened += 1
                    if let type = unsafe wrapper.type { unsafe weakened[type, default: 0] += 1 }
                    doomed.abandon(slot, of: &state.table, in: registry, reach: .unheld)
                }
            }
        }
        report.heldByClass.merge(unsafe Self.byName(held), uniquingKeysWith: +)
        (self.report, self.doomed) = (report, doomed)
        return unsafe Self.byName(weakened)
    }

    /// Classes of one name count as one. Nothing of them may have been released since they were counted.
    @unsafe private static func byName(
        _ counts: [UnsafeMutablePointer<PyTypeObject>: Int]
    ) -> [String: Int] {
        var named: [String: Int] = [:]
        unsafe counts.forEach { type, count in
            unsafe named[String(cString: cpython_type_name(type)), default: 0] += count
        }
        return named
    }
}
