internal import CPython

/// A hosted type as it exists in one module: the description and the Python class made from it.
@safe final class RegisteredType {
    let description: HostType
    /// The Python class. Owned until the module ends: a script may delete the module's attribute.
    let pythonType: UnsafeMutablePointer<PyTypeObject>
    /// Makes an instance when Python calls the class; meaningless where only Swift may.
    let make: (inout GIL) -> HostObject
    let isMadeByPython: Bool
    /// Whether instances own the rest of their group.
    let isRoot: Bool
    /// Position in the registry's list, stored with every entry.
    let index: UInt8
    /// One bit for this type and one for each hosted type it derives from.
    ///
    /// Python's own type check is not enough: a Python class may derive from two hosted types, and its host object
    /// is of one of them only.
    let ancestry: UInt64

    init(
        _ description: HostType, pythonType: UnsafeMutablePointer<PyTypeObject>, index: UInt8,
        base: RegisteredType?
    ) {
        precondition(index < 64, "a module hosts at most 64 types")
        self.description = description
        make = description.make ?? { _ in HostObject(group: .free) }
        isMadeByPython = description.make != nil
        isRoot = description.isRoot
        unsafe self.pythonType = pythonType
        unsafe Py_IncRef(UnsafeMutableRawPointer(pythonType).assumingMemoryBound(to: PyObject.self))
        self.index = index
        ancestry = (base?.ancestry ?? 0) | 1 << UInt64(index)
    }

    /// Gives the class up: the module ends. May run Python code.
    func release() {
        unsafe Py_DecRef(UnsafeMutableRawPointer(pythonType).assumingMemoryBound(to: PyObject.self))
    }

    /// The bit of this type alone.
    var bit: UInt64 { 1 << UInt64(index) }
}

/// A member with what its trampoline needs: found behind the pointer that CPython hands it.
///
/// The closures lie in constants of their own, because calling one out of an enum's payload retains it first.
@safe final class RegisteredMember {
    let name: String
    let queue: DecrefQueue
    let function: HostMember.Function?
    let method: HostMember.Method
    let getter: HostMember.Getter
    let setter: HostMember.Setter?
    /// Names of a function's parameters.
    let parameters: [String]
    /// How many arguments a method takes.
    let arity: ClosedRange<Int>
    /// The type that owns it; nil for a function of the module, and until the type exists.
    private(set) var type: RegisteredType?
    /// The Python class of `type`.
    private(set) var pythonType: UnsafeMutablePointer<PyTypeObject>?
    /// Position of `type`, and the bit that an entry's type must have in its ancestry.
    private(set) var typeIndex: UInt8 = 0
    private(set) var requiredKind: UInt64 = 0

    init(_ member: HostMember, of type: RegisteredType?, queue: DecrefQueue) {
        name = member.name
        self.queue = queue
        var (parameters, arity) = ([String](), 0...0)
        var function: HostMember.Function?
        var method: HostMember.Method = { _, _, _ in .none }
        var getter: HostMember.Getter = { _, _ in .none }
        var setter: HostMember.Setter?
        switch member.kind {
        case .function(let names, let body): (parameters, function) = (names, body)
        case .method(let count, let body): (arity, method) = (count, body)
        case .property(let get, let set): (getter, setter) = (get, set)
        }
        (self.function, self.method, self.getter, self.setter) = (function, method, getter, setter)
        (self.parameters, self.arity) = (parameters, arity)
        if let type { attach(to: type) }
    }

    /// Says which type owns the member. Before the first call.
    func attach(to type: RegisteredType) {
        self.type = type
        unsafe pythonType = type.pythonType
        typeIndex = type.index
        requiredKind = type.bit
    }
}
