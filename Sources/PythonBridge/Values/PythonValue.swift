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
    @inline(__always)
    func newReference(holding gil: inout GIL) throws(PythonError) -> UnsafeMutablePointer<PyObject> {
        // Most methods answer nothing or a number; these alone are worth being looked at on the spot.
        switch self {
        case .none:
            guard let none = unsafe cpython_none() else { break }
            unsafe Py_INCREF(none)
            return unsafe none
        case .int(let value):
            guard let made = unsafe PyLong_FromSsize_t(value) else { break }
            return unsafe made
        default: break
        }
        return unsafe try makeReference(holding: &gil)
    }

    @inline(never)
    private func makeReference(holding gil: inout GIL) throws(PythonError) -> UnsafeMutablePointer<PyObject> {
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
        unsafe PythonValue(plain: pointer, holding: &gil) ?? .object(self)
    }
}

extension PythonValue {
    /// The value of a borrowed reference; makes a `PythonObject` only where it is nothing plainer.
    @inline(__always)
    init(reading pointer: UnsafeMutablePointer<PyObject>, holding gil: inout GIL) {
        if unsafe pointer == cpython_none() {
            self = .none
        } else {
            self =
                unsafe PythonValue(plain: pointer, holding: &gil)
                ?? .object(PythonObject(borrowing: pointer, holding: gil))
        }
    }

    /// The plain value of a borrowed reference; nil when it is something else.
    fileprivate init?(plain pointer: UnsafeMutablePointer<PyObject>, holding gil: inout GIL) {
        if unsafe cpython_is_int(pointer) != 0, unsafe cpython_is_bool(pointer) == 0 {
            let value = unsafe PyLong_AsSsize_t(pointer)
            if unsafe value == -1 && PyErr_Occurred() != nil {
                PyErr_Clear()
                return nil
            }
            self = .int(value)
        } else if unsafe pointer == cpython_none() {
            self = .none
        } else if unsafe cpython_is_bool(pointer) != 0 {
            self = unsafe .bool(pointer == cpython_true())
        } else if unsafe cpython_is_float(pointer) != 0 {
            self = unsafe .double(PyFloat_AsDouble(pointer))
        } else if unsafe cpython_is_unicode(pointer) != 0 {
            self = unsafe .string(gil.string(pointer))
        } else {
            return nil
        }
    }
}
