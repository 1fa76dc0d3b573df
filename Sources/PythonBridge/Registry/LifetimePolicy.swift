/// When entries leave the registry, and who keeps a derived wrapper alive.
///
/// Can be changed at any time; a change of `owner` affects wrappers made afterwards.
public struct LifetimePolicy: Sendable, Equatable {
    /// When entries leave.
    public enum Eviction: String, Sendable, CaseIterable {
        /// Never: they only accumulate, and requests to sweep are refused.
        case never
        /// In a sweep.
        case sweep
        /// When their wrapper dies; the rest in a sweep at the end of the plan run.
        case prompt
    }

    /// Who owns the bookkeeping reference that keeps a derived wrapper alive.
    public enum Owner: String, Sendable, CaseIterable {
        /// The entry, until it leaves.
        case registry
        /// The host object, so that Python state lives exactly as long as it does.
        case host
    }

    /// When entries leave.
    public var eviction: Eviction
    /// Who owns the bookkeeping reference.
    public var owner: Owner

    /// Creates a policy.
    public init(eviction: Eviction, owner: Owner) {
        self.eviction = eviction
        self.owner = owner
    }
}

extension LifetimePolicy.Eviction {
    var code: UInt8 {
        switch self {
        case .never: 0
        case .sweep: 1
        case .prompt: 2
        }
    }

    init(code: UInt8) {
        switch code {
        case 0: self = .never
        case 1: self = .sweep
        default: self = .prompt
        }
    }
}

extension LifetimePolicy.Owner {
    var code: UInt8 { self == .registry ? 0 : 1 }
    init(code: UInt8) { self = code == 0 ? .registry : .host }
}
