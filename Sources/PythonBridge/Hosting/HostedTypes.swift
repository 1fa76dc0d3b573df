internal import CPython

/// The hosted types of a registry, in memory of their own, for the ways that every object takes.
///
/// Immutable, and as long as the registry; a Swift array would be asked for its bounds, and its elements be retained.
@safe struct HostedTypes {
    private let count: Int
    private let classes: UnsafeMutablePointer<UnsafeMutablePointer<PyTypeObject>>
    private let registered: UnsafeMutablePointer<Unmanaged<RegisteredType>>
    /// One bit for each type and one for each that it derives from, by position.
    let ancestries: UnsafeMutablePointer<UInt64>

    /// - Parameter types: kept alive by the caller.
    init(_ types: [RegisteredType]) {
        count = types.count
        unsafe classes = .allocate(capacity: 64)
        unsafe registered = .allocate(capacity: 64)
        unsafe ancestries = .allocate(capacity: 64)
        unsafe ancestries.initialize(repeating: 0, count: 64)
        for (index, type) in types.enumerated() {
            unsafe (classes + index).initialize(to: type.pythonType)
            unsafe (registered + index).initialize(to: .passUnretained(type))
            unsafe ancestries[index] = type.ancestry
        }
    }

    func deallocate() {
        unsafe classes.deallocate()
        unsafe registered.deallocate()
        unsafe ancestries.deallocate()
    }

    /// The hosted type that a Python class is or derives from.
    ///
    /// Found by walking the bases each time, never by the address of a subclass, which may be used again.
    @inline(__always)
    func type(of subclass: UnsafeMutablePointer<PyTypeObject>) -> Unmanaged<RegisteredType>? {
        var current: UnsafeMutablePointer<PyTypeObject>? = unsafe subclass
        while let candidate = unsafe current {
            for index in 0..<count where unsafe classes[index] == candidate {
                return unsafe registered[index]
            }
            unsafe current = candidate.pointee.tp_base
        }
        return nil
    }
}
