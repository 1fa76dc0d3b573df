/// Describes a Swift class to Python: what it is called, how it is made, and what it offers.
public struct HostType {
    /// Qualified name in Python, `OpenTap.TestStep`.
    let name: String
    let documentation: String
    let hostClass: HostObject.Type
    /// Makes an instance when Python calls the class; nil where only Swift may.
    let make: ((inout GIL) -> HostObject)?
    /// Weakened before the rest of its group in a sweep.
    let isRoot: Bool
    let members: [HostMember]

    /// Describes a class.
    /// - Parameters:
    ///   - hostClass: the Swift class. If one of its superclasses is described too, that must come first in the
    ///     module and becomes the base in Python.
    ///   - name: qualified name in Python, `OpenTap.TestStep`.
    ///   - documentation: the docstring.
    ///   - isRoot: whether instances own the rest of their group, as a plan owns its steps.
    ///   - make: makes an instance when Python calls the class or a subclass; nil where only Swift may.
    ///   - members: its methods and properties.
    @inlinable
    public init<Host: HostObject>(
        _ hostClass: Host.Type, name: String, documentation: String, isRoot: Bool = false,
        make: ((inout GIL) -> Host)? = nil, members: [HostMember]
    ) {
        var made: ((inout GIL) -> HostObject)?
        if let make { made = { (gil: inout GIL) in make(&gil) } }
        self.init(
            hostClass, name: name, documentation: documentation, isRoot: isRoot, making: made,
            members: members)
    }

    @usableFromInline
    init(
        _ hostClass: HostObject.Type, name: String, documentation: String, isRoot: Bool,
        making make: ((inout GIL) -> HostObject)?, members: [HostMember]
    ) {
        self.name = name
        self.documentation = documentation
        self.hostClass = hostClass
        self.make = make
        self.isRoot = isRoot
        self.members = members
    }
}

/// One method or property of a hosted type, or one function of its module.
public struct HostMember {
    @usableFromInline typealias Method =
        (inout GIL, HostObject, borrowing Arguments) throws(PythonError) -> PythonValue
    @usableFromInline typealias Getter = (inout GIL, HostObject) throws(PythonError) -> PythonValue
    @usableFromInline typealias Setter = (inout GIL, HostObject, PythonObject) throws(PythonError) -> Void
    @usableFromInline typealias Function = (inout GIL, borrowing Arguments) throws(PythonError) -> PythonValue

    @usableFromInline
    enum Kind {
        case function(parameters: [String], Function)
        case method(arity: ClosedRange<Int>, Method)
        case property(Getter, Setter?)
    }

    let name: String
    let documentation: String
    let kind: Kind

    @usableFromInline
    init(name: String, documentation: String, kind: Kind) {
        self.name = name
        self.documentation = documentation
        self.kind = kind
    }

    /// A method.
    ///
    /// Inlinable, so that what looks after the host object and the body become one function where it is declared.
    /// - Parameters:
    ///   - arity: how many positional arguments it takes.
    ///   - body: runs under the GIL, on whatever thread calls.
    @inlinable
    public static func method<Host: HostObject>(
        _ name: String, _ documentation: String, of type: Host.Type, arity: ClosedRange<Int>,
        _ body: @escaping (inout GIL, Host, borrowing Arguments) throws(PythonError) -> PythonValue
    ) -> HostMember {
        let method: Method = { (gil, host, arguments) throws(PythonError) in
            try lend(host, to: { (host: Host) throws(PythonError) in try body(&gil, host, arguments) })
        }
        return HostMember(name: name, documentation: documentation, kind: .method(arity: arity, method))
    }

    /// A function of the module; all its arguments may be left out or given by name.
    /// - Parameters:
    ///   - parameters: their names, in order.
    ///   - body: runs under the GIL, on whatever thread calls.
    public static func function(
        _ name: String, _ documentation: String, parameters: [String],
        _ body: @escaping (inout GIL, borrowing Arguments) throws(PythonError) -> PythonValue
    ) -> HostMember {
        HostMember(name: name, documentation: documentation, kind: .function(parameters: parameters, body))
    }

    /// A property; read-only without a setter.
    @inlinable
    public static func property<Host: HostObject>(
        _ name: String, _ documentation: String, of type: Host.Type,
        get: @escaping (inout GIL, Host) throws(PythonError) -> PythonValue,
        set: ((inout GIL, Host, PythonObject) throws(PythonError) -> Void)? = nil
    ) -> HostMember {
        let getter: Getter = { (gil, host) throws(PythonError) in
            try lend(host, to: { (host: Host) throws(PythonError) in try get(&gil, host) })
        }
        var setter: Setter?
        if let set {
            setter = { (gil, host, value) throws(PythonError) in
                try lend(host, to: { (host: Host) throws(PythonError) in try set(&gil, host, value) })
            }
        }
        return HostMember(name: name, documentation: documentation, kind: .property(getter, setter))
    }

    // The caller has compared the entry's type with the type that owns the member (RegisteredType.ancestry), and keeps
    // the object alive: a reference of our own would cost more than the rest of the call.
    @inlinable
    @inline(__always)
    static func lend<Host: HostObject, Result>(
        _ host: HostObject, to body: (Host) throws(PythonError) -> Result
    ) throws(PythonError) -> Result {
        let lent = unsafe Unmanaged<Host>.fromOpaque(Unmanaged.passUnretained(host).toOpaque())
        let outcome = unsafe lent._withUnsafeGuaranteedRef { host in
            do throws(PythonError) {
                return Swift.Result<Result, PythonError>.success(try body(host))
            } catch {
                return .failure(error)
            }
        }
        return try outcome.get()
    }
}
