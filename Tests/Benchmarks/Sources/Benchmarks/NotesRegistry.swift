internal import Threading

/// The registry of the notes and their sweep, word for word: what ours is compared with.
///
/// A set of the addresses of Python objects, and a snapshot of it for every sweep. It is spared what would make it
/// slower still: its objects are plain memory, and one plan is live.
final class NotesRegistry {
    /// The address of what stands for a Python object.
    @safe private struct Address: Hashable {
        struct Object {
            var references: Int
            var handle: Node?
            var hasDictionary: Bool
        }

        private let pointer: UnsafeMutablePointer<Object>

        init(of object: Object) {
            unsafe pointer = .allocate(capacity: 1)
            unsafe pointer.initialize(to: object)
        }

        static func == (one: Self, other: Self) -> Bool { unsafe one.pointer == other.pointer }
        func hash(into hasher: inout Hasher) { unsafe hasher.combine(pointer) }

        var references: Int { unsafe pointer.pointee.references }
        var handle: Node? { unsafe pointer.pointee.handle }
        var hasDictionary: Bool { unsafe pointer.pointee.hasDictionary }

        func free() {
            unsafe pointer.deinitialize(count: 1)
            unsafe pointer.deallocate()
        }
    }

    /// A host object: a plan or a step.
    final class Node {
        weak var parent: Node?
        let isPlan: Bool

        init(isPlan: Bool, parent: Node?) {
            self.isPlan = isPlan
            self.parent = parent
        }
    }

    private struct WeakPlan {
        weak var plan: Node?
    }

    private let lock = Locked(())
    private let liveLock = Locked(())
    private var reflectedObjects: Set<Address> = []
    private var live: [WeakPlan] = []
    private let plan = Node(isPlan: true, parent: nil)

    /// Fills the registry with the steps of one live plan; every second one is referred to by somebody.
    init(count: Int) {
        live = [WeakPlan(plan: plan)]
        for index in 0..<count {
            let object = Address.Object(
                references: 1 + index % 2, handle: Node(isPlan: false, parent: plan), hasDictionary: true)
            reflectedObjects.insert(Address(of: object))
        }
    }

    deinit {
        for address in reflectedObjects { address.free() }
    }

    /// `CLRObject.EvictAbandonedObjects`.
    func evictAbandonedObjects(_ isAbandoned: ((Node) -> Bool)?) -> Int {
        lock.withLock { _ in
            let snapshot = Array(reflectedObjects)
            var released = 0
            var preEvictRc1: Set<Address> = []
            for address in snapshot where address.references <= 1 { preEvictRc1.insert(address) }
            for address in snapshot where reflectedObjects.contains(address) && isPhantom(address) {
                release(address)
                released += 1
            }
            guard let isAbandoned else { return released }
            for address in snapshot {
                if preEvictRc1.contains(address) { continue }
                if !reflectedObjects.contains(address) { continue }
                if let managed = address.handle, isAbandoned(managed) {
                    release(address)
                    released += 1
                }
            }
            return released
        }
    }

    /// `PythonMemoryMonitor.IsAbandoned`.
    func isAbandoned(_ instance: Node) -> Bool {
        if instance.isPlan { return !isLive(instance) }
        var node: Node? = instance
        for _ in 0..<64 {
            guard let current = node else { break }
            if current.isPlan { return !isLive(current) }
            let next = current.parent
            if next === current { break }
            node = next
        }
        return true
    }

    private func isLive(_ plan: Node) -> Bool {
        liveLock.withLock { _ in live.contains { $0.plan === plan } }
    }

    private func isPhantom(_ address: Address) -> Bool {
        address.references <= 1 && address.handle == nil && !address.hasDictionary
    }

    private func release(_ address: Address) {
        reflectedObjects.remove(address)
        address.free()
    }
}
