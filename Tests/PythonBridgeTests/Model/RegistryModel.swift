import PythonBridge

/// The registry as a dictionary that does everything the slow way.
///
/// Knows who owns what, and derives after every change what must be gone (`settle`). Nothing in it is shared with the
/// registry's own code.
struct RegistryModel {
    enum Strength { case strong, weak, empty }

    /// The record of a wrapper; there is a wrapper exactly as long as there is a record.
    struct Entry {
        var strength = Strength.strong
        let owner: LifetimePolicy.Owner
        /// Whether the bridge itself keeps the wrapper.
        var hasBookkeeping: Bool
        /// What Python keeps in the wrapper's `__dict__`.
        var tag: Int?
    }

    struct Object {
        let isCrate: Bool
        let isDerived: Bool
        var group: Group
        /// The crate that it is a part of.
        var parent: Int?
        var isOwnedBySwift = false
        var isHeldByPython = false
        var isAlive = true
        /// The host object remembers the Python class of a wrapper that the registry owned.
        var remembersClass = false
        var entry: Entry?
    }

    /// What a sweep is expected to report.
    struct Report: Equatable {
        var examined = 0
        var phantoms = 0
        var weakened = 0
        var held = 0
        var freed = 0
    }

    var policy: LifetimePolicy
    var live: Set<Group> = []
    private(set) var objects: [Int: Object] = [:]
    private(set) var phantoms = 0
    private(set) var identityLosses = 0
    private(set) var staleLookups = 0

    init(_ policy: LifetimePolicy) {
        self.policy = policy
    }

    var counts: EntryCounts {
        var counts = EntryCounts(phantoms: phantoms)
        for object in objects.values {
            switch object.entry?.strength {
            case .strong: counts.live += 1
            case .weak: counts.parked += 1
            case .empty: counts.severed += 1
            case nil: break
            }
        }
        return counts
    }

    /// The objects for which something is true, in order.
    func ids(_ isIncluded: (Object) -> Bool) -> [Int] {
        objects.filter { isIncluded($0.value) }.keys.sorted()
    }

    // MARK: Changes

    mutating func make(_ id: Int, isCrate: Bool, isDerived: Bool, group: Group, inPython: Bool) {
        objects[id] = Object(isCrate: isCrate, isDerived: isDerived, group: group, isOwnedBySwift: !inPython)
        guard inPython else { return }
        objects[id]?.isHeldByPython = true
        wrap(id, tag: isDerived ? id : nil)
    }

    /// Python gets a reference to the wrapper; there is a new one if there was none.
    mutating func expose(_ id: Int) {
        objects[id]?.isHeldByPython = true
        guard let object = objects[id], object.entry == nil else { return }
        if object.isDerived { identityLosses += 1 }
        wrap(id, tag: nil)
    }

    mutating func drop(_ id: Int) {
        objects[id]?.isHeldByPython = false
        settle()
    }

    /// Python uses the host object through a wrapper it holds.
    /// - Returns: whether that works.
    mutating func access(_ id: Int) -> Bool {
        guard let object = objects[id], object.isAlive, object.entry != nil else { return false }
        objects[id]?.entry?.strength = .strong
        return true
    }

    mutating func setOwned(_ id: Int, _ isOwned: Bool) {
        objects[id]?.isOwnedBySwift = isOwned
        settle()
    }

    mutating func setTag(_ id: Int, _ tag: Int) { objects[id]?.entry?.tag = tag }

    mutating func setGroup(_ id: Int, _ group: Group) { objects[id]?.group = group }

    mutating func move(_ id: Int, to crate: Int?) {
        let group = crate.flatMap { objects[$0]?.group } ?? .free
        objects[id]?.parent = crate
        objects[id]?.group = group
        settle()
    }

    /// - Parameter chosen: what a predicate names; nil for the engine's own, whatever is in no live group.
    /// - Returns: nil when the sweep is refused.
    mutating func sweep(only chosen: Set<Int>? = nil) -> Report? {
        guard policy.eviction != .never else { return nil }
        var report = Report(examined: counts.entries, phantoms: phantoms)
        phantoms = 0
        for (id, object) in objects where object.entry?.strength == .strong && object.group != .global {
            guard chosen?.contains(id) ?? !live.contains(object.group) else { continue }
            if object.isHeldByPython {
                report.held += 1
                continue
            }
            report.weakened += 1
            switch object.entry?.owner {
            case .host: objects[id]?.entry?.strength = .weak
            default: objects[id]?.entry = nil
            }
        }
        report.freed = settle(inSweep: true)
        return report
    }

    // MARK: Consequences

    private mutating func wrap(_ id: Int, tag: Int?) {
        guard let object = objects[id] else { return }
        objects[id]?.remembersClass = object.isDerived && policy.owner == .registry
        objects[id]?.entry = Entry(owner: policy.owner, hasBookkeeping: object.isDerived, tag: tag)
    }

    /// Lets die what nobody keeps, until nothing more follows.
    /// - Returns: how many wrappers with an entry died.
    @discardableResult
    private mutating func settle(inSweep: Bool = false) -> Int {
        var freed = 0
        var isSettled = false
        while !isSettled {
            isSettled = true
            for (id, object) in objects {
                if object.isAlive, !isKept(object) {
                    objects[id]?.isAlive = false
                    if object.entry?.owner == .host { objects[id]?.entry?.hasBookkeeping = false }
                    objects[id]?.entry?.strength = .empty
                    isSettled = false
                } else if let entry = object.entry, !object.isHeldByPython, !entry.hasBookkeeping {
                    objects[id]?.entry = nil
                    freed += 1
                    if !inSweep, policy.eviction != .prompt { phantoms += 1 }
                    isSettled = false
                } else if !object.isAlive, object.entry == nil {
                    objects[id] = nil
                }
            }
        }
        return freed
    }

    private func isKept(_ object: Object) -> Bool {
        object.isOwnedBySwift || object.entry?.strength == .strong
            || object.parent.flatMap { objects[$0]?.isAlive } == true
    }
}
