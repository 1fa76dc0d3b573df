internal import CPython

/// A hosted type as it exists in one module: the description and the Python class made from it.
@safe final class RegisteredType {
    let description: HostType
    /// The Python class. Owned until the module ends: a script may delete the module's attribute.
    let pythonType: UnsafeMutablePointer<PyTypeObject>
    /// Position in the registry's list, stored with every entry.
    let index: UInt8
    /// One bit for this type and one for each hosted type it derives from.
    private let ancestry: UInt64

    init(
        _ description: HostType, pythonType: UnsafeMutablePointer<PyTypeObject>, index: UInt8,
        base: RegisteredType?
    ) {
        precondition(index < 64, "a module hosts at most 64 types")
        self.description = description
        unsafe self.pythonType = pythonType
        unsafe Py_IncRef(UnsafeMutableRawPointer(pythonType).assumingMemoryBound(to: PyObject.self))
        self.index = index
        ancestry = (base?.ancestry ?? 0) | 1 << UInt64(index)
    }

    /// Gives the class up: the module ends. May run Python code.
    func release() {
        unsafe Py_DecRef(UnsafeMutableRawPointer(pythonType).assumingMemoryBound(to: PyObject.self))
    }

    /// Whether an instance of this type may be used as one of the other.
    ///
    /// Python's own type check is not enough: a Python class may derive from two hosted types, and its host object
    /// is of one of them only.
    @inline(__always)
    func isKind(of other: RegisteredType) -> Bool {
        ancestry & 1 << UInt64(other.index) != 0
    }
}

/// A member with what its trampoline needs: found behind the pointer that CPython hands it.
final class RegisteredMember {
    let member: HostMember
    let queue: DecrefQueue
    /// The type that owns it; nil for a function of the module, and until the type exists.
    var type: RegisteredType?

    init(_ member: HostMember, of type: RegisteredType?, queue: DecrefQueue) {
        self.member = member
        self.type = type
        self.queue = queue
    }
}
