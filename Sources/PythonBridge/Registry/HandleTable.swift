internal import CPython

/// The registry's entries: arrays side by side in fixed pages, with stable slots.
///
/// A slot never moves, so a sweep keeps its cursor while the GIL is released, and the wrapper that stores its slot
/// finds its entry at once. Pages are never given back or moved: growing costs one page, not a copy of everything.
struct HandleTable: ~Copyable {
    /// How much the handle of an entry keeps alive.
    enum Strength: UInt8 {
        case empty = 0
        case weak = 1
        case strong = 2
    }

    /// What is true of an entry for as long as it lasts.
    struct Traits: OptionSet {
        let rawValue: UInt8
        /// The wrapper belongs to a Python subclass and has state of its own.
        static let derived = Traits(rawValue: 1 << 0)
        /// The entry itself owns the bookkeeping reference.
        static let registryOwned = Traits(rawValue: 1 << 1)
        /// Weakened before the rest of its group, so that one release takes the rest along.
        static let root = Traits(rawValue: 1 << 2)
        static let used = Traits(rawValue: 1 << 3)
    }

    private struct WeakCell {
        weak var object: HostObject?
    }

    /// One page of every column.
    @safe private struct Page {
        // Strong: an unmanaged retained pointer. Weak: a `WeakCell` built in place. Empty: nothing.
        let objects: UnsafeMutableRawPointer
        let wrappers: UnsafeMutablePointer<UnsafeMutablePointer<CPythonWrapper>?>
        let groups: UnsafeMutablePointer<Group>
        let generations: UnsafeMutablePointer<UInt32>
        let traits: UnsafeMutablePointer<Traits>
        let strengths: UnsafeMutablePointer<Strength>
        let types: UnsafeMutablePointer<UInt8>

        init() {
            let size = HandleTable.pageSize
            unsafe objects = .allocate(byteCount: size * 8, alignment: 8)
            unsafe wrappers = .allocate(capacity: size)
            unsafe wrappers.initialize(repeating: nil, count: size)
            unsafe groups = .allocate(capacity: size)
            unsafe groups.initialize(repeating: .global, count: size)
            unsafe generations = .allocate(capacity: size)
            unsafe generations.initialize(repeating: 0, count: size)
            unsafe traits = .allocate(capacity: size)
            unsafe traits.initialize(repeating: [], count: size)
            unsafe strengths = .allocate(capacity: size)
            unsafe strengths.initialize(repeating: .empty, count: size)
            unsafe types = .allocate(capacity: size)
            unsafe types.initialize(repeating: 0, count: size)
        }

        func deallocate() {
            unsafe objects.deallocate()
            unsafe wrappers.deallocate()
            unsafe groups.deallocate()
            unsafe generations.deallocate()
            unsafe traits.deallocate()
            unsafe strengths.deallocate()
            unsafe types.deallocate()
        }
    }

    private static let pageShift = 12
    private static let pageSize = 1 << pageShift
    private static let noSlot = UInt32.max

    private var pages: [Page] = []
    private var firstFree = HandleTable.noSlot
    /// Slots ever used; every entry lies below.
    private(set) var slotCount = 0

    init() {
        precondition(MemoryLayout<WeakCell>.size == 8, "a weak reference fills one cell of the object column")
    }

    deinit {
        for page in pages { page.deallocate() }
    }

    // MARK: Entries

    mutating func insert(
        _ object: HostObject, wrapper: UnsafeMutablePointer<CPythonWrapper>, group: Group, type: UInt8,
        traits: Traits
    ) -> Handle {
        let slot = takeSlot()
        let (page, index) = locate(slot)
        unsafe page.generations[index] &+= 1
        // Generation 0 means "not yet set" in a wrapper's zeroed memory, so a wrapped counter skips it.
        if unsafe page.generations[index] == 0 { unsafe page.generations[index] = 1 }
        unsafe page.wrappers[index] = wrapper
        unsafe page.groups[index] = group
        unsafe page.types[index] = type
        unsafe page.traits[index] = traits.union(.used)
        unsafe page.strengths[index] = .strong
        unsafe (page.objects + index * 8).storeBytes(
            of: Unmanaged.passRetained(object).toOpaque(), as: UnsafeMutableRawPointer.self)
        return unsafe Handle(slot: slot, generation: page.generations[index])
    }

    /// Frees a slot whose handle is empty.
    mutating func remove(_ slot: UInt32) {
        let (page, index) = locate(slot)
        precondition(unsafe page.strengths[index] == .empty, "an entry leaves with its handle emptied")
        unsafe page.wrappers[index] = nil
        unsafe page.traits[index] = []
        // The free list runs through the group column.
        unsafe page.groups[index] = Group(number: firstFree)
        firstFree = slot
    }

