internal import CPython

/// A Swift object that Python can see, use and subclass.
///
/// Subclass it, describe the subclass with a `HostType`, and list that in the `HostModule`. Not `Sendable`: its
/// state is read and written by whoever holds the GIL. It may die on any thread.
///
/// No strong reference between host objects may make a cycle: parents own their children, everything else is weak.
open class HostObject {
    /// The current entry, or invalid. Guarded by the GIL.
    final var handle = Handle.invalid
    /// Where it was exposed first; nil while Python does not know it. Guarded by the GIL.
    public internal(set) final var registry: ObjectRegistry?
    /// A reference to Python that this object owns: the anchor on its derived wrapper, or, where the registry owns
    /// the wrappers, the Python class, so that a new wrapper can be made. Guarded by the GIL.
    final var owned: Owned?
    /// What it stands or falls with. Guarded by the GIL.
    final var groupStorage: Group

    @safe struct Owned {
        let reference: UnsafeMutablePointer<PyObject>
        let isWrapper: Bool
    }

    /// Creates an object that Python does not know yet.
    public init(group: Group) {
        groupStorage = group
    }

    deinit {
        guard let registry else { return }
        registry.census.hostDeinitialised(bytes: allocatedBytes)
        guard handle != .invalid || owned != nil else { return }
        unsafe registry.queue.append(
            DecrefQueue.Item(
                reference: owned?.reference, handle: handle, registry: handle == .invalid ? nil : registry))
    }

    /// What it stands or falls with in a sweep.
    public final var group: Group { groupStorage }

    /// Moves the object to another group.
    public final func setGroup(_ group: Group, holding gil: inout GIL) {
        groupStorage = group
        registry?.setGroup(group, of: handle, holding: &gil)
    }

    /// What malloc handed out for this instance, in bytes.
    final var allocatedBytes: Int {
        unsafe malloc_usable_size(Unmanaged.passUnretained(self).toOpaque())
    }
}
