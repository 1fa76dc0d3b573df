internal import CPython

/// A Swift object that Python can see, use and subclass.
///
/// Subclass it, describe the subclass with a `HostType`, and list that in the `HostModule`. Not `Sendable`: its
/// state is read and written by whoever holds the GIL. It may die on any thread.
///
/// No strong reference between host objects may make a cycle: parents own their children, everything else is weak.
@safe open class HostObject {
    /// The current entry, or invalid. Guarded by the GIL.
    final var handle = Handle.invalid
    /// Where it was exposed first; a reference owned by hand, so that it can be passed on. Guarded by the GIL.
    private final var home: Unmanaged<ObjectRegistry>?
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
        guard let home = unsafe home else { return }
        unsafe home._withUnsafeGuaranteedRef { registry in
            registry.census.hostDeinitialised(bytes: allocatedBytes)
            guard handle != .invalid || owned != nil else { return }
            unsafe registry.queue.append(
                DecrefQueue.Item(
                    reference: owned?.reference, handle: handle, registry: handle == .invalid ? nil : registry
                ))
        }
        unsafe home.release()
    }

    /// Where it was exposed first; nil while Python does not know it, and when it ends. Read it with the GIL held.
    public final var registry: ObjectRegistry? { unsafe home?.takeUnretainedValue() }

    /// Whether Python has ever been shown this object. Guarded by the GIL.
    final var isRegistered: Bool { unsafe home != nil }

    /// Notes where it is exposed. Once.
    /// - Parameter registry: a reference that the object takes over.
    final func register(in registry: Unmanaged<ObjectRegistry>) {
        unsafe home = unsafe registry
    }

    /// Forgets Python, because a sweep is about to release the last reference to this object: its end then has nothing
    /// left to count or to queue, which would take several atomic operations.
    /// - Returns: the reference to Python that it owned, and that to its registry, for the caller to give back.
    final func retire() -> (reference: UnsafeMutablePointer<PyObject>?, home: Unmanaged<ObjectRegistry>?) {
        handle = .invalid
        defer {
            owned = nil
            unsafe home = nil
        }
        return unsafe (owned?.reference, home)
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
