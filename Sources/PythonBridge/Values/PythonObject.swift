internal import CPython

/// A reference to a Python object, owned by Swift.
///
/// May be kept and let go on any thread; the reference goes back to Python under the GIL a little later. Everything
/// else takes a GIL token.
@safe public final class PythonObject: @unchecked Sendable {
    // Sendable because the pointer is only followed by methods that take a GIL token.
    let pointer: UnsafeMutablePointer<PyObject>
    private let queue: Unmanaged<DecrefQueue>

    /// Takes over a new reference.
    init(owning pointer: UnsafeMutablePointer<PyObject>, holding gil: borrowing GIL) {
        unsafe self.pointer = pointer
        // Retained by hand: the queue must outlive the last object, on whatever thread that dies.
        unsafe queue = gil.queue.retain()
    }

    /// Takes a reference of its own to a borrowed object.
    convenience init(borrowing pointer: UnsafeMutablePointer<PyObject>, holding gil: borrowing GIL) {
        unsafe Py_IncRef(pointer)
        unsafe self.init(owning: pointer, holding: gil)
    }

    deinit {
        unsafe queue.takeUnretainedValue().release(pointer)
        unsafe queue.release()
    }

    /// Whether both are the same object (`is`).
    public func isSame(as other: PythonObject) -> Bool { unsafe pointer == other.pointer }

    /// Whether it is a class.
    public func isClass(holding gil: inout GIL) -> Bool { unsafe cpython_is_type(pointer) != 0 }

    /// The attribute of that name.
    /// - Throws: `PythonError.raised` when there is none or reading it raises.
    public func attribute(_ name: String, holding gil: inout GIL) throws(PythonError) -> PythonObject {
        unsafe try gil.new(unsafe PyObject_GetAttrString(pointer, name))
    }

    /// Sets the attribute of that name.
    public func setAttribute(
        _ name: String, to value: PythonValue, holding gil: inout GIL
    ) throws(PythonError) {
        let value = unsafe try value.newReference(holding: &gil)
        defer { unsafe Py_DecRef(value) }
        if unsafe PyObject_SetAttrString(pointer, name, value) < 0 { throw gil.fetchError() }
    }

    /// Calls the object with positional arguments. Runs Python code; may block as long as that does.
    @discardableResult
    public func call(_ arguments: [PythonValue] = [], holding gil: inout GIL) throws(PythonError)
        -> PythonObject
    {
        let references = try References(arguments, holding: &gil)
        defer { references.release() }
        return unsafe try gil.new(
            unsafe PyObject_Vectorcall(pointer, references.pointer, references.count, nil))
    }

    /// The elements of any iterable, in order.
    public func elements(holding gil: inout GIL) throws(PythonError) -> [PythonObject] {
        let iterator = unsafe PyObject_GetIter(pointer)
        guard let iterator = unsafe iterator else { throw gil.fetchError() }
        defer { unsafe Py_DecRef(iterator) }
        var elements: [PythonObject] = []
        while let element = unsafe PyIter_Next(iterator) {
            unsafe elements.append(PythonObject(owning: element, holding: gil))
        }
        if unsafe PyErr_Occurred() != nil { throw gil.fetchError() }
        return elements
    }

    /// `bool(object)`. Runs Python code.
    public func truth(holding gil: inout GIL) throws(PythonError) -> Bool {
        let truth = unsafe PyObject_IsTrue(pointer)
        if truth < 0 { throw gil.fetchError() }
        return truth == 1
    }

    /// The object as an exception; nil when it is none.
    public func exception(holding gil: inout GIL) -> PythonException? {
        guard unsafe cpython_is_exception(pointer) != 0 else { return nil }
        return PythonException(
            typeName: unsafe String(cString: cpython_type_name(cpython_type_of(pointer))),
            message: gil.describe(self), object: self)
    }

    /// `str(object)`, whatever it contains: what UTF-8 cannot say is shown as an escape.
    public func text(holding gil: inout GIL) throws(PythonError) -> String {
        let text = unsafe try gil.new(unsafe PyObject_Str(pointer))
        return unsafe gil.string(text.pointer)
    }
}

/// References made for one call, to be given back after it.
@safe struct References: ~Copyable {
    let pointer: UnsafeMutablePointer<UnsafeMutablePointer<PyObject>?>
    let count: Int

    init(_ values: [PythonValue], holding gil: inout GIL) throws(PythonError) {
        unsafe pointer = .allocate(capacity: max(values.count, 1))
        var made = 0
        do throws(PythonError) {
            for value in values {
                unsafe (pointer + made).initialize(to: try value.newReference(holding: &gil))
                made += 1
            }
        } catch {
            for index in 0..<made { unsafe Py_DecRef(pointer[index]) }
            unsafe pointer.deallocate()
            throw error
        }
        count = made
    }

    /// Gives the references back; may run Python code.
    func release() {
        for index in 0..<count { unsafe Py_DecRef(pointer[index]) }
        unsafe pointer.deallocate()
    }
}

extension GIL {
    /// Wraps the new reference that a CPython function returned, or throws what it raised instead.
    mutating func new(_ pointer: UnsafeMutablePointer<PyObject>?) throws(PythonError) -> PythonObject {
        guard let pointer = unsafe pointer else { throw fetchError() }
        return unsafe PythonObject(owning: pointer, holding: self)
    }

    /// A Python `str` as Swift text; lone surrogates, which UTF-8 cannot say, become `\udc80`.
    mutating func string(_ unicode: UnsafeMutablePointer<PyObject>) -> String {
        var length = 0
        if let bytes = unsafe PyUnicode_AsUTF8AndSize(unicode, &length) {
            let utf8 = unsafe UnsafeBufferPointer(start: bytes, count: length)
            return unsafe utf8.withMemoryRebound(to: UInt8.self) { bytes in
                unsafe String(decoding: bytes, as: UTF8.self)
            }
        }
        PyErr_Clear()
        guard let escaped = unsafe PyUnicode_AsEncodedString(unicode, "utf-8", "backslashreplace") else {
            PyErr_Clear()
            return "?"
        }
        defer { unsafe Py_DecRef(escaped) }
        guard let bytes = unsafe PyBytes_AsString(escaped) else { return "?" }
        // Not as a C string: the text may contain zero bytes.
        let utf8 = unsafe UnsafeRawBufferPointer(start: bytes, count: PyBytes_Size(escaped))
        return unsafe String(decoding: utf8, as: UTF8.self)
    }
}
