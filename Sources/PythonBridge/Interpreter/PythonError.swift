internal import CPython

/// What can go wrong between Swift and Python.
public enum PythonError: Error {
    /// Python code raised.
    case raised(PythonException)
    /// An argument has the wrong type; becomes `TypeError` in Python.
    case type(String)
    /// An argument has an impossible value; becomes `ValueError` in Python.
    case value(String)
    /// There is no such position; becomes `IndexError` in Python, which ends iterations.
    case index(String)
    /// The host object is gone; becomes `ReferenceError` in Python.
    case reference(String)
    /// The host refuses; becomes `RuntimeError` in Python.
    case refused(String)

    /// One line that says what happened.
    public var summary: String {
        switch self {
        case .raised(let exception): exception.summary
        case .type(let text): "TypeError: " + text
        case .value(let text): "ValueError: " + text
        case .index(let text): "IndexError: " + text
        case .reference(let text): "ReferenceError: " + text
        case .refused(let text): "RuntimeError: " + text
        }
    }
}

/// An exception that Python code raised, as text and as the object itself.
public struct PythonException: Sendable {
    /// Name of its class, `KeyError`.
    public let typeName: String
    /// `str(exception)`.
    public let message: String
    /// The exception object. It refers to its traceback and so to the locals of its frames: let it go soon.
    public let object: PythonObject

    /// `KeyError: 'gain'`, in one line.
    public var summary: String {
        let line = message.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
        return line.isEmpty ? typeName : "\(typeName): \(line)"
    }

    /// The traceback as Python prints it. Runs Python code; falls back to the summary when that fails.
    public func traceback(holding gil: inout GIL) -> String {
        do throws(PythonError) {
            let module = try gil.module("traceback")
            let lines = try module.attribute("format_exception", holding: &gil)
                .call([.object(object)], holding: &gil)
            var text = ""
            for line in try lines.elements(holding: &gil) { text += try line.text(holding: &gil) }
            return text
        } catch {
            return summary
        }
    }
}

extension GIL {
    /// Takes the exception that CPython has set. There must be one.
    mutating func fetchError() -> PythonError {
        var type: UnsafeMutablePointer<PyObject>?
        var value: UnsafeMutablePointer<PyObject>?
        var traceback: UnsafeMutablePointer<PyObject>?
        unsafe PyErr_Fetch(&type, &value, &traceback)
        unsafe PyErr_NormalizeException(&type, &value, &traceback)
        defer {
            unsafe Py_DecRef(type)
            unsafe Py_DecRef(traceback)
        }
        guard let value = unsafe value else { return .refused("a Python call failed without an exception") }
        if let traceback = unsafe traceback { unsafe PyException_SetTraceback(value, traceback) }
        let object = unsafe PythonObject(owning: value, holding: self)
        return unsafe .raised(
            PythonException(
                typeName: String(cString: cpython_type_name(cpython_type_of(value))),
                message: describe(object), object: object))
    }

    /// Raises in Python, for a C function to return its error value right after.
    mutating func raise(_ error: PythonError) {
        switch error {
        case .raised(let exception):
            // The exception keeps its traceback; type and traceback are taken from it (PyErr_SetObject).
            unsafe PyErr_SetObject(cpython_type_as_object(exception.object.pointer), exception.object.pointer)
        case .type(let text): unsafe PyErr_SetString(cpython_type_error(), text)
        case .value(let text): unsafe PyErr_SetString(cpython_value_error(), text)
        case .index(let text): unsafe PyErr_SetString(cpython_index_error(), text)
        case .reference(let text): unsafe PyErr_SetString(cpython_reference_error(), text)
        case .refused(let text): unsafe PyErr_SetString(cpython_runtime_error(), text)
        }
    }

    /// An exception of a class, ready to be thrown. Runs the class's constructor.
    public mutating func exception(
        _ type: PythonObject, _ message: String
    ) throws(PythonError) -> PythonError {
        let object = try type.call([.string(message)], holding: &self)
        return .raised(
            PythonException(
                typeName: unsafe String(cString: cpython_type_name(cpython_type_of(object.pointer))),
                message: message, object: object))
    }

    /// `str(exception)`, or nothing when that raises.
    mutating func describe(_ exception: PythonObject) -> String {
        guard let text = unsafe PyObject_Str(exception.pointer) else {
            PyErr_Clear()
            return ""
        }
        defer { unsafe Py_DecRef(text) }
        return unsafe string(text)
    }
}
