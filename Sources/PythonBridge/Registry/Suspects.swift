/// The groups that a sweep cannot decide by reference counts alone, and their entries.
///
/// Bounded, so that the memory of a sweep does not depend on the size of the registry: groups beyond the bound are taken
/// for held, and later sweeps begin with those.
struct Suspects {
    /// Groups that one sweep looks at.
    static let mostGroups = 4_096
    /// Entries of all of them.
    static let mostMembers = 65_536

    private var members: [Group: [Handle]] = [:]
    private var order: [Group] = []
    private var count = 0
    /// Groups still to be passed over, because earlier sweeps looked at them.
    private var skips: Int
    /// Groups that this sweep passed over or had no room for.
    private var passed: Set<Group> = []
    /// Groups for which there was no room.
    private(set) var overflow = 0

    /// - Parameter skips: how many groups to pass over before the first one that is looked at.
    init(skipping skips: Int = 0) {
        self.skips = skips
    }

    var isEmpty: Bool { order.isEmpty }

    /// Notes a group that has entries which Python refers to.
    /// - Returns: whether this sweep will look at it.
    mutating func add(_ group: Group) -> Bool {
        if members[group] != nil { return true }
        if passed.contains(group) { return false }
        guard skips == 0, order.count < Self.mostGroups else {
            if skips > 0 { skips -= 1 } else { overflow += 1 }
            // Bounded too; a group that is forgotten is only counted twice.
            if passed.count < Self.mostGroups { passed.insert(group) }
            return false
        }
        members[group] = []
        order.append(group)
        return true
    }

    /// Notes an entry if it belongs to one of the groups.
    mutating func add(_ slot: UInt32, of table: borrowing HandleTable) {
        let group = table.group(of: slot)
        guard members[group] != nil, count < Self.mostMembers else { return }
        members[group]?.append(table.handle(of: slot))
        count += 1
    }

    /// Takes the next group out.
    mutating func next() -> (Group, [Handle])? {
        guard let group = order.popLast() else { return nil }
        return (group, members.removeValue(forKey: group) ?? [])
    }
}

/// Groups about which a sweep could not decide because too much hangs on them, and when to try again.
///
/// Every failure doubles the number of sweeps until the next try, and the number of objects that it may look at.
struct BackOff {
    private struct Wait {
        var until: Int
        var failures: Int
    }

    private static let mostFailures = 6
    private static let mostGroups = 1_024

    private var waits: [Group: Wait] = [:]
    /// Sweeps begun.
    private(set) var sweeps = 0
    /// Groups that the next sweep passes over, because the last ones looked at them and had no room for more.
    private(set) var skips = 0

    /// A sweep begins.
    mutating func begin() { sweeps += 1 }

    /// A sweep ends that had no room for so many groups.
    mutating func end(overflow: Int) {
        skips = overflow > 0 ? skips + Suspects.mostGroups : 0
    }

    /// Whether it is too early to try a group again.
    func isWaiting(_ group: Group) -> Bool { waits[group].map { sweeps < $0.until } ?? false }

    /// How many objects the next try may look at.
    func limit(of group: Group) -> Int {
        TrialDeletion.usualLimit << min(waits[group]?.failures ?? 0, Self.mostFailures)
    }

    /// Notes how a try went.
    mutating func tried(_ group: Group, isUndecided: Bool) {
        guard isUndecided else {
            waits[group] = nil
            return
        }
        guard waits[group] != nil || waits.count < Self.mostGroups else { return }
        let failures = min((waits[group]?.failures ?? 0) + 1, Self.mostFailures)
        waits[group] = Wait(until: sweeps + 1 << failures, failures: failures)
    }
}
