internal import CPython
internal import Threading

/// The functions that CPython calls for every hosted type. CPython guarantees the GIL in each of them.
enum HostSlots {
    /// `tp_new`: makes a wrapper, its host object and their entry.
    static let new: newfunc = { type, _, _ in
        guard let type = unsafe type, let opaque = unsafe module(of: type) else { return nil }
        // Guaranteed: the class that is being called keeps its module, and that the registry and its types.
        return unsafe Unmanaged<ObjectRegistry>.fromOpaque(opaque)._withUnsafeGuaranteedRef { registry in
            guard let hosted = unsafe registry.hostedTypes.type(of: type) else { return unsafe refuse(type) }
            return unsafe hosted._withUnsafeGuaranteedRef { hosted in
                unsafe make(type, as: hosted, in: registry)
            }
        }
    }

    @inline(__always)
    private static func make(
        _ type: UnsafeMutablePointer<PyTypeObject>, as hosted: RegisteredType, in registry: ObjectRegistry
    ) -> UnsafeMutablePointer<PyObject>? {
        guard hosted.isMadeByPython else { return unsafe refuse(type) }
        var gil = GIL(queue: registry.queue)
        if ForkedChild.isHere { return unsafe refuse(.forkedChild, holding: &gil) }
        return unsafe registry.wrap(hosted.make(&gil), in: type, as: hosted, holding: &gil)
    }

    @inline(never)
    private static func refuse(_ type: UnsafeMutablePointer<PyTypeObject>) -> UnsafeMutablePointer<PyObject>?
    {
        let name = unsafe String(cString: cpython_type_name(type))
        unsafe PyErr_SetString(cpython_type_error(), "\(name) cannot be created from Python")
        return nil
    }

    /// `tp_dealloc`: the wrapper dies; its entry becomes a phantom or leaves.
    static let dealloc: destructor = { object in
        guard let object = unsafe object, let type = unsafe cpython_type_of(object) else { return }
        unsafe PyObject_GC_UnTrack(object)
        let wrapper = unsafe UnsafeMutableRawPointer(object).assumingMemoryBound(to: CPythonWrapper.self)
        var host: HostObject?
        if let page = unsafe HandlePage(of: wrapper) {
            // Guaranteed: the registry outlives its wrappers, and lets go of itself last of all when this is the last.
            host = unsafe page.registry._withUnsafeGuaranteedRef { registry in
                var gil = GIL(queue: registry.queue)
                return unsafe registry.wrapperDied(wrapper.handle, of: type, holding: &gil)
            }
        }
        unsafe type.pointee.tp_free(object)
        // Instances of heap types own a reference to their type (CPython: "Heap types").
        unsafe Py_DECREF(UnsafeMutableRawPointer(type).assumingMemoryBound(to: PyObject.self))
        // Last, with nothing of Python or of the registry in hand: its deinit may release other host objects.
        _ = consume host
    }

    /// `tp_traverse`: a wrapper refers to nothing that Python's collector could free, but to its type.
    static let traverse: traverseproc = { object, visit, context in
        unsafe cpython_visit_type(object, visit, context)
    }

    /// Getter of every hosted property.
    static let get: getter = { object, closure in
        guard let object = unsafe object, let closure = unsafe closure else { return nil }
        // Guaranteed: the table of properties owns its members for good.
        return unsafe Unmanaged<RegisteredMember>.fromOpaque(closure)._withUnsafeGuaranteedRef { member in
            unsafe call(member, on: object) { (gil, host) throws(PythonError) in try member.getter(&gil, host)
            }
        }
    }

    /// Setter of every hosted property.
    static let set: setter = { object, value, closure in
        guard let object = unsafe object, let closure = unsafe closure else { return -1 }
        let member = unsafe Unmanaged<RegisteredMember>.fromOpaque(closure).takeUnretainedValue()
        let result = unsafe call(member, on: object) { (gil, host) throws(PythonError) in
            guard let set = member.setter else { throw .type("\(member.name) is read-only") }
            guard let value = unsafe value else { throw .type("\(member.name) cannot be deleted") }
            try set(&gil, host, unsafe PythonObject(borrowing: value, holding: gil))
            return .none
        }
        unsafe Py_DecRef(result)
        return unsafe result == nil ? -1 : 0
    }

