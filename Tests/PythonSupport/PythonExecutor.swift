internal import PythonBridge
internal import Threading

/// Runs the jobs of `PythonThread` on a thread with a running interpreter, until the process ends.
final class PythonExecutor: SerialExecutor {
    private struct State {
        var jobs: [UnownedJob] = []
        var interpreter: Interpreter?
    }

    /// Steps that call each other through Swift need more than Python's own frames do.
    private static let stackBytes = 16 << 20

    private let state = Locked(State())
    private let wake = StopSignal()

    /// Starts Python and waits until it is there.
    init() {
        let started = StopSignal()
        _ = DedicatedThread(name: "python", stackBytes: Self.stackBytes) { [self] in
            do throws(InterpreterError) {
                try Interpreter.run(InterpreterConfiguration()) { interpreter, gil in
                    state.withLock { $0.interpreter = interpreter }
                    started.raise()
                    gil.released { serve() }
                }
            } catch {
                preconditionFailure(error.summary)
            }
        }
        started.wait(nanoseconds: nil)
    }

    var interpreter: Interpreter {
        guard let interpreter = state.withLock(\.interpreter) else {
            preconditionFailure("Python did not start")
        }
        return interpreter
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        state.withLock { $0.jobs.append(job) }
        wake.raise()
    }

    private func serve() {
        while true {
            wake.wait(nanoseconds: nil)
            let jobs = state.withLock { state in
                defer { state.jobs = [] }
                return state.jobs
            }
            for job in jobs { unsafe job.runSynchronously(on: asUnownedSerialExecutor()) }
        }
    }
}
