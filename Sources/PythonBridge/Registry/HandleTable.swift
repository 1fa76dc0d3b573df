internal import CPython

/// The registry's entries: arrays side by side in fixed pages, with stable slots.
///
/// A slot never moves, so a sweep keeps its cursor while the GIL is released, and the wrapper that stores its slot
/// finds its entry at once. Pages are never given back or moved: growing costs one page, not a copy of everything.
@safe struct HandleTable: ~Copyable {
    private static let noSlot = UInt32.max

    /// The pages, in memory of its own: an array would be asked for its bounds on every way to an entry.
    private var pages: UnsafeMutablePointer<HandlePage>
    private var pageCount = 0
    private var pageCapacity = 16
    private var firstFree = HandleTable.noSlot
    /// Objects whose handle was taken away in the middle of a call, by slot.
    var kept: [UInt32: [HostObject]] = [:]
    /// The registry that the table belongs to, and the ancestries of its types.
    @safe struct Owner {
        let registry: Unmanaged<ObjectRegistry>
        let ancestries: UnsafeMutablePointer<UInt64>
    }

    var owner: Owner?
    /// Slots ever used; every entry lies below.
    private(set) var slotCount = 0

    /// Makes an empty table, which has to be told its `owner` before the first entry.
    init() {
        precondition(
            MemoryLayout<HandlePage.WeakCell>.size == 8, "a weak reference fills one cell of its column")
        precondition(MemoryLayout<HandlePage.Mark>.stride == 8, "a mark fills one cell of its column")
        unsafe pages = .allocate(capacity: pageCapacity)
    }

    deinit {
        for index in 0..<pageCount { unsafe pages[index].deallocate() }
        unsafe pages.deallocate()
    }

    // MARK: Entries

    /// Makes the entry of a wrapper, and notes in both the wrapper and the object where it is.
    /// - Parameter object: moved into the entry, which saves a reference that would be given back at once.
    @inline(__always)
    mutating func insert(
        _ object: consuming HostObject, wrapper: UnsafeMutablePointer<CPythonWrapper>, type: UInt8,
        traits: Traits
    ) {
        let slot = takeSlot()
        let (page, index) = locate(slot)
        let handle = unsafe Handle(slot: slot, generation: page.marks[index].generation)
        unsafe page.wrappers[index] = wrapper
        unsafe page.groups[index] = object.groupStorage
        unsafe page.marks[index].type = type
        unsafe page.marks[index].traits = traits.union(.used)
        unsafe page.marks[index].strength = .strong
        unsafe page.link(wrapper, to: handle)
        object.handle = handle
        unsafe page.strongCell(index).initialize(to: object)
    }

    /// Frees a slot whose handle is empty.
    mutating func remove(_ slot: UInt32) {
        let (page, index) = locate(slot)
        precondition(unsafe page.marks[index].strength == .empty, "an entry leaves with its handle emptied")
        unsafe page.wrappers[index] = nil
        // No handle leads here from now on. Generation 0 means "not yet set" in a wrapper's zeroed memory, so a
        // counter that wraps around skips it.
        let generation = unsafe page.marks[index].generation &+ 1
        unsafe page.marks[index].generation = generation == 0 ? 1 : generation
        unsafe page.marks[index].traits = []
        // The free list runs through the group column.
        unsafe page.groups[index] = Group(number: firstFree)
        firstFree = slot
    }

    func contains(_ handle: Handle) -> Bool {
        guard Int(handle.slot) < slotCount else { return false }
        let (page, index) = locate(handle.slot)
        return unsafe page.marks[index].generation == handle.generation
    }

    // MARK: Scanning

    /// How many of some slots, all in one page, have entries.
    func countUsed(in slots: Range<UInt32>) -> Int {
        guard !slots.isEmpty else { return 0 }
        let (page, first) = locate(slots.lowerBound)
        let marks = unsafe page.marks + first
        var count = 0
        for index in 0..<slots.count where unsafe marks[index].traits.contains(.used) { count += 1 }
        return count
    }

    /// The first of some slots, all in one page, that a sweep has to look at more closely.
    ///
    /// That is a phantom, or an entry with a strong handle that is a root or not, as asked, and not of a group that was
    /// just spared. For every other entry two columns are read and no function is called.
    func nextCandidate(in slots: Range<UInt32>, roots: Bool, sparing spared: Group) -> UInt32? {
        guard !slots.isEmpty else { return nil }
        let (page, first) = locate(slots.lowerBound)
        let (marks, groups) = unsafe (page.marks + first, page.groups + first)
        for index in 0..<slots.count {
            let mark = unsafe marks[index]
            switch mark.strength {
            case .strong where unsafe mark.traits.contains(.root) == roots && groups[index] != spared,
                .empty where unsafe mark.traits.contains(.used) && page.wrappers[first + index] == nil:
                return slots.lowerBound + UInt32(index)
            default: continue
            }
        }
        return nil
    }

    /// Has the processor fetch what weakening an entry will look at: its wrapper and its host object.
    @inline(__always)
    func prefetch(_ slot: UInt32) {
        guard slot < slotCount else { return }
        let (page, index) = locate(slot)
        unsafe cpython_prefetch(page.wrappers[index])
        unsafe cpython_prefetch((page.objects + index * 8).load(as: UnsafeRawPointer?.self))
    }

    // MARK: Columns

    func handle(of slot: UInt32) -> Handle {
        let (page, index) = locate(slot)
        return unsafe Handle(slot: slot, generation: page.marks[index].generation)
    }

    func isUsed(_ slot: UInt32) -> Bool { traits(of: slot).contains(.used) }

    func traits(of slot: UInt32) -> Traits {
        let (page, index) = locate(slot)
        return unsafe page.marks[index].traits
    }

    func strength(of slot: UInt32) -> Strength {
        let (page, index) = locate(slot)
        return unsafe page.marks[index].strength
    }

    func type(of slot: UInt32) -> UInt8 {
        let (page, index) = locate(slot)
        return unsafe page.marks[index].type
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

    // MARK: Places

    @inline(__always)
    func locate(_ slot: UInt32) -> (HandlePage, Int) {
        // Every caller got the slot from the table, or has compared it with `slotCount`.
        assert(Int(slot) < slotCount, "a slot lies below the count of slots")
        return unsafe (pages[Int(slot) >> HandlePage.shift], Int(slot) & (HandlePage.size - 1))
    }

    private mutating func takeSlot() -> UInt32 {
        if firstFree != Self.noSlot {
            let slot = firstFree
            firstFree = group(of: slot).number
            return slot
        }
        precondition(slotCount < Int(Self.noSlot), "the registry holds at most 2^32 - 1 entries")
        if slotCount & (HandlePage.size - 1) == 0 { addPage() }
        slotCount += 1
        return UInt32(slotCount - 1)
    }

    @inline(never)
    private mutating func addPage() {
        if pageCount == pageCapacity {
            // Only the list of pages moves, of eight bytes for each 4096 entries.
            let longer = UnsafeMutablePointer<HandlePage>.allocate(capacity: pageCapacity * 2)
            unsafe longer.moveInitialize(from: pages, count: pageCount)
            unsafe pages.deallocate()
            unsafe pages = unsafe longer
            pageCapacity *= 2
        }
        guard let owner else { preconditionFailure("a table belongs to a registry before it has entries") }
        unsafe (pages + pageCount).initialize(
            to: HandlePage(of: owner.registry, ancestries: owner.ancestries))
        pageCount += 1
    }
}
