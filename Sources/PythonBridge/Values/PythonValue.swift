internal import CPython

/// A value on its way between Swift and Python.
public enum PythonValue {
    /// `None`.
    case none
    /// `True` or `False`.
    case bool(Bool)
    /// An `int`; from Python only if it fits 64 bits.
    case int(Int)
    /// A `float`.
    case double(Double)
    /// A `str`.
    case string(String)
    /// Any Python object.
    case object(PythonObject)
    /// A host object, shown to Python through its wrapper.
    case host(HostObject, ObjectRegistry)
    /// A `list`.
    case list([PythonValue])

    /// A new reference to the Python object for this value.
    func newReference(holding gil: inout GIL) throws(PythonError) -> UnsafeMutablePointer<PyObject> {
        let made: UnsafeMutablePointer<PyObject>?
        switch self {
        case .none: unsafe made = newReferenced(cpython_none())
        case .bool(let value): unsafe made = newReferenced(value ? cpython_true() : cpython_false())
        case .int(let value): unsafe made = PyLong_FromSsize_t(value)
        case .double(let value): unsafe made = PyFloat_FromDouble(value)
        case .string(let value): unsafe made = Self.unicode(value)
        case .object(let object): unsafe made = newReferenced(object.pointer)
        case .host(let host, let registry): return unsafe try registry.newWrapper(for: host, holding: &gil)
        case .list(let values): return unsafe try Self.list(values, holding: &gil)
        }
        guard let made = unsafe made else { throw gil.fetchError() }
        return unsafe made
    }

    private func newReferenced(_ object: UnsafeMutablePointer<PyObject>?) -> UnsafeMutablePointer<PyObject>? {
        unsafe Py_IncRef(object)
        return unsafe object
    }

    private static func unicode(_ text: String) -> UnsafeMutablePointer<PyObject>? {
        var text = text
        return text.withUTF8 { utf8 in
            unsafe utf8.withMemoryRebound(to: CChar.self) { bytes in
                unsafe PyUnicode_DecodeUTF8(bytes.baseAddress, bytes.count, "replace")
            }
        }
    }

    private static func list(
        _ values: [PythonValue], holding gil: inout GIL
    ) throws(PythonError) -> UnsafeMutablePointer<PyObject> {
        guard let list = unsafe PyList_New(values.count) else { throw gil.fetchError() }
        for (index, value) in values.enumerated() {
            do throws(PythonError) {
                unsafe PyList_SetItem(list, index, try value.newReference(holding: &gil))
            } catch {
                unsafe Py_DecRef(list)
                throw error
            }
        }
        return unsafe list
    }
}

extension PythonObject {
    /// The object as the plain value it is; anything but `None`, `bool`, `int`, `float`, `str` stays an object.
    public func value(holding gil: inout GIL) -> PythonValue {
        if unsafe pointer == cpython_none() { return .none }
        if unsafe cpython_is_bool(pointer) != 0 { return unsafe .bool(pointer == cpython_true()) }
        if unsafe cpython_is_float(pointer) != 0 { return unsafe .double(PyFloat_AsDouble(pointer)) }
        if unsafe cpython_is_unicode(pointer) != 0 { return unsafe .string(gil.string(pointer)) }
        if unsafe cpython_is_int(pointer) != 0 {
            let value = unsafe PyLong_AsSsize_t(pointer)
            if unsafe value != -1 || PyErr_Occurred() == nil { return .int(value) }
            PyErr_Clear()
        }
        return .object(self)
    }
}
