internal import CPython

/// The Python type of every hosted method: a method descriptor with vectorcall.
///
/// `PyMethodDef` has no room for a closure, so methods are objects of a type of our own. As method descriptors they
/// are called without a bound method in between (PEP 590, `Py_TPFLAGS_METHOD_DESCRIPTOR`).
enum HostMethod {
    /// Creates the type. A new reference.
    static func makeType(holding gil: inout GIL) throws(PythonError) -> PythonObject {
        // Kept by the type for good (PyType_FromSpec does not copy members and slots it refers to).
        let members = UnsafeMutablePointer<PyMemberDef>.allocate(capacity: 2)
        unsafe members.initialize(to: cpython_vectorcall_member())
        unsafe (members + 1).initialize(to: PyMemberDef())
        var slots = unsafe [
            PyType_Slot(slot: Py_tp_dealloc, pfunc: unsafeBitCast(dealloc, to: UnsafeMutableRawPointer.self)),
            PyType_Slot(
                slot: Py_tp_call, pfunc: unsafeBitCast(vectorcallCall, to: UnsafeMutableRawPointer.self)),
            PyType_Slot(slot: Py_tp_descr_get, pfunc: unsafeBitCast(bind, to: UnsafeMutableRawPointer.self)),
            PyType_Slot(slot: Py_tp_repr, pfunc: unsafeBitCast(describe, to: UnsafeMutableRawPointer.self)),
            PyType_Slot(slot: Py_tp_members, pfunc: UnsafeMutableRawPointer(members)),
            PyType_Slot(slot: 0, pfunc: nil),
        ]
        let flags = UInt32(Py_TPFLAGS_DEFAULT) | cpython_method_flags()
        return try unsafe slots.withUnsafeMutableBufferPointer { slots throws(PythonError) in
            var spec = unsafe PyType_Spec(
                name: immortal("phantop.method"), basicsize: Int32(MemoryLayout<CPythonMethod>.size),
                itemsize: 0,
                flags: flags, slots: slots.baseAddress)
            return unsafe try gil.new(unsafe PyType_FromSpec(&spec))
        }
    }

    /// Creates the descriptor for one member. A new reference.
    static func make(
        _ member: RegisteredMember, type: PythonObject, holding gil: inout GIL
    ) throws(PythonError) -> PythonObject {
        let methodType = unsafe UnsafeMutableRawPointer(type.pointer).assumingMemoryBound(
            to: PyTypeObject.self)
        let object = unsafe try gil.new(unsafe methodType.pointee.tp_alloc(methodType, 0))
        let method = unsafe UnsafeMutableRawPointer(object.pointer).assumingMemoryBound(
            to: CPythonMethod.self)
        unsafe method.pointee.vectorcall = member.function == nil ? callMethod : callFunction
        unsafe method.pointee.method = Unmanaged.passRetained(member).toOpaque()
        return object
    }

    private static let callFunction: vectorcallfunc = { callable, arguments, flagged, keywords in
        guard let callable = unsafe callable, let member = unsafe member(of: callable),
            let body = member.function
        else {
            return nil
        }
        var gil = GIL(queue: member.queue)
        do throws(PythonError) {
            try gil.refuseInForkedChild()
            let (pointer, count) = unsafe try place(
                arguments, count: cpython_vectorcall_count(flagged), keywords: keywords, of: member,
                holding: &gil)
            defer { unsafe pointer.deallocate() }
            return unsafe try body(&gil, Arguments(pointer, count: count)).newReference(holding: &gil)
        } catch {
            gil.raise(error)
            return nil
        }
    }

    private static let callMethod: vectorcallfunc = { callable, arguments, flagged, keywords in
        guard let callable = unsafe callable, let opaque = unsafe opaqueMember(of: callable) else {
            return nil
        }
        // Guaranteed: the descriptor owns the member, and whoever calls it holds the descriptor.
        return unsafe Unmanaged<RegisteredMember>.fromOpaque(opaque)._withUnsafeGuaranteedRef { member in
            let count = cpython_vectorcall_count(flagged) - 1
            guard count >= 0, let object = unsafe arguments?[0], unsafe isOwner(of: member, object) else {
                return unsafe refuse(member)
            }
            guard unsafe keywords == nil || PyTuple_Size(keywords) == 0, member.arity.contains(count) else {
                return unsafe refuse(member, count: count, keywords: keywords)
            }
            return unsafe HostSlots.call(member, on: object) { (gil, host) throws(PythonError) in
                try member.method(&gil, host, unsafe Arguments(arguments.map { unsafe $0 + 1 }, count: count))
            }
        }
    }

