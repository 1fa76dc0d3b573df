package import Threading

/// The recent past, kept for any number of readers: the oldest element makes room for the newest.
///
/// Writers never wait for readers. A reader keeps a cursor of its own and is told how many elements it missed.
package final class Ring<Element: Sendable>: Sendable {
    private struct Storage {
        var elements: [Element] = []
        var appended = 0
    }

    private let storage = Locked(Storage())
    private let capacity: Int
    /// Raised after every append; nil when nobody waits on it.
    private let attention: StopSignal?

    /// What a reader gets.
    package struct Batch: Sendable {
        /// The elements since the cursor, oldest first.
        package var elements: [Element]
        /// The cursor for the next read.
        package var cursor: Int
        /// Elements that were overwritten before they could be read.
        package var missed: Int
    }

    /// Creates an empty ring.
    /// - Parameters:
    ///   - capacity: how many elements are kept, at least 1.
    ///   - attention: a signal to raise after each append, so that a reader can sleep.
    package init(capacity: Int, attention: StopSignal? = nil) {
        precondition(capacity > 0, "a ring keeps at least one element")
        self.capacity = capacity
        self.attention = attention
    }

    /// Adds the newest element. Any thread; waits for the lock only.
    package func append(_ element: Element) {
        let replaced: Element? = storage.withLock { storage in
            defer { storage.appended += 1 }
            guard storage.elements.count == capacity else {
                storage.elements.append(element)
                return nil
            }
            let index = storage.appended % capacity
            let oldest = storage.elements[index]
            storage.elements[index] = element
            return oldest
        }
        _ = consume replaced
        attention?.raise()
    }

    /// The elements appended since a cursor. Any thread; waits for the lock only.
    /// - Parameter cursor: 0 for everything, else the cursor of the last batch.
    package func read(from cursor: Int) -> Batch {
        storage.withLock { storage in
            let oldest = storage.appended - storage.elements.count
            let first = max(cursor, oldest)
            let elements = (first..<max(first, storage.appended)).map { storage.elements[$0 % capacity] }
            return Batch(elements: elements, cursor: storage.appended, missed: max(0, oldest - cursor))
        }
    }
}
