/// The groups that a sweep cannot decide by reference counts alone, and their entries.
///
/// Bounded, so that the memory of a sweep does not depend on the size of the registry: groups beyond the bound are taken
/// for held, and later sweeps begin with those.
struct Suspects {
    /// One group to decide about.
    struct Suspect {
        let group: Group
        /// All its entries, those among them that only explain references; empty when there was no room for all.
        var members: [Handle] = []
        /// Whether there was no room for all of them.
        var isUnfit = false
        /// How many strong ones stay undecided then.
        var undecided = 0
    }

    /// Groups that one sweep looks at.
    static let mostGroups = 4_096
    /// Entries of all of them: as many as the decision about one group may look at.
    static let mostMembers = TrialDeletion.thoroughLimit

    private let mostMembers: Int
    private let mostGroups: Int
    private var suspects: [Suspect] = []
    private var positions: [Group: Int] = [:]
    private var count = 0
    /// Groups still to be passed over, because earlier sweeps looked at them.
    private var skips: Int
    /// Groups that this sweep passed over or had no room for.
    private var passed: Set<Group> = []
    /// Whether there was no room for a group.
    private var isOverfull = false
    /// The first group that did not fit.
    private var firstUnfit = Int.max

    /// - Parameter skips: how many groups to pass over before the first one that is looked at.
    init(
        skipping skips: Int = 0, mostMembers: Int = Suspects.mostMembers,
        mostGroups: Int = Suspects.mostGroups
    ) {
        self.skips = skips
        self.mostGroups = mostGroups
        self.mostMembers = mostMembers
    }

    var isEmpty: Bool { suspects.isEmpty }

    /// How many groups the next sweep has to pass over, because this one had no room for those that follow; nil when it
    /// had room for all.
    var looked: Int? {
        firstUnfit < .max ? max(firstUnfit, 1) : isOverfull ? mostGroups : nil
    }

    /// Notes a group that has entries which Python refers to.
    /// - Returns: whether this sweep will look at it.
    mutating func add(_ group: Group) -> Bool {
        if positions[group] != nil { return true }
        if passed.contains(group) { return false }
        guard skips == 0, suspects.count < mostGroups else {
            if skips > 0 { skips -= 1 } else { isOverfull = true }
            // Bounded too; a group that is forgotten is only counted twice.
            if passed.count < mostGroups { passed.insert(group) }
            return false
        }
        positions[group] = suspects.count
        suspects.append(Suspect(group: group))
        return true
    }

    /// Notes an entry if it belongs to one of the groups.
    ///
    /// A group is decided with all its entries or not at all: what a missing one refers to would look held for ever.
    mutating func add(_ slot: UInt32, of table: borrowing HandleTable) {
        guard let position = positions[table.group(of: slot)] else { return }
        if !suspects[position].isUnfit, count < mostMembers {
            suspects[position].members.append(table.handle(of: slot))
            count += 1
            return
        }
        let dropped = suspects[position].members
        count -= dropped.count
        suspects[position].members = []
        suspects[position].isUnfit = true
        for slot in dropped.map(\.slot) + [slot] where table.strength(of: slot) == .strong {
            suspects[position].undecided += 1
        }
        firstUnfit = min(firstUnfit, position)
    }

    /// Takes the next group out.
    mutating func next() -> Suspect? { suspects.popLast() }
}

/// Entries of groups of which something was held, as many as one decision may look at.
struct Spared {
    private(set) var members: [Handle] = []
    /// How many groups they are of.
    private(set) var groups = 0

    /// Takes a group in, if there is room for all of it.
    mutating func add(_ members: [Handle]) {
        guard self.members.count + members.count <= TrialDeletion.thoroughLimit else { return }
        self.members += members
        groups += 1
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

    /// A sweep ends.
    /// - Parameter looked: how many groups it looked at before those for which it had no room; nil when it had for all.
    mutating func end(looked: Int?) {
        skips = looked.map { skips + $0 } ?? 0
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
