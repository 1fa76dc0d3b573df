/// What one sweep did.
public struct SweepReport: Sendable, Equatable {
    /// Entries looked at.
    public var examined = 0
    /// Phantoms removed.
    public var phantoms = 0
    /// Entries whose handle went from strong to weak or empty.
    public var weakened = 0
    /// Wrappers freed while the sweep was under way.
    public var freed = 0
    /// Abandoned entries left alone because Python still holds them.
    public var held = 0
    /// Held ones among them about which nobody could decide, because too much hangs on their group.
    public var undecided = 0
    /// The held ones by the names of their Python classes, but for those about which nobody decided.
    public var heldByClass: [String: Int] = [:]
    /// The longest time in nanoseconds that the GIL was held without a gap.
    public var longestHold: Int64 = 0

    /// A report of nothing.
    public init() {}
}

/// Why a request to sweep was refused.
public enum EvictionError: Error, Equatable {
    /// The policy's eviction is `never`.
    case never
    /// The calling thread is inside a sweep already: a finaliser or a predicate asked.
    case nested

    /// One line that says why.
    public var summary: String {
        switch self {
        case .never: "eviction is switched off (never)"
        case .nested: "a sweep is under way on this thread"
        }
    }
}
