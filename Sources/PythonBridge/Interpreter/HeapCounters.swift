internal import CPython
internal import Synchronization

/// Bytes that Python's allocators have taken from malloc and not given back, to the byte.
///
/// CPython runs on its `malloc` allocator with hooks that add and subtract `malloc_usable_size`. Read on any
/// thread with two loads; `mallinfo2` would walk the free chunks with the arena locked.
@safe public final class HeapCounters: Sendable {
    @safe private struct Counters: ~Copyable {
        // The mem and obj domains are only called with the GIL held: no read-modify-write needed.
        let guarded = Atomic<Int>(0)
        let raw = Atomic<Int>(0)
        let cache = BlockCache()

        @inline(__always)
        func count(_ bytes: Int) {
            guarded.store(guarded.load(ordering: .relaxed) &+ bytes, ordering: .relaxed)
        }
    }

    // Never freed: CPython calls the hooks until the process ends. Only ever reached through the atomics in it.
    private nonisolated(unsafe) let counters: UnsafeMutablePointer<Counters>

    init() {
        unsafe counters = .allocate(capacity: 1)
        unsafe counters.initialize(to: Counters())
    }

    /// Bytes in use. Any thread, never blocks.
    public var bytes: Int {
        unsafe counters.pointee.guarded.load(ordering: .relaxed)
            + counters.pointee.raw.load(ordering: .relaxed)
    }

    /// Puts the hooks in place. Between `Py_PreInitialize` and `Py_InitializeFromConfig`, once.
    func install() {
        var raw = unsafe PyMemAllocatorEx(
            ctx: counters,
            malloc: { context, size in
                let block = unsafe malloc(max(size, 1))
                unsafe HeapCounters.count(context, raw: malloc_usable_size(block))
                return unsafe block
            },
            calloc: { context, count, size in
                let block = unsafe count == 0 || size == 0 ? calloc(1, 1) : calloc(count, size)
                unsafe HeapCounters.count(context, raw: malloc_usable_size(block))
                return unsafe block
            },
            realloc: { context, old, size in
                let before = unsafe malloc_usable_size(old)
                guard let block = unsafe realloc(old, max(size, 1)) else { return nil }
                unsafe HeapCounters.count(context, raw: malloc_usable_size(block) &- before)
                return unsafe block
            },
            free: { context, block in
                unsafe HeapCounters.count(context, raw: 0 &- malloc_usable_size(block))
                unsafe free(block)
            })
        unsafe PyMem_SetAllocator(PYMEM_DOMAIN_RAW, &raw)
        var guarded = unsafe PyMemAllocatorEx(
            ctx: counters,
            malloc: { context, size in
                guard let counters = unsafe HeapCounters.counters(context) else { return nil }
                return unsafe HeapCounters.take(size, counters)
            },
            calloc: { context, count, size in
                guard let counters = unsafe HeapCounters.counters(context) else { return nil }
                let (bytes, isTooMuch) = count.multipliedReportingOverflow(by: size)
                guard !isTooMuch, let block = unsafe HeapCounters.take(bytes, counters) else { return nil }
                unsafe memset(block, 0, bytes)
                return unsafe block
            },
            realloc: { context, old, size in
                guard let counters = unsafe HeapCounters.counters(context) else { return nil }
                guard let old = unsafe old else { return unsafe HeapCounters.take(size, counters) }
                let before = unsafe malloc_usable_size(old)
                guard let block = unsafe realloc(old, max(size, 1)) else { return nil }
                unsafe counters.pointee.count(malloc_usable_size(block) &- before)
                return unsafe block
            },
            free: { context, block in
                guard let counters = unsafe HeapCounters.counters(context), let block = unsafe block else {
                    return
                }
                let usable = unsafe malloc_usable_size(block)
                unsafe counters.pointee.count(0 &- usable)
                if unsafe !counters.pointee.cache.keep(block, usable) { unsafe free(block) }
            })
        unsafe PyMem_SetAllocator(PYMEM_DOMAIN_MEM, &guarded)
        unsafe PyMem_SetAllocator(PYMEM_DOMAIN_OBJ, &guarded)
    }

    @inline(__always)
    private static func count(_ context: UnsafeMutableRawPointer?, raw bytes: Int) {
        guard let context = unsafe context else { return }
        let counters = unsafe context.assumingMemoryBound(to: Counters.self)
        unsafe counters.pointee.raw.add(bytes, ordering: .relaxed)
    }

    @inline(__always)
    private static func counters(_ context: UnsafeMutableRawPointer?) -> UnsafeMutablePointer<Counters>? {
        unsafe context?.assumingMemoryBound(to: Counters.self)
    }

    /// A block for a domain that holds the GIL.
    @inline(__always)
    private static func take(
        _ size: Int, _ counters: UnsafeMutablePointer<Counters>
    ) -> UnsafeMutableRawPointer? {
        if let (block, usable) = unsafe counters.pointee.cache.take(size) {
            unsafe counters.pointee.count(usable)
            return unsafe block
        }
        let block = unsafe malloc(max(size, 1))
        unsafe counters.pointee.count(malloc_usable_size(block))
        return unsafe block
    }
}
