internal import CPython
internal import Synchronization

/// The record of every wrapper that stands for a Swift object in Python.
///
/// Can be passed between threads; what touches entries takes a GIL token.
@safe public final class ObjectRegistry: Sendable {
    struct State: ~Copyable {
        var table = HandleTable()
        /// Sweeps under way; several when a script sweeps in a gap of the thread's.
        var sweeps = 0
        /// The threads inside a sweep at this moment, as CPython numbers threads: one gives the GIL away to another.
        var sweepingThreads: [UInt] = []
        /// Groups about which sweeps could not decide.
        var backOff = BackOff()
        /// References to the registry that host objects have left, for the next ones.
        var spareClaims = 0
        /// An empty one with the memory of the last sweep, which would come and go with every sweep.
        var spareDoomed: Doomed?
        /// Wrappers that died while a sweep was under way.
        var freedInSweeps = 0
        /// Wrappers that refer to the registry, those without an entry included.
        var wrappers = 0
        /// Counts wrappers by class while somebody wants to know.
        var tally: ClassTally?
        /// The module is gone.
        var isClosed = false
    }

    /// Entries and host objects, counted; readable on any thread.
    public let census = Census()
    let state = GILGuarded(State())
    let queue: DecrefQueue
    private let heap: HeapCounters
    // Immutable after creation, and the Python classes in it are only touched under the GIL.
    nonisolated(unsafe) let types: [RegisteredType]
    // The empty tuple, of which CPython has one for as long as it runs.
    nonisolated(unsafe) let noArguments: UnsafeMutablePointer<PyObject>?
    // As `types`, which it stands on.
    nonisolated(unsafe) let hostedTypes: HostedTypes
    private let eviction: Atomic<UInt8>
    private let owner: Atomic<UInt8>

    init(
        types: [RegisteredType], queue: DecrefQueue, heap: HeapCounters, policy: LifetimePolicy,
        holding gil: inout GIL
    ) {
        unsafe self.types = types
        unsafe hostedTypes = HostedTypes(types)
        unsafe noArguments = PyTuple_New(0)
        self.queue = queue
        self.heap = heap
        eviction = Atomic(policy.eviction.code)
        owner = Atomic(policy.owner.code)
        state.open(&gil) { state in
            unsafe state.table.owner = .init(
                registry: .passUnretained(self), ancestries: hostedTypes.ancestries)
        }
    }

    deinit {
        unsafe hostedTypes.deallocate()
    }

    /// When entries leave, and who owns derived wrappers. Any thread; takes effect at the next change of an entry.
    public var policy: LifetimePolicy {
        get {
            LifetimePolicy(
                eviction: .init(code: eviction.load(ordering: .relaxed)),
                owner: .init(code: owner.load(ordering: .relaxed)))
        }
        set {
            eviction.store(newValue.eviction.code, ordering: .relaxed)
            owner.store(newValue.owner.code, ordering: .relaxed)
        }
    }

    /// Whether new wrappers belong to their entries.
    @inline(__always)
    var isOwner: Bool { owner.load(ordering: .relaxed) == LifetimePolicy.Owner.registry.code }

    /// Whether an entry leaves when its wrapper dies.
    @inline(__always)
    private var isPrompt: Bool { eviction.load(ordering: .relaxed) == LifetimePolicy.Eviction.prompt.code }

    /// Bytes in use by Python's allocators and by live host objects; the registry's own pages are not in it.
    /// Any thread, never blocks.
    public var heapBytes: Int { heap.bytes + census.hostBytes }

    /// References and ends of host objects that wait for the GIL. Any thread, never blocks.
    public var queuedReleases: Int { queue.depth }

    // MARK: From Python to Swift

    /// The host object behind a Python object, or nil when that is no wrapper of this registry.
    /// - Throws: `PythonError.reference` when the host object is gone.
    public func host(of object: PythonObject, holding gil: inout GIL) throws(PythonError) -> HostObject? {
        guard let type = unsafe cpython_type_of(object.pointer), unsafe hostedTypes.type(of: type) != nil
        else {
            return nil
        }
        let wrapper = unsafe UnsafeMutableRawPointer(object.pointer).assumingMemoryBound(
            to: CPythonWrapper.self)
        return unsafe try resolve(wrapper, for: 0, holding: &gil)
    }

