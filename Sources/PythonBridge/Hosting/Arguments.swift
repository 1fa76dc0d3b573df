internal import CPython

/// The positional arguments of a call from Python, borrowed for the length of the call.
@safe public struct Arguments: ~Copyable {
    private let pointer: UnsafePointer<UnsafeMutablePointer<PyObject>?>?
    /// How many there are, `self` not among them.
    public let count: Int

    init(_ pointer: UnsafePointer<UnsafeMutablePointer<PyObject>?>?, count: Int) {
        unsafe self.pointer = unsafe pointer
        self.count = count
    }

    /// The argument as an object, or nil when fewer were given.
    public func object(_ index: Int, holding gil: inout GIL) -> PythonObject? {
        guard index < count, let object = unsafe pointer?[index] else { return nil }
        return unsafe PythonObject(borrowing: object, holding: gil)
    }

    /// The argument as the plain value it is, `none` when fewer were given.
    public func value(_ index: Int, holding gil: inout GIL) -> PythonValue {
        guard index < count, let object = unsafe pointer?[index] else { return .none }
        return unsafe PythonValue(reading: object, holding: &gil)
    }

    /// The argument as text.
    /// - Throws: `PythonError.type` when it is no `str`.
    public func string(_ index: Int, holding gil: inout GIL) throws(PythonError) -> String {
        guard case .string(let text) = value(index, holding: &gil) else {
            throw .type("argument \(index + 1) must be a str")
        }
        return text
    }

    /// The argument as a whole number.
    /// - Throws: `PythonError.type` when it is no `int` of 64 bits.
    public func int(_ index: Int, holding gil: inout GIL) throws(PythonError) -> Int {
        if index < count, let object = unsafe pointer?[index],
            unsafe cpython_is_exact_int(object) != 0
                || cpython_is_int(object) != 0 && cpython_is_bool(object) == 0
        {
            let number = unsafe PyLong_AsSsize_t(object)
            if unsafe number != -1 || PyErr_Occurred() == nil { return number }
            PyErr_Clear()
        }
        throw .type("argument \(index + 1) must be an int")
    }

    /// The argument as a host object of this class.
    /// - Throws: `PythonError.type` when it is something else, `PythonError.reference` when its object is gone.
    public func host<Host: HostObject>(
        _ index: Int, as type: Host.Type, in registry: ObjectRegistry, holding gil: inout GIL
    ) throws(PythonError) -> Host {
        guard let object = object(index, holding: &gil),
            let host = try registry.host(of: object, holding: &gil) as? Host
        else { throw .type("argument \(index + 1) must be a \(Host.self)") }
        return host
    }
}
