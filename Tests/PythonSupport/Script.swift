package import PythonBridge
internal import Synchronization

/// A Python module of its own for one test, and ways to run code in it.
///
/// Everything takes the GIL itself; may be used on any thread that may wait for it. When it ends, its names, its
/// module and what only they kept alive go with it.
package final class Script: Sendable {
    private static let count = Atomic<Int>(0)

    package let interpreter: Interpreter
    private let name: String
    private let namespace: PythonObject
    private let execute: PythonObject
    private let evaluate: PythonObject

    /// Creates a module with a name of its own.
    package init(in interpreter: Interpreter) throws(PythonError) {
        let name = "script\(Self.count.add(1, ordering: .relaxed).newValue)"
        self.interpreter = interpreter
        self.name = name
        (namespace, execute, evaluate) = try interpreter.withGIL { (gil) throws(PythonError) in
            let module = try gil.importModule(name, source: "", path: "<\(name)>")
            let builtins = try gil.module("builtins")
            return (
                try module.attribute("__dict__", holding: &gil),
                try builtins.attribute("exec", holding: &gil),
                try builtins.attribute("eval", holding: &gil)
            )
        }
    }

    deinit {
        try? run("globals().clear()")  // A name that refuses to go stays for the collector.
        forgetModule(name)
        collect()
    }

    /// Runs statements.
    package func run(_ source: String) throws(PythonError) {
        try interpreter.withGIL { (gil) throws(PythonError) in
            try execute.call([.string(source), .object(namespace)], holding: &gil)
            gil.drain()
        }
    }

    /// The value of an expression.
    package func object(_ expression: String) throws(PythonError) -> PythonObject {
        try interpreter.withGIL { (gil) throws(PythonError) in
            try evaluate.call([.string(expression), .object(namespace)], holding: &gil)
        }
    }

    /// The value of an expression as `str` shows it.
    package func text(_ expression: String) throws(PythonError) -> String {
        try interpreter.withGIL { (gil) throws(PythonError) in
            defer { gil.drain() }
            return try evaluate.call([.string(expression), .object(namespace)], holding: &gil).text(
                holding: &gil)
        }
    }

    /// What the statements raise, in one line; nil when they raise nothing.
    package func error(_ source: String) -> String? {
        defer { interpreter.withGIL { $0.drain() } }
        do throws(PythonError) {
            try run(source)
            return nil
        } catch {
            return error.summary
        }
    }

    /// Gives a value a name in the module.
    package func assign(_ name: String, _ value: PythonValue) throws(PythonError) {
        try interpreter.withGIL { (gil) throws(PythonError) in
            try namespace.attribute("__setitem__", holding: &gil).call([.string(name), value], holding: &gil)
            gil.drain()
        }
    }

    /// Drains, runs Python's collector, and drains what that left.
    package func collect() {
        interpreter.withGIL { gil in
            gil.drain()
            gil.collectGarbage()
            gil.drain()
        }
    }

    /// Takes a module out of `sys.modules`, if it is there.
    package func forgetModule(_ name: String) {
        interpreter.withGIL { gil in
            // It may never have been put there.
            _ = try? gil.module("sys").attribute("modules", holding: &gil).attribute("pop", holding: &gil)
                .call([.string(name), .none], holding: &gil)
        }
    }
}
