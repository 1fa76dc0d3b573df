internal import CPython

/// How host objects get their wrappers, and how Swift calls what Python overrides.
extension ObjectRegistry {
    /// Shows a host object to Python: its current wrapper, or a new plain one.
    public func expose(_ host: HostObject, holding gil: inout GIL) throws(PythonError) -> PythonObject {
        unsafe try gil.new(unsafe newWrapper(for: host, holding: &gil))
    }

    /// Calls a method on the Python subclass that a host object belongs to. Runs Python; blocks as long as that does.
    /// - Returns: nil when no Python subclass is involved, so that nothing can be overridden.
    public func call(
        _ method: PythonName, on host: HostObject, _ arguments: [PythonValue] = [], holding gil: inout GIL
    ) throws(PythonError) -> PythonObject? {
        guard host.owned != nil else { return nil }
        let references = try References([.host(host, self)] + arguments, holding: &gil)
        defer { references.release() }
        return unsafe try gil.new(
            unsafe PyObject_VectorcallMethod(method.pointer, references.pointer, references.count, nil))
    }

    /// Calls a method as `call` does and reads its result, which is several times faster where that is a plain value.
    /// - Returns: nil when no Python subclass is involved, so that nothing can be overridden.
    public func result(
        of method: PythonName, on host: HostObject, holding gil: inout GIL
    ) throws(PythonError) -> PythonValue? {
        guard let wrapper = unsafe try receiver(of: host, holding: &gil) else { return nil }
        defer { unsafe Py_DECREF(wrapper) }
        var receiver: UnsafeMutablePointer<PyObject>? = unsafe wrapper
        let result = unsafe PyObject_VectorcallMethod(method.pointer, &receiver, 1, nil)
        return unsafe try take(result, holding: &gil)
    }

    /// Calls a method with one argument, as above.
    public func result(
        of method: PythonName, on host: HostObject, _ argument: PythonValue, holding gil: inout GIL
    ) throws(PythonError) -> PythonValue? {
        guard let wrapper = unsafe try receiver(of: host, holding: &gil) else { return nil }
        defer { unsafe Py_DECREF(wrapper) }
        let value = unsafe try argument.newReference(holding: &gil)
        defer { unsafe Py_DECREF(value) }
        let result = unsafe withUnsafeTemporaryAllocation(
            of: UnsafeMutablePointer<PyObject>?.self, capacity: 2
        ) {
            unsafe $0.initializeElement(at: 0, to: wrapper)
            unsafe $0.initializeElement(at: 1, to: value)
            return unsafe PyObject_VectorcallMethod(method.pointer, $0.baseAddress, 2, nil)
        }
        return unsafe try take(result, holding: &gil)
    }

    /// A new reference to the wrapper on which overrides are called; nil when no Python subclass is involved.
    private func receiver(
        of host: HostObject, holding gil: inout GIL
    ) throws(PythonError) -> UnsafeMutablePointer<PyObject>? {
        guard let owned = host.owned else { return nil }
        guard owned.isWrapper else { return unsafe try newWrapper(for: host, holding: &gil) }
        // The anchor of a derived wrapper is that wrapper.
        unsafe Py_INCREF(owned.reference)
        return unsafe owned.reference
    }

    /// The value of a new reference, which is given back; or what was raised instead.
    private func take(
        _ result: UnsafeMutablePointer<PyObject>?, holding gil: inout GIL
    ) throws(PythonError) -> PythonValue {
        guard let result = unsafe result else { throw gil.fetchError() }
        defer { unsafe Py_DECREF(result) }
        return unsafe PythonValue(reading: result, holding: &gil)
    }

    /// Name of the Python class that a host object appears as.
    public func className(of host: HostObject, holding gil: inout GIL) -> String {
        if let owned = host.owned {
            let object = unsafe UnsafeMutableRawPointer(owned.reference)
            let type =
                unsafe owned.isWrapper
                ? cpython_type_of(owned.reference) : object.assumingMemoryBound(to: PyTypeObject.self)
            if let type = unsafe type { return unsafe String(cString: cpython_type_name(type)) }
        }
        return hostedType(of: host)?.description.name ?? "\(Swift.type(of: host))"
    }

