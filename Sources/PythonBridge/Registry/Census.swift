internal import Synchronization

/// How many entries and host objects there are, kept up to date on every change and read without the GIL.
///
/// Entries are counted by threads that hold the GIL, hence by plain relaxed loads and stores. Host objects
/// die on any thread and are counted with read-modify-write.
public final class Census: Sendable {
    /// A state of an entry; LIFETIMES in the documentation defines them.
    enum State {
        case live
        case parked
        case severed
        case phantom
    }

    private let liveCount = Atomic<Int>(0)
    private let parkedCount = Atomic<Int>(0)
    private let severedCount = Atomic<Int>(0)
    private let phantomCount = Atomic<Int>(0)
    private let identityLossCount = Atomic<Int>(0)
    private let staleLookupCount = Atomic<Int>(0)
    private let peakCount = Atomic<Int>(0)
    private let created = Atomic<Int>(0)
    private let deinitialised = Atomic<Int>(0)
    private let bytesCreated = Atomic<Int>(0)
    private let bytesDeinitialised = Atomic<Int>(0)
    private let retired = Atomic<Int>(0)
    private let bytesRetired = Atomic<Int>(0)

    init() {}

    /// Entries whose handle keeps its host object alive. Any thread.
    public var live: Int { liveCount.load(ordering: .relaxed) }
    /// Entries whose host object is owned elsewhere. Any thread.
    public var parked: Int { parkedCount.load(ordering: .relaxed) }
    /// Entries whose wrapper exists and whose host object is gone; counted so until the queue is drained.
    public var severed: Int { severedCount.load(ordering: .relaxed) }
    /// Entries whose wrapper is gone. Any thread.
    public var phantoms: Int { phantomCount.load(ordering: .relaxed) }
    /// All entries. Any thread; while entries change state the sum can be off by the change.
    public var entries: Int { live + parked + severed + phantoms }
    /// The most entries there have been at once. Any thread.
    public var peak: Int { peakCount.load(ordering: .relaxed) }
    /// How often a host object lost its Python state because the registry owned it. Any thread.
    public var identityLosses: Int { identityLossCount.load(ordering: .relaxed) }
    /// How often Python used a wrapper whose entry was gone, and was refused. Any thread.
    public var staleLookups: Int { staleLookupCount.load(ordering: .relaxed) }
    /// Host objects that Python was ever shown. Any thread.
    public var hostsCreated: Int { created.load(ordering: .relaxed) }
    /// Those of them that are gone. Any thread.
    public var hostsDeinitialised: Int {
        deinitialised.load(ordering: .relaxed) + retired.load(ordering: .relaxed)
    }
    /// Bytes that malloc handed out for the instances among them that live. Any thread.
    public var hostBytes: Int {
        bytesCreated.load(ordering: .relaxed) - bytesDeinitialised.load(ordering: .relaxed)
            - bytesRetired.load(ordering: .relaxed)
    }

    @inline(__always)
    func add(_ state: State, _ change: Int = 1) {
        switch state {
        case .live: bump(liveCount, change)
        case .parked: bump(parkedCount, change)
        case .severed: bump(severedCount, change)
        case .phantom: bump(phantomCount, change)
        }
    }

    /// Counts a new entry.
    @inline(__always)
    func born() {
        add(.live)
        let entries = entries
        if entries > peak { peakCount.store(entries, ordering: .relaxed) }
    }

    func identityLost() { bump(identityLossCount, 1) }

    func staleLookup() { bump(staleLookupCount, 1) }

    @inline(__always)
    func move(from old: State, to new: State) {
        add(old, -1)
        add(new, 1)
    }

    /// A host object was shown to Python, by a thread that holds the GIL.
    @inline(__always)
    func hostCreated(bytes size: Int) {
        bump(created, 1)
        bump(bytesCreated, size)
    }

    /// A host object is gone. Any thread.
    @inline(__always)
    func hostDeinitialised(bytes size: Int) {
        deinitialised.wrappingAdd(1, ordering: .relaxed)
        bytesDeinitialised.wrappingAdd(size, ordering: .relaxed)
    }

    /// A host object is about to end by the hand of a thread that holds the GIL.
    @inline(__always)
    func hostRetired(bytes size: Int) {
        bump(retired, 1)
        bump(bytesRetired, size)
    }

    @inline(__always)
    private func bump(_ counter: borrowing Atomic<Int>, _ change: Int) {
        counter.store(counter.load(ordering: .relaxed) &+ change, ordering: .relaxed)
    }
}
