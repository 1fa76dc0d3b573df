public import Synchronization

/// A value behind a lock, in a form that the thread sanitizer can follow.
///
/// `Mutex` waits inside the standard library, which is not instrumented: whenever two threads meet there, the sanitizer
/// sees no order between them and reports a race on whatever the lock protects. A flag of our own, read after locking and
/// written before unlocking, shows it the order. Closures are short, and neither nest nor release what has a `deinit`.
public struct Locked<Value>: ~Copyable, Sendable {
    @usableFromInline let mutex: Mutex<Value>
    @usableFromInline let order = Atomic<Bool>(false)

    /// Puts a value behind a lock.
    @inlinable
    public init(_ value: sending Value) {
        mutex = Mutex(value)
    }

    /// Lends the value to one thread at a time. Any thread; blocks while another one has it.
    /// - Throws: what the body throws.
    @inlinable
    public borrowing func withLock<Result, Failure: Error>(
        _ body: (inout sending Value) throws(Failure) -> sending Result
    ) throws(Failure) -> sending Result {
        try mutex.withLock { (value) throws(Failure) in
            _ = order.load(ordering: .acquiring)
            defer { order.store(true, ordering: .releasing) }
            return try body(&value)
        }
    }
}
