internal import CPython

/// What a sweep took out of the table while it was open, to be let go when it is closed.
@safe struct Doomed {
    private var objects: [HostObject] = []
    private var references: [UnsafeMutablePointer<PyObject>] = unsafe []

    init() {}

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
                objects.append(object)
            }
            table.remove(slot)
            registry.census.add(.live, -1)
        } else if reach != .unheld, table.isReferred(slot) {
            // Severed: the wrapper stays where Python holds it. A host object that lives on needs a new one.
            if let object = table.empty(slot) {
                object.handle = .invalid
                if let anchor = unsafe object.forgetWrapper() { unsafe references.append(anchor) }
                objects.append(object)
            }
            registry.census.move(from: .live, to: .severed)
        } else {
            objects.append(table.weaken(slot))
            registry.census.move(from: .live, to: table.censusState(of: slot))
        }
    }

    /// Lets go of the host objects alone; no Python code runs.
    mutating func releaseObjects() {
        objects.removeAll()
    }

    /// Takes over what another one still has.
    mutating func take(_ other: Doomed) {
        unsafe references += other.references
        objects += other.objects
    }

    /// Lets go of everything; runs whatever finalisers follow.
    mutating func release(holding gil: inout GIL) {
        objects.removeAll()
        let doomed = unsafe references
        unsafe references = []
        unsafe doomed.forEach { unsafe Py_DecRef($0) }
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
