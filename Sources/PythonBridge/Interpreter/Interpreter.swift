internal import CPython
internal import Threading
#if canImport(Glibc)
    internal import Glibc
#endif

/// The embedded CPython, from start to finalisation.
///
/// There is one per process, and it starts once: CPython does not support more.
public final class Interpreter: Sendable {
    /// Bytes in use by Python's allocators; readable on any thread.
    public let heap = HeapCounters()
    let queue = DecrefQueue()
    /// The threads that wait for the GIL in `withGIL`; readable on any thread.
    public let waits = GILWaits()
    private let place = Locked<GILFutex?>(nil)

    private init() {}

    /// Where all threads wait for the GIL, also those that scripts start; nil when that is not known. Any thread.
    public var futex: GILFutex? { place.withLock { $0 } }

    /// References that wait for the GIL to be given back to Python. Any thread, never blocks.
    public var queuedReleases: Int { queue.depth }

    /// Starts Python on the calling thread, runs the body there, and finalises Python when that returns.
    ///
    /// Blocks until then. The thread needs at least 1 MB of stack. No other thread may wait for the GIL any more
    /// when the body returns: it would vanish without unwinding.
    /// - Throws: `InterpreterError` when Python does not start, with CPython's reason.
    public static func run<Result>(
        _ configuration: InterpreterConfiguration, _ body: (Interpreter, inout GIL) -> Result
    ) throws(InterpreterError) -> Result {
        let interpreter = Interpreter()
        ForkedChild.watch()
        try interpreter.start(configuration)
        var gil = GIL(queue: interpreter.queue)
        let futex = GILFutex(holding: &gil)
        interpreter.place.withLock { $0 = futex }
        let result = body(interpreter, &gil)
        ForkedChild.leaveIfHere()
        interpreter.queue.drain(holding: &gil)
        interpreter.queue.close()
        Py_FinalizeEx()
        // An exit function may have forked, too.
        ForkedChild.leaveIfHere()
        return result
    }

    /// Waits for the GIL and lends it to the body.
    ///
    /// Any thread but a Dispatch worker's or a task's; blocks for as long as others keep the lock. May be nested.
    public func withGIL<Result, Failure>(
        _ body: (inout GIL) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        // Whoever has it already does not wait.
        let waits = PyGILState_Check() == 0
        if waits { self.waits.begin() }
        let state = PyGILState_Ensure()
        if waits { self.waits.end() }
        defer { PyGILState_Release(state) }
        var gil = GIL(queue: queue)
        // A finaliser may have forked: in the child there is no second time on this thread.
        defer { ForkedChild.leaveIfHere() }
        return try body(&gil)
    }

    /// Gives free memory of the C heap back to the system. Any thread, without the GIL; other allocations wait for it.
    public func trimHeap() {
        malloc_trim(0)
    }

    private func start(_ configuration: InterpreterConfiguration) throws(InterpreterError) {
        var preconfiguration = PyPreConfig()
        unsafe PyPreConfig_InitIsolatedConfig(&preconfiguration)
        preconfiguration.utf8_mode = 1
        // Every block goes to malloc, so that the hooks see exactly what Python uses.
        preconfiguration.allocator = Int32(PYMEM_ALLOCATOR_MALLOC.rawValue)
        unsafe try check(unsafe Py_PreInitialize(&preconfiguration))
        heap.install()
        // On the heap: PyConfig's string setters take the structure and one of its fields at once.
        let config = UnsafeMutablePointer<PyConfig>.allocate(capacity: 1)
        unsafe config.initialize(to: PyConfig())
        defer {
            unsafe PyConfig_Clear(config)
            unsafe config.deallocate()
        }
        unsafe PyConfig_InitIsolatedConfig(config)
        unsafe config.pointee.install_signal_handlers = 0
        unsafe try check(
            unsafe PyConfig_SetBytesString(config, &config.pointee.executable, configuration.executable))
        unsafe try check(unsafe Py_InitializeFromConfig(config))
        guard let path = unsafe PySys_GetObject("path") else { return }
        for folder in configuration.searchPaths.reversed() {
            guard let folder = unsafe PyUnicode_DecodeFSDefault(folder) else { continue }
            unsafe PyList_Insert(path, 0, folder)
            unsafe Py_DecRef(folder)
        }
    }

    private func check(_ status: PyStatus) throws(InterpreterError) {
        guard unsafe PyStatus_Exception(status) != 0 else { return }
        throw .start(unsafe status.err_msg.map { unsafe String(cString: $0) } ?? "no reason given")
    }
}

extension GIL {
    /// Imports a module by its dotted name. Runs Python code.
    public mutating func module(_ name: String) throws(PythonError) -> PythonObject {
        unsafe try new(unsafe PyImport_ImportModule(name))
    }

    /// Compiles and runs source text as a new module, which other code can import afterwards.
    /// - Parameters:
    ///   - source: the text of the module.
    ///   - path: what tracebacks show.
    /// - Throws: `PythonError.raised`, `SyntaxError` among others.
    public mutating func importModule(
        _ name: String, source: String, path: String
    ) throws(PythonError) -> PythonObject {
        let code = unsafe try new(unsafe Py_CompileString(source, path, Py_file_input))
        return unsafe try new(unsafe PyImport_ExecCodeModuleEx(name, code.pointer, path))
    }

    /// Runs Python's own collector once, all generations, whether or not a script has disabled it.
    ///
    /// Blocks for as long as finalisers run.
    /// - Returns: how many unreachable objects were found.
    @discardableResult
    public mutating func collectGarbage() -> Int {
        let wasEnabled = PyGC_Enable()
        defer { if wasEnabled == 0 { PyGC_Disable() } }
        return PyGC_Collect()
    }

    /// Gives back to Python what waits for it, until the budget in nanoseconds is used up.
    /// - Returns: whether something still waits.
    public mutating func drain(budget: Int64) -> Bool {
        let queue = unsafe queue.takeUnretainedValue()
        let begin = Uptime.nanoseconds
        repeat {
            if queue.drain(limit: 64, holding: &self) == 0 { return false }
        } while Uptime.nanoseconds - begin < budget
        return true
    }

    /// Gives back to Python what waits for it.
    public mutating func drain() {
        unsafe queue.takeUnretainedValue().drain(holding: &self)
    }
}

/// A name that is looked up often, interned once.
@safe public struct PythonName: @unchecked Sendable {
    // Sendable because the string is immortal: the reference made here is never given back.
    let pointer: UnsafeMutablePointer<PyObject>

    /// Interns a name. The memory stays until the process ends.
    public init(_ name: String, holding gil: inout GIL) throws(PythonError) {
        guard let pointer = unsafe PyUnicode_InternFromString(name) else { throw gil.fetchError() }
        unsafe self.pointer = pointer
    }
}