    /// Whether an object is of the class that owns a member; most are of that class or of a direct subclass.
    @inline(__always)
    private static func isOwner(of member: RegisteredMember, _ object: UnsafeMutablePointer<PyObject>) -> Bool
    {
        guard let required = unsafe member.pythonType, let type = unsafe cpython_type_of(object) else {
            return false
        }
        return unsafe type == required || type.pointee.tp_base == required
            || PyType_IsSubtype(type, required) != 0
    }

    /// Raises because the receiver is something else.
    @inline(never)
    private static func refuse(_ member: RegisteredMember) -> UnsafeMutablePointer<PyObject>? {
        unsafe PyErr_SetString(
            cpython_type_error(), "\(member.name) needs a \(owner(of: member)) to be called on")
        return nil
    }

    /// Raises because the arguments do not fit.
    @inline(never)
    private static func refuse(
        _ member: RegisteredMember, count: Int, keywords: UnsafeMutablePointer<PyObject>?
    ) -> UnsafeMutablePointer<PyObject>? {
        let hasKeywords = unsafe keywords != nil && PyTuple_Size(keywords) > 0
        let objection = hasKeywords ? "no keyword arguments" : "\(wording(of: member.arity)), not \(count)"
        unsafe PyErr_SetString(cpython_type_error(), "\(member.name) takes \(objection)")
        return nil
    }

    /// Puts positional and named arguments into the order of the parameters; what is missing becomes `None`.
    /// - Returns: borrowed references in memory that the caller deallocates.
    private static func place(
        _ arguments: UnsafePointer<UnsafeMutablePointer<PyObject>?>?, count: Int,
        keywords: UnsafeMutablePointer<PyObject>?, of member: RegisteredMember, holding gil: inout GIL
    ) throws(PythonError) -> (UnsafeMutablePointer<UnsafeMutablePointer<PyObject>?>, Int) {
        let parameters = member.parameters
        guard count <= parameters.count else {
            throw .type("\(member.name) takes at most \(parameters.count) arguments, not \(count)")
        }
        let placed = UnsafeMutablePointer<UnsafeMutablePointer<PyObject>?>.allocate(
            capacity: parameters.count)
        unsafe placed.initialize(repeating: cpython_none(), count: parameters.count)
        for index in 0..<count { unsafe placed[index] = arguments?[index] }
        let named = unsafe keywords == nil ? 0 : PyTuple_Size(keywords)
        for index in 0..<named {
            let name = unsafe PyTuple_GetItem(keywords, index).map { unsafe gil.string($0) } ?? ""
            guard let position = parameters.firstIndex(of: name), position >= count else {
                unsafe placed.deallocate()
                throw .type("\(member.name) got an unexpected argument '\(name)'")
            }
            unsafe placed[position] = arguments?[count + index]
        }
        return unsafe (placed, parameters.count)
    }

    private static func owner(of member: RegisteredMember) -> String {
        member.type?.description.name ?? "phantop"
    }

    private static func wording(of arity: ClosedRange<Int>) -> String {
        let bounds = arity.count == 1 ? "\(arity.lowerBound)" : "\(arity.lowerBound) to \(arity.upperBound)"
        return arity == 1...1 ? "1 argument" : "\(bounds) arguments"
    }

    private static let vectorcallCall: ternaryfunc = { callable, arguments, keywords in
        unsafe PyVectorcall_Call(callable, arguments, keywords)
    }

    private static let bind: descrgetfunc = { method, instance, _ in
        guard let instance = unsafe instance, unsafe instance != cpython_none() else {
            unsafe Py_IncRef(method)
            return unsafe method
        }
        return unsafe PyMethod_New(method, instance)
    }

    private static let describe: reprfunc = { object in
        guard let object = unsafe object, let member = unsafe member(of: object) else { return nil }
        return unsafe PyUnicode_FromString("<method \(owner(of: member)).\(member.name)>")
    }

    private static let dealloc: destructor = { object in
        guard let object = unsafe object, let type = unsafe cpython_type_of(object) else { return }
        let method = unsafe UnsafeMutableRawPointer(object).assumingMemoryBound(to: CPythonMethod.self)
        if let opaque = unsafe method.pointee.method {
            unsafe Unmanaged<RegisteredMember>.fromOpaque(opaque).release()
        }
        unsafe type.pointee.tp_free(object)
        unsafe Py_DecRef(UnsafeMutableRawPointer(type).assumingMemoryBound(to: PyObject.self))
    }

    private static func member(of object: UnsafeMutablePointer<PyObject>) -> RegisteredMember? {
        unsafe opaqueMember(of: object).map { unsafe Unmanaged.fromOpaque($0).takeUnretainedValue() }
    }

    @inline(__always)
    private static func opaqueMember(of object: UnsafeMutablePointer<PyObject>) -> UnsafeMutableRawPointer? {
        unsafe UnsafeMutableRawPointer(object).assumingMemoryBound(to: CPythonMethod.self).pointee.method
    }
}
