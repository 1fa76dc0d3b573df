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
            PyType_Slot(slot: Py_tp_call, pfunc: unsafeBitCast(vectorcallCall, to: UnsafeMutableRawPointer.self)),
            PyType_Slot(slot: Py_tp_descr_get, pfunc: unsafeBitCast(bind, to: UnsafeMutableRawPointer.self)),
            PyType_Slot(slot: Py_tp_repr, pfunc: unsafeBitCast(describe, to: UnsafeMutableRawPointer.self)),
            PyType_Slot(slot: Py_tp_members, pfunc: UnsafeMutableRawPointer(members)),
            PyType_Slot(slot: 0, pfunc: nil),
        ]
        let flags = UInt32(Py_TPFLAGS_DEFAULT) | cpython_method_flags()
        return try unsafe slots.withUnsafeMutableBufferPointer { slots throws(PythonError) in
            var spec = unsafe PyType_Spec(
                name: immortal("phantop.method"), basicsize: Int32(MemoryLayout<CPythonMethod>.size), itemsize: 0,
                flags: flags, slots: slots.baseAddress)
            return unsafe try gil.new(unsafe PyType_FromSpec(&spec))
        }
    }

    /// Creates the descriptor for one member. A new reference.
    static func make(
        _ member: RegisteredMember, type: PythonObject, holding gil: inout GIL
    ) throws(PythonError) -> PythonObject {
        let methodType = unsafe UnsafeMutableRawPointer(type.pointer).assumingMemoryBound(to: PyTypeObject.self)
        let object = unsafe try gil.new(unsafe methodType.pointee.tp_alloc(methodType, 0))
        let method = unsafe UnsafeMutableRawPointer(object.pointer).assumingMemoryBound(to: CPythonMethod.self)
        unsafe method.pointee.vectorcall = call
        unsafe method.pointee.method = Unmanaged.passRetained(member).toOpaque()
        return object
    }

    private static let call: vectorcallfunc = { callable, arguments, flagged, keywords in
        guard let callable = unsafe callable, let member = unsafe member(of: callable) else { return nil }
        let count = cpython_vectorcall_count(flagged)
        switch member.member.kind {
        case .function(let parameters, let body):
            var gil = GIL(queue: member.queue)
            do throws(PythonError) {
                try gil.refuseInForkedChild()
                let (pointer, count) = unsafe try place(
                    arguments, count: count, keywords: keywords, parameters: parameters, of: member, holding: &gil)
                defer { unsafe pointer.deallocate() }
                return unsafe try body(&gil, Arguments(pointer, count: count)).newReference(holding: &gil)
            } catch {
                gil.raise(error)
                return nil
            }
        case .method(let arity, let body):
            return unsafe callMethod(
                member, arity: arity, body, arguments: arguments, count: count, keywords: keywords)
        case .property: return nil
        }
    }

    private static func callMethod(
        _ member: RegisteredMember, arity: ClosedRange<Int>, _ body: HostMember.Method,
        arguments: UnsafePointer<UnsafeMutablePointer<PyObject>?>?, count: Int,
        keywords: UnsafeMutablePointer<PyObject>?
    ) -> UnsafeMutablePointer<PyObject>? {
        guard count > 0, let object = unsafe arguments?[0], let type = member.type,
            unsafe cpython_is_instance_of(object, type.pythonType) != 0
        else {
            let message = "\(member.member.name) needs a \(owner(of: member)) to be called on"
            unsafe PyErr_SetString(cpython_type_error(), message)
            return nil
        }
        return unsafe HostSlots.call(member, on: object) { (gil, host) throws(PythonError) in
            if unsafe keywords != nil, unsafe PyTuple_Size(keywords) > 0 {
                throw .type("\(member.member.name) takes no keyword arguments")
            }
            guard arity.contains(count - 1) else {
                throw .type("\(member.member.name) takes \(wording(of: arity)), not \(count - 1)")
            }
            return try body(&gil, host, unsafe Arguments(arguments.map { unsafe $0 + 1 }, count: count - 1))
        }
    }

    /// Puts positional and named arguments into the order of the parameters; what is missing becomes `None`.
    /// - Returns: borrowed references in memory that the caller deallocates.
    private static func place(
        _ arguments: UnsafePointer<UnsafeMutablePointer<PyObject>?>?, count: Int,
        keywords: UnsafeMutablePointer<PyObject>?, parameters: [String], of member: RegisteredMember,
        holding gil: inout GIL
    ) throws(PythonError) -> (UnsafeMutablePointer<UnsafeMutablePointer<PyObject>?>, Int) {
        guard count <= parameters.count else {
            throw .type("\(member.member.name) takes at most \(parameters.count) arguments, not \(count)")
        }
        let placed = UnsafeMutablePointer<UnsafeMutablePointer<PyObject>?>.allocate(capacity: parameters.count)
        unsafe placed.initialize(repeating: cpython_none(), count: parameters.count)
        for index in 0..<count { unsafe placed[index] = arguments?[index] }
        let named = unsafe keywords == nil ? 0 : PyTuple_Size(keywords)
        for index in 0..<named {
            let name = unsafe PyTuple_GetItem(keywords, index).map { unsafe gil.string($0) } ?? ""
            guard let position = parameters.firstIndex(of: name), position >= count else {
                unsafe placed.deallocate()
                throw .type("\(member.member.name) got an unexpected argument '\(name)'")
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
        return unsafe PyUnicode_FromString("<method \(owner(of: member)).\(member.member.name)>")
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
        let method = unsafe UnsafeMutableRawPointer(object).assumingMemoryBound(to: CPythonMethod.self)
        guard let opaque = unsafe method.pointee.method else { return nil }
        return unsafe Unmanaged<RegisteredMember>.fromOpaque(opaque).takeUnretainedValue()
    }
}
