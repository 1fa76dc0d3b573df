import PythonBridge
import PythonSupport
import Synchronization

/// A registry with the sample hosts, and a script in which their classes can be imported; for one test.
final class Bench: Sendable {
    private static let count = Atomic<Int>(0)

    let script: Script
    let registry: ObjectRegistry
    let tally = Tally()
    /// The module of the hosted types.
    let moduleName: String
    private let groupCount = Atomic<UInt32>(0)

    /// - Parameter functions: further functions of the module.
    init(
        _ eviction: LifetimePolicy.Eviction = .sweep, owner: LifetimePolicy.Owner = .host,
        functions: [HostMember] = []
    ) throws(PythonError) {
        let number = Self.count.add(1, ordering: .relaxed).newValue
        let interpreter = PythonThread.interpreter
        moduleName = "sample\(number)"
        let own = SampleFunctions()
        registry = try interpreter.withGIL { [tally, moduleName] (gil) throws(PythonError) in
            try HostModule.create(
                moduleName, types: SampleTypes.all(tally), functions: own.all + functions,
                policy: LifetimePolicy(eviction: eviction, owner: owner), in: interpreter, holding: &gil)
        }
        own.registry = registry
        script = try Script(in: interpreter)
        try script.run("import gc, weakref\nfrom \(moduleName) import *\nkept = []\n" + Self.classes)
    }

    deinit {
        script.forgetModule(moduleName)
    }

    /// A Python subclass with state of its own.
    private static let classes = """
        class Worker(Part):
            def __init__(self):
                super().__init__()
                self.runs = 0
            def work(self):
                self.runs += 1
                return "python"

        """

    var interpreter: Interpreter { script.interpreter }

    /// A group that nobody has used.
    func newGroup() -> Group { Group(number: groupCount.add(1, ordering: .relaxed).newValue) }

    /// A crate that Swift owns.
    func newCrate(_ group: Group? = nil) -> Crate { Crate(group: group ?? newGroup(), tally: tally) }

    /// The host object behind the value of an expression.
    func host<Host: HostObject>(_ expression: String, as type: Host.Type = Part.self) throws(PythonError)
        -> Host
    {
        let object = try script.object(expression)
        return try interpreter.withGIL { (gil) throws(PythonError) in
            guard let host = try registry.host(of: object, holding: &gil) as? Host else {
                throw .type("\(expression) is no \(type)")
            }
            return host
        }
    }

    /// Gives a host object a name in the script.
    func expose(_ host: HostObject, as name: String) throws(PythonError) {
        try script.assign(name, .host(host, registry))
    }

    /// Sweeps in one go.
    /// - Parameter live: the groups that are not over.
    @discardableResult
    func sweep(live: Set<Group> = []) throws(EvictionError) -> SweepReport {
        try interpreter.withGIL { (gil) throws(EvictionError) in
            try registry.evictAbandoned(holding: &gil) { !live.contains($0) }
        }
    }

    func drain() { interpreter.withGIL { $0.drain() } }

    /// Calls what Python overrides.
    /// - Returns: the result as text; nil when no Python class is involved.
    func call(_ method: String, on host: HostObject) throws(PythonError) -> String? {
        try interpreter.withGIL { (gil) throws(PythonError) in
            defer { gil.drain() }
            let name = try PythonName(method, holding: &gil)
            return try registry.call(name, on: host, holding: &gil)?.text(holding: &gil)
        }
    }
}
