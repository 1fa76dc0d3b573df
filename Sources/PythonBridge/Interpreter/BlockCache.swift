internal import CPython

/// Small blocks that Python has freed and will ask for again, by size.
///
/// CPython's own allocator would serve them faster than malloc does, but cannot say exactly what is in use. A list for
/// each size between CPython and malloc makes up for that: of what a sweep frees by the thousand, malloc keeps seven
/// blocks of a size at hand and has to search for the others.
///
/// Guarded by the GIL, which CPython holds when it calls the allocators of its mem and object domains.
@safe struct BlockCache {
    /// Sizes that malloc hands out are 8 beyond a multiple of 16; this many of them are kept.
    private static let sizes = 32
    /// Bytes kept of one size; all sizes together keep 4 MB at most.
    private static let mostBytes = 128 << 10

    private typealias Block = UnsafeMutableRawPointer

    private let heads: UnsafeMutablePointer<UnsafeMutableRawPointer?>
    private let bytes: UnsafeMutablePointer<Int>
    /// Blocks beyond this size are not kept; 0 under a sanitizer, which must see every block come and go.
    private let limit: Int

    init() {
        unsafe heads = .allocate(capacity: Self.sizes + 1)
        unsafe heads.initialize(repeating: nil, count: Self.sizes + 1)
        unsafe bytes = .allocate(capacity: Self.sizes + 1)
        unsafe bytes.initialize(repeating: 0, count: Self.sizes + 1)
        limit = cpython_is_sanitized() != 0 ? 0 : Self.sizes * 16 + 8
    }

    /// Takes out a block of at least that size.
    /// - Returns: the block, which is not cleared, and its size as `malloc_usable_size` says; nil when there is none.
    @inline(__always)
    func take(_ size: Int) -> (UnsafeMutableRawPointer, Int)? {
        guard size <= limit else { return nil }
        let index = max(1, (size + 7) >> 4)
        guard let block = unsafe heads[index] else { return nil }
        let usable = index << 4 | 8
        unsafe heads[index] = block.load(as: UnsafeMutableRawPointer?.self)
        unsafe bytes[index] &-= usable
        return unsafe (block, usable)
    }

    /// Keeps a block that is free.
    /// - Parameter usable: its size as `malloc_usable_size` says.
    /// - Returns: false when it has to be given back to malloc.
    @inline(__always)
    func keep(_ block: UnsafeMutableRawPointer, _ usable: Int) -> Bool {
        let index = usable >> 4
        guard usable <= limit, usable & 15 == 8, unsafe bytes[index] < Self.mostBytes else { return false }
        unsafe block.storeBytes(of: heads[index], as: UnsafeMutableRawPointer?.self)
        unsafe heads[index] = block
        unsafe bytes[index] &+= usable
        return true
    }
}
