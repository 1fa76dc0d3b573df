internal import CPython

/// How many wrappers of each Python class were made and freed, counted only while somebody wants to know.
///
/// Found by the address of the class, which is safe because a class that is in here is kept alive: nothing else gets its
/// address meanwhile. So that no class lives longer than it would, whoever reads the counts gives the classes up.
@safe struct ClassTally {
    @safe private struct Entry {
        /// Owned; nil while the entry is free.
        var type: UnsafeMutablePointer<PyTypeObject>?
        var made = 0
        var freed = 0
    }

    /// A power of two. Classes for which there is no room are not counted by name.
    private static let size = 128
    private static let mostProbes = 8
    private let entries: UnsafeMutablePointer<Entry>

    /// Takes memory, which `deallocate` gives back.
    init() {
        unsafe entries = .allocate(capacity: Self.size)
        unsafe entries.initialize(repeating: Entry(), count: Self.size)
    }

    /// A wrapper of a class was made.
    @inline(__always)
    func made(_ type: UnsafeMutablePointer<PyTypeObject>) {
        if let entry = unsafe entry(of: type) { unsafe entry.pointee.made += 1 }
    }

    /// A wrapper of a class, which still owns its reference to that, is being freed.
    @inline(__always)
    func freed(_ type: UnsafeMutablePointer<PyTypeObject>) {
        if let entry = unsafe entry(of: type) { unsafe entry.pointee.freed += 1 }
    }

    /// The counts since the last time; every class with a reference that the caller has to give up.
    func take() -> [(type: UnsafeMutablePointer<PyTypeObject>, made: Int, freed: Int)] {
        var taken: [(type: UnsafeMutablePointer<PyTypeObject>, made: Int, freed: Int)] = unsafe []
        for index in 0..<Self.size {
            guard let type = unsafe entries[index].type else { continue }
            unsafe taken.append((type, entries[index].made, entries[index].freed))
            unsafe entries[index] = Entry()
        }
        return unsafe taken
    }

    func deallocate() { unsafe entries.deallocate() }

    @inline(__always)
    private func entry(of type: UnsafeMutablePointer<PyTypeObject>) -> UnsafeMutablePointer<Entry>? {
        // Classes lie some hundred bytes apart at least.
        let home = Int(bitPattern: type) >> 6
        for probe in 0..<Self.mostProbes {
            let entry = unsafe entries + (home &+ probe) & (Self.size - 1)
            if unsafe entry.pointee.type == type { return unsafe entry }
            if unsafe entry.pointee.type == nil {
                unsafe Py_INCREF(UnsafeMutableRawPointer(type).assumingMemoryBound(to: PyObject.self))
                unsafe entry.pointee.type = unsafe type
                return unsafe entry
            }
        }
        return nil
    }
}

/// What happened to the wrappers of one Python class.
public struct ClassChanges: Sendable, Equatable {
    /// Wrappers made.
    public var made = 0
    /// Wrappers freed.
    public var freed = 0

    /// Nothing happened.
    public init() {}
}

extension ObjectRegistry {
    /// Begins to count the wrappers that are made and freed, by Python class; costs each of them a few nanoseconds.
    public func countChanges(holding gil: inout GIL) {
        state.open(&gil) { state in
            if state.tally == nil { state.tally = ClassTally() }
        }
    }

    /// What was counted since the last time, by the names of the classes; nothing while nobody counts.
    ///
    /// Gives up the classes, which may run finalisers.
    /// - Parameter ends: whether to count no longer.
    public func takeChanges(ending ends: Bool = false, holding gil: inout GIL) -> [String: ClassChanges] {
        let (taken, tally) = unsafe state.open(&gil) { state in
            let tally = state.tally
            if ends { state.tally = nil }
            return unsafe (tally?.take() ?? [], ends ? tally : nil)
        }
        tally?.deallocate()
        var changes: [String: ClassChanges] = [:]
        for index in unsafe taken.indices {
            let type = unsafe taken[index].type
            let name = unsafe String(cString: cpython_type_name(type))
            unsafe changes[name, default: ClassChanges()].made += taken[index].made
            unsafe changes[name, default: ClassChanges()].freed += taken[index].freed
            unsafe Py_DecRef(UnsafeMutableRawPointer(type).assumingMemoryBound(to: PyObject.self))
        }
        return changes
    }
}
