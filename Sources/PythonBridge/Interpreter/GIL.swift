internal import CPython
internal import Threading

/// Proof that the calling thread holds CPython's global interpreter lock.
///
/// Lent `inout` to a closure and never copied, so that it can neither be stored nor be used while the lock is
/// given away. Whatever calls into Python takes one as a parameter.
@safe public struct GIL: ~Copyable {
    /// Where references go whose last Swift owner leaves.
    ///
    /// Unretained: the interpreter owns the queue and outlives every token.
    let queue: Unmanaged<DecrefQueue>

    /// Mints a token. Only for `Interpreter.withGIL` and for functions that CPython calls, which hold the lock.
    init(queue: DecrefQueue) {
        unsafe self.queue = unsafe Unmanaged.passUnretained(queue)
    }

    /// Gives the lock away while the body runs, and waits for it afterwards.
    ///
    /// Blocks for as long as other threads keep the lock. The body cannot capture this token. The child of a fork, in
    /// which nobody is left to wait for, ends here.
    public mutating func released<Result, Failure>(
        _ body: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        ForkedChild.leaveIfHere()
        let state = unsafe PyEval_SaveThread()
        defer { unsafe PyEval_RestoreThread(state) }
        return try body()
    }
}

/// State that only the holder of the GIL may touch.
///
/// While the value is open no Python code runs and nothing is released that could run some: a `tp_dealloc`
/// would come back in here. Take out what must die, leave the closure, then let it go.
@safe struct GILGuarded<Value: ~Copyable>: ~Copyable, @unchecked Sendable {
    // Sendable because every access needs a GIL token, which only the thread that holds the lock has.
    private let value: UnsafeMutablePointer<Value>

    init(_ initial: consuming Value) {
        unsafe value = .allocate(capacity: 1)
        unsafe value.initialize(to: initial)
    }

    deinit {
        unsafe value.deinitialize(count: 1)
        unsafe value.deallocate()
    }

    /// The value, for a few plain stores in a row that a closure would have to capture something consumed for.
    @inline(__always)
    borrowing func pointer(_ gil: inout GIL) -> UnsafeMutablePointer<Value> { unsafe value }

    @inline(__always)
    borrowing func open<Result, Failure>(
        _ gil: inout GIL, _ body: (inout Value) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try unsafe body(&value.pointee)
    }
}
