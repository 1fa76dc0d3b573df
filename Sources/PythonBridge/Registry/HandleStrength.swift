internal import CPython

/// What handles do with the host objects that they lead to.
extension HandleTable {
    /// Takes out what was kept for the pins of a slot.
    mutating func takeKept(_ slot: UInt32) -> [HostObject] {
        let (page, index) = locate(slot)
        guard unsafe page.marks[index].pins == HandlePage.Mark.keeps else { return [] }
        unsafe page.marks[index].pins = 0
        return kept.removeValue(forKey: slot) ?? []
    }

    /// An object loses its handle; calls that are under way keep it.
    @inline(__always)
    private mutating func keepForPins(_ object: HostObject, _ slot: UInt32, _ page: HandlePage, _ index: Int)
    {
        guard unsafe page.marks[index].pins > 0 else { return }
        unsafe page.marks[index].pins |= HandlePage.Mark.keeps
        kept[slot, default: []].append(object)
    }

    /// The host object while somebody keeps it alive; nil when the handle is empty or has become so.
    func object(of slot: UInt32) -> HostObject? {
        let (page, index) = locate(slot)
        switch unsafe page.marks[index].strength {
        case .empty: return nil
        case .strong: return unsafe page.strongReference(index).takeUnretainedValue()
        case .weak: return unsafe page.weakCell(index).pointee.object
        }
    }

    /// Turns a weak handle strong again, if its object still lives.
    mutating func strengthen(_ slot: UInt32) -> HostObject? {
        let (page, index) = locate(slot)
        guard let object = unsafe page.weakCell(index).pointee.object else { return nil }
        unsafe page.weakCell(index).deinitialize(count: 1)
        unsafe (page.objects + index * 8).storeBytes(
            of: Unmanaged.passRetained(object).toOpaque(), as: UnsafeMutableRawPointer.self)
        unsafe page.marks[index].strength = .strong
        return object
    }

    /// Turns a strong handle weak, or empty when nobody else owns the object.
    /// - Returns: the object, to be released after the table is closed, and whether its `deinit` will follow.
    mutating func weaken(_ slot: UInt32) -> (Unmanaged<HostObject>, isEnding: Bool) {
        let (page, index) = locate(slot)
        // Nobody can get a new reference here: all ways to it lead through this entry, under the GIL.
        let isUnique =
            unsafe page.marks[index].pins == 0 && isKnownUniquelyReferenced(&page.strongCell(index).pointee)
        let reference = unsafe page.strongReference(index)
        if isUnique {
            unsafe page.marks[index].strength = .empty
        } else {
            let object = unsafe reference.takeUnretainedValue()
            keepForPins(object, slot, page, index)
            unsafe page.weakCell(index).initialize(to: HandlePage.WeakCell(object: object))
            unsafe page.marks[index].strength = .weak
        }
        return unsafe (reference, isUnique)
    }

    /// Empties a handle, whatever its strength.
    /// - Returns: the object that a strong handle owned, to be let go after the table is closed.
    mutating func empty(_ slot: UInt32) -> HostObject? {
        let (page, index) = locate(slot)
        defer { unsafe page.marks[index].strength = .empty }
        switch unsafe page.marks[index].strength {
        case .empty: return nil
        case .strong:
            let object = unsafe page.strongReference(index).takeRetainedValue()
            keepForPins(object, slot, page, index)
            return object
        case .weak:
            unsafe page.weakCell(index).deinitialize(count: 1)
            return nil
        }
    }
}