    func contains(_ handle: Handle) -> Bool {
        guard handle.generation != 0, Int(handle.slot) < slotCount else { return false }
        let (page, index) = locate(handle.slot)
        return unsafe page.generations[index] == handle.generation && page.traits[index].contains(.used)
    }

    func handle(of slot: UInt32) -> Handle {
        let (page, index) = locate(slot)
        return unsafe Handle(slot: slot, generation: page.generations[index])
    }

    func isUsed(_ slot: UInt32) -> Bool { traits(of: slot).contains(.used) }

    func traits(of slot: UInt32) -> Traits {
        let (page, index) = locate(slot)
        return unsafe page.traits[index]
    }

    func strength(of slot: UInt32) -> Strength {
        let (page, index) = locate(slot)
        return unsafe page.strengths[index]
    }

    func type(of slot: UInt32) -> UInt8 {
        let (page, index) = locate(slot)
        return unsafe page.types[index]
    }

    func group(of slot: UInt32) -> Group {
        let (page, index) = locate(slot)
        return unsafe page.groups[index]
    }

    mutating func setGroup(_ group: Group, of slot: UInt32) {
        let (page, index) = locate(slot)
        unsafe page.groups[index] = group
    }

    /// The wrapper, borrowed; nil when it is gone.
    func wrapper(of slot: UInt32) -> UnsafeMutablePointer<CPythonWrapper>? {
        let (page, index) = locate(slot)
        return unsafe page.wrappers[index]
    }

    mutating func forgetWrapper(of slot: UInt32) {
        let (page, index) = locate(slot)
        unsafe page.wrappers[index] = nil
    }

    // MARK: Handles

    /// The host object while somebody keeps it alive; nil when the handle is empty or has become so.
    func object(of slot: UInt32) -> HostObject? {
        let (page, index) = locate(slot)
        switch unsafe page.strengths[index] {
        case .empty: return nil
        case .strong: return unsafe strongReference(page, index).takeUnretainedValue()
        case .weak: return unsafe weakCell(page, index).pointee.object
        }
    }

    /// Turns a weak handle strong again, if its object still lives.
    mutating func strengthen(_ slot: UInt32) -> HostObject? {
        let (page, index) = locate(slot)
        guard let object = unsafe weakCell(page, index).pointee.object else { return nil }
        unsafe weakCell(page, index).deinitialize(count: 1)
        unsafe (page.objects + index * 8).storeBytes(
            of: Unmanaged.passRetained(object).toOpaque(), as: UnsafeMutableRawPointer.self)
        unsafe page.strengths[index] = .strong
        return object
    }

    /// Turns a strong handle weak, or empty when nobody else owns the object.
    /// - Returns: the object, to be let go after the table is closed: its `deinit` may follow.
    mutating func weaken(_ slot: UInt32) -> HostObject {
        let (page, index) = locate(slot)
        var object = unsafe strongReference(page, index).takeRetainedValue()
        // Nobody can get a new reference here: all ways to it lead through this entry, under the GIL.
        if isKnownUniquelyReferenced(&object) {
            unsafe page.strengths[index] = .empty
        } else {
            unsafe weakCell(page, index).initialize(to: WeakCell(object: object))
            unsafe page.strengths[index] = .weak
        }
        return object
    }

    /// Empties a handle, whatever its strength.
    /// - Returns: the object that a strong handle owned, to be let go after the table is closed.
    mutating func empty(_ slot: UInt32) -> HostObject? {
        let (page, index) = locate(slot)
        defer { unsafe page.strengths[index] = .empty }
        switch unsafe page.strengths[index] {
        case .empty: return nil
        case .strong: return unsafe strongReference(page, index).takeRetainedValue()
        case .weak:
            unsafe weakCell(page, index).deinitialize(count: 1)
            return nil
        }
    }

    // MARK: Places

    @inline(__always)
    private func locate(_ slot: UInt32) -> (Page, Int) {
        (pages[Int(slot) >> Self.pageShift], Int(slot) & (Self.pageSize - 1))
    }

    @inline(__always)
    private func strongReference(_ page: Page, _ index: Int) -> Unmanaged<HostObject> {
        unsafe .fromOpaque((page.objects + index * 8).load(as: UnsafeMutableRawPointer.self))
    }

    @inline(__always)
    private func weakCell(_ page: Page, _ index: Int) -> UnsafeMutablePointer<WeakCell> {
        unsafe (page.objects + index * 8).assumingMemoryBound(to: WeakCell.self)
    }

    private mutating func takeSlot() -> UInt32 {
        if firstFree != Self.noSlot {
            let slot = firstFree
            firstFree = group(of: slot).number
            return slot
        }
        precondition(slotCount < Int(Self.noSlot), "the registry holds at most 2^32 - 1 entries")
        if slotCount & (Self.pageSize - 1) == 0 { pages.append(Page()) }
        slotCount += 1
        return UInt32(slotCount - 1)
    }
}
