internal import CPython
internal import Threading

/// Entries of one Python class, by state.
public struct ClassCount: Sendable, Equatable {
    /// Entries whose handle keeps the host object alive.
    public var live = 0
    /// Entries whose host object is owned elsewhere.
    public var parked = 0
    /// Entries whose host object is gone.
    public var severed = 0
    /// Entries whose wrapper is gone, under the name of the hosted type: their class is gone with it.
    public var phantoms = 0

    /// Counts nothing.
    public init() {}

    mutating func add(_ state: Census.State) {
        switch state {
        case .live: live += 1
        case .parked: parked += 1
        case .severed: severed += 1
        case .phantom: phantoms += 1
        }
    }

    static func + (a: ClassCount, b: ClassCount) -> ClassCount {
        var sum = a
        sum.live += b.live
        sum.parked += b.parked
        sum.severed += b.severed
        sum.phantoms += b.phantoms
        return sum
    }
}

/// Counts the entries of every Python class, in as many holds of the GIL as its budget asks for.
///
/// Slots are stable, so what lives all the while is counted once; what comes and goes meanwhile may be missed. Classes
/// are told apart by their addresses and are kept alive until the end, so that none gets another's.
@safe public struct ClassScan: ~Copyable {
    // Divides the size of a page.
    private static let batch: UInt32 = 512
    /// Classes told apart; what does not fit is counted under a name of its own.
    static let mostClasses = 1_024
    /// The name of what does not fit.
    public static let rest = "other classes"

    /// The longest time in nanoseconds that the GIL was held without a gap.
    public private(set) var longestHold: Int64 = 0
    private let registry: ObjectRegistry
    private var slot: UInt32 = 0
    private var indices: [UnsafeMutablePointer<PyTypeObject>: Int] = unsafe [:]
    /// The classes, each with a reference.
    private var classes: [UnsafeMutablePointer<PyTypeObject>] = unsafe []
    private var counts: [ClassCount] = []
    private var phantoms: [UInt8: Int] = [:]
    private var rest = ClassCount()

    /// Prepares a scan; nothing is touched yet.
    public init(of registry: ObjectRegistry) { self.registry = registry }

    /// Counts until the scan is done or the budget is used up; one batch is done in any case. No Python code runs.
    ///
    /// Once begun a scan must be finished.
    /// - Parameter budget: nanoseconds of GIL time.
    /// - Returns: whether there is more to do.
    public mutating func advance(budget: Int64 = .max, holding gil: inout GIL) -> Bool {
        let begin = Uptime.nanoseconds
        var goesOn: Bool
        repeat { goesOn = countBatch(holding: &gil) } while goesOn && Uptime.nanoseconds - begin < budget
        longestHold = max(longestHold, Uptime.nanoseconds - begin)
        return goesOn
    }

    /// Gives up the classes, which may run finalisers, and answers by their names.
    public mutating func finish(holding gil: inout GIL) -> [String: ClassCount] {
        var named: [String: ClassCount] = [:]
        for (type, count) in phantoms {
            let name = unsafe String(cString: cpython_type_name(registry.types[Int(type)].pythonType))
            named[name, default: ClassCount()].phantoms += count
        }
        for index in unsafe classes.indices {
            let type = unsafe classes[index]
            let name = unsafe String(cString: cpython_type_name(type))
            named[name] = (named[name] ?? ClassCount()) + counts[index]
            unsafe Py_DecRef(UnsafeMutableRawPointer(type).assumingMemoryBound(to: PyObject.self))
        }
        if rest != ClassCount() { named[Self.rest] = rest }
        unsafe classes.removeAll()
        unsafe indices.removeAll()
        counts.removeAll()
        return named
    }

    private mutating func countBatch(holding gil: inout GIL) -> Bool {
        var scan = unsafe (indices: indices, classes: classes, counts: counts, phantoms: phantoms, rest: rest)
        // Moved out and back, so that nothing is copied while both are in use.
        unsafe (indices, classes, counts, phantoms) = unsafe ([:], [], [], [:])
        let first = slot
        let end = registry.state.open(&gil) { state in
            let end = UInt32(state.table.slotCount)
            var last: (type: UnsafeMutablePointer<PyTypeObject>, index: Int)?
            for slot in first..<max(first, min(first + Self.batch, end)) where state.table.isUsed(slot) {
                guard let wrapper = unsafe state.table.wrapper(of: slot) else {
                    unsafe scan.phantoms[state.table.type(of: slot), default: 0] += 1
                    continue
                }
                let object = unsafe UnsafeMutableRawPointer(wrapper).assumingMemoryBound(to: PyObject.self)
                guard let type = unsafe cpython_type_of(object) else { continue }
                let census = state.table.censusState(of: slot)
                if let last = unsafe last, unsafe last.type == type {
                    unsafe scan.counts[last.index].add(census)
                    continue
                }
                guard let index = unsafe Self.index(of: type, &scan.indices, &scan.classes, &scan.counts)
                else {
                    unsafe scan.rest.add(census)
                    continue
                }
                unsafe last = unsafe (type, index)
                unsafe scan.counts[index].add(census)
            }
            return end
        }
        unsafe (indices, classes, counts, phantoms, rest) = unsafe (
            scan.indices, scan.classes, scan.counts, scan.phantoms, scan.rest
        )
        slot = min(first + Self.batch, max(first, end))
        return slot < end
    }

    private static func index(
        of type: UnsafeMutablePointer<PyTypeObject>,
        _ indices: inout [UnsafeMutablePointer<PyTypeObject>: Int],
        _ classes: inout [UnsafeMutablePointer<PyTypeObject>], _ counts: inout [ClassCount]
    ) -> Int? {
        if let index = unsafe indices[type] { return index }
        guard unsafe classes.count < mostClasses else { return nil }
        unsafe Py_INCREF(UnsafeMutableRawPointer(type).assumingMemoryBound(to: PyObject.self))
        unsafe indices[type] = unsafe classes.count
        unsafe classes.append(type)
        counts.append(ClassCount())
        return unsafe classes.count - 1
    }
}
