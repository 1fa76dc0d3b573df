internal import CPython
internal import Synchronization
internal import Threading

/// References to Python objects whose Swift owner is gone, waiting for somebody who holds the GIL.
///
/// Host objects and `PythonObject`s die on any thread; none of them may touch Python there.
final class DecrefQueue: Sendable {
    /// One thing to tidy up: a reference to give back, an entry whose host object died, or both.
    @safe struct Item {
        var reference: UnsafeMutablePointer<PyObject>?
        var handle: Handle
        var registry: ObjectRegistry?
    }

    // Sendable because the pointers are only followed by `drain`, which needs the GIL.
    @safe private struct Storage: @unchecked Sendable {
        var items: [Item] = []
        var isClosed = false
    }

    private let storage = Locked(Storage())
    private let count = Atomic<Int>(0)

    /// Items that wait. Any thread, never blocks.
    var depth: Int { count.load(ordering: .relaxed) }

    /// Whether it is time to drain: a few hundred items wait, so that the queue stays short without sweeps.
    @inline(__always)
    var isDue: Bool { depth >= 256 }

    /// Gives up a reference that the caller owns. Any thread; nothing of Python is touched.
    func release(_ reference: UnsafeMutablePointer<PyObject>) {
        unsafe append(Item(reference: reference, handle: .invalid, registry: nil))
    }

    /// Reports the end of a host object. Any thread; nothing of Python is touched.
    func append(_ item: Item) {
        if ForkedChild.isHere { return }
        storage.withLock { storage in
            // After finalisation there is nobody to give the reference back to: its memory went with Python.
            guard !storage.isClosed else { return }
            storage.items.append(item)
            count.add(1, ordering: .relaxed)
        }
    }

    /// Gives the waiting references back to Python; what dies of it may queue more, which goes too.
    /// - Parameter limit: how many at most, so that one hold of the GIL stays short.
    /// - Returns: how many items were taken.
    @discardableResult
    func drain(limit: Int = .max, holding gil: inout GIL) -> Int {
        if ForkedChild.isHere { return 0 }
        var drained = 0
        while drained < limit, depth > 0 {
            let round = take(min(256, limit - drained))
            if round.isEmpty { break }
            drained += round.count
            for item in round {
                if let registry = item.registry {
                    registry.hostDied(item.handle, holding: &gil)
                }
                if let reference = unsafe item.reference { unsafe Py_DecRef(reference) }
            }
        }
        return drained
    }

    /// Drops what waits and whatever comes: Python is about to be finalised or was abandoned.
    func close() {
        let left = storage.withLock { storage in
            storage.isClosed = true
            count.store(0, ordering: .relaxed)
            defer { storage.items = [] }
            return Leftover(items: storage.items)
        }
        _ = consume left
    }

    // Carries the items out of the lock, because a registry among them may end its life here.
    @safe private struct Leftover: @unchecked Sendable {
        var items: [Item]
    }

    private func take(_ limit: Int) -> [Item] {
        let taken = storage.withLock { storage in
            let count = min(limit, storage.items.count)
            // From the end: removing there moves nothing, and the order of decrefs means nothing.
            let items = Array(storage.items.suffix(count))
            storage.items.removeLast(count)
            self.count.subtract(count, ordering: .relaxed)
            return Leftover(items: items)
        }
        return taken.items
    }
}
