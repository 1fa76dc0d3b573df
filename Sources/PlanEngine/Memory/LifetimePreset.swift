package import PythonBridge
package import Telemetry

/// What asks for sweeps.
package enum Driver: String, Sendable, CaseIterable {
    /// Only people and scripts.
    case off
    /// The clock of the sweep thread.
    case thread
}

/// All switches together.
package struct LifetimeSettings: Sendable, Equatable {
    /// When entries leave, and who owns derived wrappers.
    package var policy: LifetimePolicy
    /// What asks for sweeps.
    package var driver: Driver

    /// The switches of a preset.
    package init(_ preset: Preset) {
        switch preset {
        case .stock: (policy, driver) = (LifetimePolicy(eviction: .never, owner: .registry), .off)
        case .sweep: (policy, driver) = (LifetimePolicy(eviction: .sweep, owner: .host), .thread)
        case .prompt: (policy, driver) = (LifetimePolicy(eviction: .prompt, owner: .host), .thread)
        }
    }
}