    /// A new reference to the wrapper of a host object, made if there is none.
    func newWrapper(
        for host: HostObject, holding gil: inout GIL
    ) throws(PythonError) -> UnsafeMutablePointer<PyObject> {
        let (current, isClosed): (UnsafeMutableRawPointer?, Bool) = unsafe state.open(&gil) { state in
            guard state.table.contains(host.handle) else { return (nil, state.isClosed) }
            return unsafe (
                state.table.wrapper(of: host.handle.slot).map { UnsafeMutableRawPointer($0) }, false
            )
        }
        if let current = unsafe current?.assumingMemoryBound(to: PyObject.self) {
            unsafe Py_IncRef(current)
            return unsafe current
        }
        if isClosed { throw .reference("the module of \(Swift.type(of: host)) is gone") }
        guard let hosted = hostedType(of: host) else {
            throw .type("\(Swift.type(of: host)) is not a hosted type")
        }
        var type = unsafe hosted.pythonType
        if let owned = host.owned, !owned.isWrapper {
            // The registry owned the wrapper and has given it up. Its Python state is lost; the class is not.
            unsafe type = UnsafeMutableRawPointer(owned.reference).assumingMemoryBound(to: PyTypeObject.self)
            census.identityLost()
        }
        guard let made = unsafe wrap(host, in: type, as: hosted, holding: &gil) else {
            throw gil.fetchError()
        }
        return unsafe made
    }

    /// Makes a wrapper of a class and the entry that ties it to a host object, which owns it from then on.
    /// - Returns: a new reference, or nil with an exception set.
    @inline(__always)
    func wrap(
        _ host: consuming HostObject, in type: UnsafeMutablePointer<PyTypeObject>, as hosted: RegisteredType,
        holding gil: inout GIL
    ) -> UnsafeMutablePointer<PyObject>? {
        // object.__new__ rather than tp_alloc: only then do subclasses get inline attribute values.
        guard let object = unsafe cpython_object_type()?.pointee.tp_new(type, noArguments, nil) else {
            return nil
        }
        var traits: HandleTable.Traits = isOwner ? .registryOwned : []
        if unsafe type != hosted.pythonType {
            traits.insert(.derived)
            unsafe keep(object, of: type, for: host, isRegistryOwned: traits.contains(.registryOwned))
        }
        if hosted.isRoot { traits.insert(.root) }
        if !host.isRegistered {
            unsafe host.register(in: newClaim(holding: &gil))
            census.hostCreated(bytes: host.allocatedBytes)
        }
        census.born()
        let wrapper = unsafe UnsafeMutableRawPointer(object).assumingMemoryBound(to: CPythonWrapper.self)
        unsafe state.pointer(&gil).pointee.wrappers += 1
        unsafe state.pointer(&gil).pointee.table.insert(
            host, wrapper: wrapper, type: hosted.index, traits: traits)
        if let tally = unsafe state.pointer(&gil).pointee.tally { unsafe tally.made(type) }
        return unsafe object
    }

    /// A reference to this registry for a host object.
    @inline(__always)
    private func newClaim(holding gil: inout GIL) -> Unmanaged<ObjectRegistry> {
        guard unsafe state.pointer(&gil).pointee.spareClaims > 0 else { return unsafe .passRetained(self) }
        unsafe state.pointer(&gil).pointee.spareClaims -= 1
        return unsafe .passUnretained(self)
    }

    /// Makes the bookkeeping reference of a derived wrapper.
    private func keep(
        _ object: UnsafeMutablePointer<PyObject>, of type: UnsafeMutablePointer<PyTypeObject>,
        for host: HostObject,
        isRegistryOwned: Bool
    ) {
        unsafe Py_INCREF(object)
        let previous = unsafe host.owned?.reference
        if !isRegistryOwned {
            unsafe host.owned = .init(reference: object, isWrapper: true)
        } else {
            let typeObject = unsafe UnsafeMutableRawPointer(type).assumingMemoryBound(to: PyObject.self)
            unsafe Py_INCREF(typeObject)
            unsafe host.owned = .init(reference: typeObject, isWrapper: false)
        }
        if let previous = unsafe previous { unsafe queue.release(previous) }
    }

    private func hostedType(of host: HostObject) -> RegisteredType? {
        var current: AnyClass? = Swift.type(of: host)
        while let candidate = current {
            for hosted in unsafe types where hosted.description.hostClass == candidate { return hosted }
            current = _getSuperclass(candidate)
        }
        return nil
    }
}
