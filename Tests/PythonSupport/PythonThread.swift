package import PythonBridge
internal import Threading

/// The thread on which tests use Python.
///
/// CPython starts once in a process, so all suites share one interpreter. A suite isolated to this actor runs on the
/// thread that started it, one test at a time among all targets, and waits for the GIL on no thread of a pool. A test's
/// body that does not suspend has Python to itself.
@globalActor package actor PythonThread {
    package static let shared = PythonThread()
    private let executor = PythonExecutor()

    package nonisolated var unownedExecutor: UnownedSerialExecutor {
        unsafe executor.asUnownedSerialExecutor()
    }

    /// The interpreter. The thread holds no GIL between two calls of `withGIL`.
    package static var interpreter: Interpreter { shared.executor.interpreter }
}
