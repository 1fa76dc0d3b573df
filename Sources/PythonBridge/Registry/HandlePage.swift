internal import CPython

/// The entries of 4096 slots of the registry's table: columns side by side in one block of memory.
///
/// A page never moves and lives as long as its registry, which outlives its wrappers. So a wrapper stores the address of
/// its page, and every call from Python is two loads from its entry. The address says nothing about the host object:
/// only slot and generation lead there, and may lead nowhere.
@safe struct HandlePage {
    static let shift = 12
    static let size = 1 << shift

    /// What every way into an entry asks first, side by side.
    struct Mark {
        /// Never 0, and another one as soon as the entry leaves.
        var generation: UInt32 = 1
        var type: UInt8 = 0
        var traits: HandleTable.Traits = []
        var strength = HandleTable.Strength.empty
        /// Calls under way on the entries that this slot has had; survives their leaving.
        var pins: UInt8 = 0

        /// The bit in `pins` which says that an object is kept for them that lost its handle meanwhile.
        static let keeps: UInt8 = 1 << 7
    }

    struct WeakCell {
        weak var object: HostObject?
    }

    /// A host object that a call from Python uses: it lives until the pin is taken out.
    @safe struct Pin {
        /// Nil where the pin is a reference of its own.
        fileprivate let mark: UnsafeMutablePointer<Mark>?
        let object: Unmanaged<HostObject>

        fileprivate init(mark: UnsafeMutablePointer<Mark>, object: Unmanaged<HostObject>) {
            unsafe self.mark = unsafe mark
            unsafe self.object = unsafe object
        }

        /// Keeps an object alive by a reference.
        init(retaining object: HostObject) {
            unsafe mark = nil
            unsafe self.object = .passRetained(object)
        }

        /// Takes the pin out.
        /// - Returns: whether that is all; if not, the registry has to let go of what was kept for the pin.
        @inline(__always)
        func takeOut() -> Bool {
            guard let mark = unsafe mark else {
                unsafe object.release()
                return true
            }
            unsafe mark.pointee.pins &-= 1
            return unsafe mark.pointee.pins != Mark.keeps
        }
    }

    // Each column begins a cache line later than it could: what belongs to one entry must not lie at the same offset of
    // several 4 KB blocks, where a processor takes a write to one for a write to the other.
    private static let objectsOffset = 64
    private static let marksOffset = objectsOffset + size * 8 + 64
    private static let wrappersOffset = marksOffset + size * 8 + 64
    private static let groupsOffset = wrappersOffset + size * 8 + 64
    private static let byteCount = groupsOffset + size * 4

    /// The registry and the ancestries of its types; then the columns.
    private let base: UnsafeMutableRawPointer

    /// Makes a page of free slots.
    /// - Parameters:
    ///   - registry: owns the page.
    ///   - ancestries: of the registry's types, by position; live as long as the registry.
    init(of registry: Unmanaged<ObjectRegistry>, ancestries: UnsafeMutablePointer<UInt64>) {
        unsafe base = .allocate(byteCount: Self.byteCount, alignment: 64)
        unsafe base.storeBytes(of: registry.toOpaque(), as: UnsafeMutableRawPointer.self)
        unsafe base.storeBytes(of: ancestries, toByteOffset: 8, as: UnsafeMutablePointer<UInt64>.self)
        unsafe marks.initialize(repeating: Mark(), count: Self.size)
        unsafe wrappers.initialize(repeating: nil, count: Self.size)
        unsafe groups.initialize(repeating: .global, count: Self.size)
    }

    /// The page of a wrapper; nil while it has no entry.
    @inline(__always)
    init?(of wrapper: UnsafeMutablePointer<CPythonWrapper>) {
        guard let page = unsafe wrapper.pointee.page else { return nil }
        unsafe base = unsafe page
    }

    func deallocate() { unsafe base.deallocate() }

    /// Writes into a wrapper where its entry is.
    func link(_ wrapper: UnsafeMutablePointer<CPythonWrapper>, to handle: Handle) {
        unsafe wrapper.pointee.slot = handle.slot
        unsafe wrapper.pointee.generation = handle.generation
        unsafe wrapper.pointee.page = base
    }

    // MARK: Columns

    /// The registry that owns the page. Guaranteed for as long as a wrapper of the page exists.
    @inline(__always)
    var registry: Unmanaged<ObjectRegistry> {
        unsafe .fromOpaque(base.load(as: UnsafeMutableRawPointer.self))
    }

    /// Strong: an unmanaged retained pointer. Weak: a `WeakCell` built in place. Empty: nothing.
    @inline(__always)
    var objects: UnsafeMutableRawPointer { unsafe base + Self.objectsOffset }

    @inline(__always)
    var marks: UnsafeMutablePointer<Mark> {
        unsafe (base + Self.marksOffset).assumingMemoryBound(to: Mark.self)
    }

    @inline(__always)
    var wrappers: UnsafeMutablePointer<UnsafeMutablePointer<CPythonWrapper>?> {
        unsafe (base + Self.wrappersOffset).assumingMemoryBound(
            to: UnsafeMutablePointer<CPythonWrapper>?.self)
    }

    @inline(__always)
    var groups: UnsafeMutablePointer<Group> {
        unsafe (base + Self.groupsOffset).assumingMemoryBound(to: Group.self)
    }

    @inline(__always)
    func strongReference(_ index: Int) -> Unmanaged<HostObject> {
        unsafe .fromOpaque((objects + index * 8).load(as: UnsafeMutableRawPointer.self))
    }

    /// The same, as the reference that it is.
    @inline(__always)
    func strongCell(_ index: Int) -> UnsafeMutablePointer<HostObject> {
        unsafe (objects + index * 8).assumingMemoryBound(to: HostObject.self)
    }

    @inline(__always)
    func weakCell(_ index: Int) -> UnsafeMutablePointer<WeakCell> {
        unsafe (objects + index * 8).assumingMemoryBound(to: WeakCell.self)
    }

    // MARK: Pins

    /// Pins the host object of a wrapper: cheaper than a reference, which costs every call two atomic operations.
    /// - Parameters:
    ///   - type: what the object must be hosted as, unless
    ///   - kind: its type has this bit in its ancestry.
    /// - Returns: nil where the handle is not strong, the type does not fit, or there is no room for another pin.
    @inline(__always)
    func pin(
        _ wrapper: UnsafeMutablePointer<CPythonWrapper>, type: UInt8, kind: UInt64, holding gil: inout GIL
    ) -> Pin? {
        let index = unsafe Int(wrapper.pointee.slot) & (Self.size - 1)
        let mark = unsafe marks + index
        guard unsafe mark.pointee.generation == wrapper.pointee.generation,
            unsafe mark.pointee.strength == .strong,
            unsafe mark.pointee.type == type || ancestry(of: mark.pointee.type) & kind != 0,
            unsafe mark.pointee.pins & ~Mark.keeps < ~Mark.keeps
        else { return nil }
        unsafe mark.pointee.pins += 1
        return unsafe Pin(mark: mark, object: strongReference(index))
    }

    private func ancestry(of type: UInt8) -> UInt64 {
        unsafe base.load(fromByteOffset: 8, as: UnsafeMutablePointer<UInt64>.self)[Int(type)]
    }
}