    /// The host object of a wrapper, made live again if it was parked.
    /// - Parameter kind: the bits that the ancestry of the object's type must have, so that a member may be called on it.
    func resolve(
        _ wrapper: UnsafeMutablePointer<CPythonWrapper>, for kind: UInt64, holding gil: inout GIL
    ) throws(PythonError) -> HostObject {
        let handle = unsafe wrapper.handle
        let found: (host: HostObject?, type: UInt8, isStale: Bool) = state.open(&gil) { state in
            guard state.table.contains(handle) else {
                census.staleLookup()
                return (nil, 0, true)
            }
            let type = state.table.type(of: handle.slot)
            guard state.table.strength(of: handle.slot) == .weak else {
                return (state.table.object(of: handle.slot), type, false)
            }
            let host = state.table.strengthen(handle.slot)
            if host != nil { census.move(from: .parked, to: .live) }
            return (host, type, false)
        }
        guard let host = found.host else {
            let name = unsafe wrapper.typeName
            throw .reference(
                found.isStale
                    ? "this \(name) was evicted from the registry while Python still held it"
                    : "the host object of this \(name) is gone: its plan is over and it was swept")
        }
        if unsafe hostedTypes.ancestries[Int(found.type)] & kind != kind {
            let wanted = unsafe types.first { $0.bit == kind }?.description.name ?? "the one asked for"
            throw unsafe .type("\(wrapper.typeName) is hosted as another type than \(wanted)")
        }
        return host
    }

    /// Lets go of what was kept for calls on a wrapper, the last of which is over.
    @inline(never)
    func releaseKept(for wrapper: UnsafeMutablePointer<CPythonWrapper>, holding gil: inout GIL) {
        let kept = state.open(&gil) { $0.table.takeKept(unsafe wrapper.pointee.slot) }
        _ = consume kept
    }

    // MARK: Changes of entries

    func setGroup(_ group: Group, of handle: Handle, holding gil: inout GIL) {
        state.open(&gil) { state in
            if state.table.contains(handle) { state.table.setGroup(group, of: handle.slot) }
        }
    }

    /// A wrapper is being freed: its entry becomes a phantom, or leaves.
    /// - Returns: the host object that the handle kept alive, to be let go last of all.
    func wrapperDied(
        _ handle: Handle, of type: UnsafeMutablePointer<PyTypeObject>, holding gil: inout GIL
    ) -> HostObject? {
        let isPrompt = isPrompt
        let (isLast, released): (Bool, HostObject?) = state.open(&gil) { state in
            state.wrappers -= 1
            if let tally = state.tally { unsafe tally.freed(type) }
            let isLast = state.isClosed && state.wrappers == 0
            guard state.table.contains(handle) else { return (isLast, nil) }
            if state.sweeps > 0 { state.freedInSweeps += 1 }
            census.add(state.table.censusState(of: handle.slot), -1)
            let released =
                state.table.strength(of: handle.slot) == .empty ? nil : detach(handle.slot, of: &state.table)
            if isPrompt || state.sweeps > 0 {
                state.table.remove(handle.slot)
            } else {
                state.table.forgetWrapper(of: handle.slot)
                census.add(.phantom)
            }
            return (isLast, released)
        }
        // The module would have let go of the registry, but for this wrapper. Nothing of it is used after this.
        if isLast { unsafe Unmanaged.passUnretained(self).release() }
        return released
    }

    /// A wrapper and its host object forget each other.
    /// - Returns: the object, which outlives the wrapper when it is parked.
    private func detach(_ slot: UInt32, of table: inout HandleTable) -> HostObject? {
        let object = table.object(of: slot)
        object?.handle = .invalid
        return table.empty(slot) ?? object
    }

    /// A host object is gone whose entry had a weak handle.
    func hostDied(_ handle: Handle, holding gil: inout GIL) {
        state.open(&gil) { state in
            guard state.table.contains(handle), state.table.strength(of: handle.slot) == .weak else { return }
            _ = state.table.empty(handle.slot)
            census.move(from: .parked, to: .severed)
        }
    }

    /// Lets go of every host object and class: the module ends, by the latest when Python is finalised.
    /// - Returns: whether no wrapper refers to the registry any more; otherwise the last one releases it.
    func close() -> Bool {
        var gil = GIL(queue: queue)
        var released: [HostObject] = []
        _ = takeChanges(ending: true, holding: &gil)
        let (isUnused, spareClaims) = state.open(&gil) { state in
            state.isClosed = true
            defer { state.spareClaims = 0 }
            for slot in 0..<UInt32(state.table.slotCount) where state.table.isUsed(slot) {
                if let object = state.table.empty(slot) { released.append(object) }
            }
            return (state.wrappers == 0, state.spareClaims)
        }
        // The caller has one more.
        for _ in 0..<spareClaims { unsafe Unmanaged.passUnretained(self).release() }
        for type in unsafe types { type.release() }
        return isUnused
    }
}

extension HandleTable {
    /// How the census counts an entry, from its fields alone.
    func censusState(of slot: UInt32) -> Census.State {
        if unsafe wrapper(of: slot) == nil { return .phantom }
        switch strength(of: slot) {
        case .strong: return .live
        case .weak: return .parked
        case .empty: return .severed
        }
    }
}

extension UnsafeMutablePointer<CPythonWrapper> {
    /// The wrapper's Python class, borrowed.
    var type: UnsafeMutablePointer<PyTypeObject>? {
        unsafe withMemoryRebound(to: PyObject.self, capacity: 1) { unsafe cpython_type_of($0) }
    }

    /// Name of the wrapper's Python class.
    var typeName: String { unsafe String(cString: cpython_type_name(type)) }
}
