internal import CPython

/// What a sweep took out of the table while it was open, to be let go when it is closed.
@safe struct Doomed {
    // Owned: moved in from the table and released once, where an array of objects would retain and release each again.
    private var objects: [Unmanaged<HostObject>] = unsafe []
    private var references: [UnsafeMutablePointer<PyObject>] = unsafe []
    /// References to the registry that objects have left: for the next ones, which saves both sides an atomic operation.
    private var claims = 0

    init() {}

    var isEmpty: Bool { unsafe objects.isEmpty && references.isEmpty }

    /// Takes an abandoned entry's claim on its host object out of the table.
    mutating func abandon(
        _ slot: UInt32, of table: inout HandleTable, in registry: ObjectRegistry, reach: Sweep.Reach
    ) {
        let isDerived = table.traits(of: slot).contains(.derived)
        if table.traits(of: slot).contains(.registryOwned) {
            // The notes' way: the handle is emptied, the entry leaves, and its bookkeeping reference with it.
            if isDerived, let wrapper = unsafe table.wrapper(of: slot) {
                unsafe references.append(
                    UnsafeMutableRawPointer(wrapper).assumingMemoryBound(to: PyObject.self))
            }
            if let object = table.empty(slot) {
                object.handle = .invalid
                unsafe objects.append(.passRetained(object))
            }
            table.remove(slot)
            registry.census.add(.live, -1)
        } else if reach != .unheld, table.isReferred(slot) {
            // Severed: the wrapper stays where Python holds it. A host object that lives on needs a new one.
            if let object = table.empty(slot) {
                object.handle = .invalid
                if let anchor = unsafe object.forgetWrapper() { unsafe references.append(anchor) }
                unsafe objects.append(.passRetained(object))
            }
            registry.census.move(from: .live, to: .severed)
        } else {
            let (object, isEnding) = unsafe table.weaken(slot)
            if isEnding { unsafe object._withUnsafeGuaranteedRef { retire($0, of: registry) } }
            unsafe objects.append(object)
            registry.census.move(from: .live, to: isEnding ? .severed : .parked)
        }
    }

    /// Takes from an object that ends what it would otherwise queue.
    private mutating func retire(_ object: HostObject, of registry: ObjectRegistry) {
        let bytes = object.allocatedBytes
        let (reference, home) = unsafe object.retire()
        if let reference = unsafe reference { unsafe references.append(reference) }
        guard let home = unsafe home else { return }
        // Exposed first by another registry: counted there, and by whoever may count there.
        if unsafe home.toOpaque() == Unmanaged.passUnretained(registry).toOpaque() {
            registry.census.hostRetired(bytes: bytes)
            claims += 1
        } else {
            unsafe home._withUnsafeGuaranteedRef { $0.census.hostDeinitialised(bytes: bytes) }
            unsafe home.release()
        }
    }

    /// Takes out the references to the registry.
    mutating func takeClaims() -> Int {
        defer { claims = 0 }
        return claims
    }

    /// Lets go of the host objects alone; no Python code runs.
    mutating func releaseObjects() {
        for index in unsafe objects.indices { unsafe objects[index].release() }
        unsafe objects.removeAll(keepingCapacity: true)
    }

    /// Lets go of everything; runs whatever finalisers follow.
    mutating func release(holding gil: inout GIL) {
        // Memory is kept for the next batch: large blocks that come and go make malloc tidy up its small ones.
        releaseObjects()
        for index in unsafe references.indices { unsafe Py_DECREF(references[index]) }
        unsafe references.removeAll(keepingCapacity: true)
    }
}

extension HostObject {
    /// Gives up the anchor and keeps the class instead, so that a new wrapper can be made.
    /// - Returns: the anchor's reference, to be given back; nil when there was none.
    fileprivate func forgetWrapper() -> UnsafeMutablePointer<PyObject>? {
        guard let anchor = owned, anchor.isWrapper, let type = unsafe cpython_type_as_object(anchor.reference)
        else {
            return nil
        }
        unsafe Py_IncRef(type)
        owned = unsafe Owned(reference: type, isWrapper: false)
        return unsafe anchor.reference
    }
}

extension HandleTable {
    /// References on the wrapper of an entry that the bridge itself owns.
    func bookkeeping(of slot: UInt32) -> Int {
        let traits = traits(of: slot)
        guard traits.contains(.derived) else { return 0 }
        return traits.contains(.registryOwned) || strength(of: slot) != .empty ? 1 : 0
    }

    /// Whether anything but the bridge refers to the wrapper of an entry.
    func isReferred(_ slot: UInt32) -> Bool {
        references(to: slot) > bookkeeping(of: slot)
    }

    /// References on the wrapper of an entry, the bridge's own among them; 0 when it is gone.
    func references(to slot: UInt32) -> Int {
        guard let wrapper = unsafe wrapper(of: slot) else { return 0 }
        return unsafe UnsafeMutableRawPointer(wrapper).assumingMemoryBound(to: PyObject.self).pointee
            .ob_refcnt
    }
}
