import Synchronization
import Threading

/// Carries the only reference to something to another thread, where it is let go.
final class Box<Content>: Sendable {
    private let content: Mutex<Content?>

    init(_ content: sending Content) {
        self.content = Mutex(content)
    }

    /// Lends the content; the box must not be empty.
    func with(_ body: (Content) throws -> Void) throws {
        try content.withLock { content in
            guard let content else { return }
            try body(content)
        }
    }

    /// Lets the content go on the calling thread, outside the lock.
    func empty() {
        let taken = content.withLock { content in
            defer { content = nil }
            return content
        }
        _ = consume taken
    }
}

/// What a thread of its own reads, which holds no GIL; nil when it did not come back in time.
func readElsewhere(_ read: @escaping @Sendable () -> Int) -> Int? {
    let result = Mutex<Int?>(nil)
    return withExtendedLifetime(result) {
        let thread = DedicatedThread(name: "reader") { result.withLock { $0 = read() } }
        guard thread.join(nanoseconds: 20_000_000_000) else { return nil }
        return result.withLock { $0 }
    }
}
