import Threading

/// Carries the only reference to something to another thread, where it is let go.
final class Box<Content>: Sendable {
    // Sendable because other threads only let the content go: deinits must bear that anywhere.
    private struct Storage: @unchecked Sendable {
        var content: Content?
    }

    private let storage: Locked<Storage>

    init(_ content: Content) {
        storage = Locked(Storage(content: content))
    }

    /// Lends the content; does nothing when it is gone.
    func with(_ body: (Content) throws -> Void) throws {
        guard let content = storage.withLock({ $0 }).content else { return }
        try body(content)
    }

    /// Lets the content go on the calling thread, outside the lock.
    func empty() {
        let taken = storage.withLock { storage in
            defer { storage.content = nil }
            return storage
        }
        _ = consume taken
    }
}

/// What a thread of its own reads, which holds no GIL; nil when it did not come back in time.
func readElsewhere(_ read: @escaping @Sendable () -> Int) -> Int? {
    let result = Locked<Int?>(nil)
    return withExtendedLifetime(result) {
        let thread = DedicatedThread(name: "reader") { result.withLock { $0 = read() } }
        guard thread.join(nanoseconds: 20_000_000_000) else { return nil }
        return result.withLock { $0 }
    }
}
