internal import CPython
internal import Threading

/// The functions that CPython calls for every hosted type. CPython guarantees the GIL in each of them.
enum HostSlots {
    /// `tp_new`: makes a wrapper, its host object and their entry.
    static let new: newfunc = { type, _, _ in
        guard let type = unsafe type, let registry = unsafe registry(of: type) else { return nil }
        var gil = GIL(queue: registry.queue)
        guard let hosted = unsafe registry.hostedType(of: type), let make = hosted.description.make else {
            gil.raise(.type("\(unsafe String(cString: cpython_type_name(type))) cannot be created from Python"))
            return nil
        }
        do throws(PythonError) {
            try gil.refuseInForkedChild()
        } catch {
            gil.raise(error)
            return nil
        }
        let host = make(&gil)
        return unsafe registry.wrap(host, in: type, as: hosted, holding: &gil)
    }

    /// `tp_dealloc`: the wrapper dies; its entry becomes a phantom or leaves.
    static let dealloc: destructor = { object in
        guard let object = unsafe object, let type = unsafe cpython_type_of(object) else { return }
        unsafe PyObject_GC_UnTrack(object)
        let wrapper = unsafe UnsafeMutableRawPointer(object).assumingMemoryBound(to: CPythonWrapper.self)
        var host: HostObject?
        if let registry = unsafe wrapper.pointee.registry {
            let registry = unsafe Unmanaged<ObjectRegistry>.fromOpaque(registry).takeUnretainedValue()
            var gil = GIL(queue: registry.queue)
            host = registry.wrapperDied(unsafe wrapper.handle, holding: &gil)
        }
        unsafe type.pointee.tp_free(object)
        // Instances of heap types own a reference to their type (CPython: "Heap types").
        unsafe Py_DecRef(UnsafeMutableRawPointer(type).assumingMemoryBound(to: PyObject.self))
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
        let member = unsafe Unmanaged<RegisteredMember>.fromOpaque(closure).takeUnretainedValue()
        return unsafe call(member, on: object) { (gil, host) throws(PythonError) in
            guard case .property(let get, _) = member.member.kind else { return .none }
            return try get(&gil, host)
        }
    }

    /// Setter of every hosted property.
    static let set: setter = { object, value, closure in
        guard let object = unsafe object, let closure = unsafe closure else { return -1 }
        let member = unsafe Unmanaged<RegisteredMember>.fromOpaque(closure).takeUnretainedValue()
        let result = unsafe call(member, on: object) { (gil, host) throws(PythonError) in
            guard case .property(_, let set?) = member.member.kind else {
                throw .type("\(member.member.name) is read-only")
            }
            guard let value = unsafe value else { throw .type("\(member.member.name) cannot be deleted") }
            try set(&gil, host, unsafe PythonObject(borrowing: value, holding: gil))
            return .none
        }
        unsafe Py_DecRef(result)
        return unsafe result == nil ? -1 : 0
    }

    /// Runs a member's closure for a wrapper that Python has checked to be of the owning class.
    /// - Returns: a new reference, or nil with an exception set.
    static func call(
        _ member: RegisteredMember, on object: UnsafeMutablePointer<PyObject>,
        _ body: (inout GIL, HostObject) throws(PythonError) -> PythonValue
    ) -> UnsafeMutablePointer<PyObject>? {
        let wrapper = unsafe UnsafeMutableRawPointer(object).assumingMemoryBound(to: CPythonWrapper.self)
        guard let opaque = unsafe wrapper.pointee.registry else {
            unsafe PyErr_SetString(cpython_reference_error(), "the wrapper was never connected to a host object")
            return nil
        }
        let registry = unsafe Unmanaged<ObjectRegistry>.fromOpaque(opaque).takeUnretainedValue()
        var gil = GIL(queue: registry.queue)
        registry.drainIfDue(holding: &gil)
        do throws(PythonError) {
            try gil.refuseInForkedChild()
            let host = unsafe try registry.resolve(wrapper, for: member, holding: &gil)
            return unsafe try body(&gil, host).newReference(holding: &gil)
        } catch {
            gil.raise(error)
            return nil
        }
    }

    private static func registry(of type: UnsafeMutablePointer<PyTypeObject>) -> ObjectRegistry? {
        // Sets TypeError itself when the type belongs to no module of ours.
        guard let opaque = unsafe cpython_module_state_of_type(type, HostModule.definition) else { return nil }
        return unsafe Unmanaged<ObjectRegistry>.fromOpaque(opaque).takeUnretainedValue()
    }
}

extension GIL {
    /// Nothing of the engine works in a child of `os.fork()`.
    mutating func refuseInForkedChild() throws(PythonError) {
        if ForkedChild.isHere { throw .refused("phantop cannot be used in a child of os.fork()") }
    }
}

extension UnsafeMutablePointer<CPythonWrapper> {
    /// The handle that the wrapper stores.
    var handle: Handle {
        unsafe Handle(slot: pointee.slot, generation: pointee.generation)
    }
}