    /// Runs a member's closure for a wrapper that Python has checked to be of the owning class.
    ///
    /// Always inlined, and all that is rare is out of line, so that an ordinary call retains nothing at all.
    /// - Returns: a new reference, or nil with an exception set.
    @inline(__always)
    static func call(
        _ member: RegisteredMember, on object: UnsafeMutablePointer<PyObject>,
        _ body: (inout GIL, HostObject) throws(PythonError) -> PythonValue
    ) -> UnsafeMutablePointer<PyObject>? {
        let wrapper = unsafe UnsafeMutableRawPointer(object).assumingMemoryBound(to: CPythonWrapper.self)
        guard let page = unsafe HandlePage(of: wrapper) else { return unsafe refuseUnconnected() }
        let (type, kind) = (member.typeIndex, member.requiredKind)
        var gil = GIL(queue: member.queue)
        if member.queue.isDue { gil.drain() }
        if ForkedChild.isHere { return unsafe refuse(.forkedChild, holding: &gil) }
        guard
            let pin = unsafe page.pin(wrapper, type: type, kind: kind, holding: &gil)
                ?? pinIdle(wrapper, of: page, for: kind, holding: &gil)
        else { return nil }
        let answer: UnsafeMutablePointer<PyObject>? = unsafe pin.object._withUnsafeGuaranteedRef { host in
            do throws(PythonError) {
                return unsafe try body(&gil, host).newReference(holding: &gil)
            } catch {
                return unsafe refuse(error, holding: &gil)
            }
        }
        if !pin.takeOut() { unsafe releaseKept(for: wrapper, of: page, holding: &gil) }
        return unsafe answer
    }

    /// Pins the host object of a wrapper where that takes more than a look: parked, gone, or pinned many times over.
    /// - Returns: nil with an exception set when it is gone or does not fit.
    @inline(never)
    private static func pinIdle(
        _ wrapper: UnsafeMutablePointer<CPythonWrapper>, of page: HandlePage, for kind: UInt64,
        holding gil: inout GIL
    ) -> HandlePage.Pin? {
        let registry = unsafe page.registry.takeUnretainedValue()
        do throws(PythonError) {
            return HandlePage.Pin(retaining: unsafe try registry.resolve(wrapper, for: kind, holding: &gil))
        } catch {
            gil.raise(error)
            return nil
        }
    }

    @inline(never)
    private static func releaseKept(
        for wrapper: UnsafeMutablePointer<CPythonWrapper>, of page: HandlePage, holding gil: inout GIL
    ) {
        unsafe page.registry.takeUnretainedValue().releaseKept(for: wrapper, holding: &gil)
    }

    @inline(never)
    private static func refuse(_ error: PythonError, holding gil: inout GIL) -> UnsafeMutablePointer<
        PyObject
    >? {
        gil.raise(error)
        return nil
    }

    @inline(never)
    private static func refuseUnconnected() -> UnsafeMutablePointer<PyObject>? {
        unsafe PyErr_SetString(cpython_reference_error(), "the wrapper was never connected to a host object")
        return nil
    }

    /// The state of the module that a class belongs to: its registry.
    @inline(__always)
    private static func module(of type: UnsafeMutablePointer<PyTypeObject>) -> UnsafeMutableRawPointer? {
        // Most classes derive from a hosted type directly, which knows its module; `PyType_GetModuleByDef` searches.
        // It sets TypeError itself when the type belongs to no module of ours.
        unsafe cpython_module_state_of_type(type, HostModule.definition)
    }
}

extension GIL {
    /// Nothing of the engine works in a child of `os.fork()`.
    mutating func refuseInForkedChild() throws(PythonError) {
        if ForkedChild.isHere { throw .forkedChild }
    }
}

extension PythonError {
    fileprivate static var forkedChild: PythonError {
        .refused("phantop cannot be used in a child of os.fork()")
    }
}

extension UnsafeMutablePointer<CPythonWrapper> {
    /// The handle that the wrapper stores.
    var handle: Handle {
        unsafe Handle(slot: pointee.slot, generation: pointee.generation)
    }
}
