package import PythonBridge
package import Telemetry

/// What asks for sweeps.
package enum Driver: String, Sendable, CaseIterable {
    /// Only people and scripts.
    case off
    /// The clock of the sweep thread.
    case thread
    /// The clock, with a Dispatch item for every tick: the defect.
    case pool
}

extension Settings {
    /// The switches of a preset.
    package init(_ preset: Preset, interval: Double) {
        self.init()
        self.preset = preset
        self.interval = interval
        switch preset {
        case .stock: (eviction, driver, owner) = ("never", Driver.off.rawValue, "registry")
        case .sweep: (eviction, driver, owner) = ("sweep", Driver.thread.rawValue, "host")
        case .prompt: (eviction, driver, owner) = ("prompt", Driver.thread.rawValue, "host")
        }
    }

    /// The preset, and whether a switch differs from it: `sweep, modified`.
    package var presetName: String { preset.rawValue + (isModified ? ", modified" : "") }

    /// Sets one switch and notes whether that leaves the preset. An unknown value changes nothing.
    package mutating func set(_ change: Switch) {
        switch change {
        case .eviction(let value) where LifetimePolicy.Eviction(rawValue: value) != nil: eviction = value
        case .driver(let value) where Driver(rawValue: value) != nil: driver = value
        case .owner(let value) where LifetimePolicy.Owner(rawValue: value) != nil: owner = value
        case .collects(let value): collects = value
        case .trims(let value): trims = value
        case .inOneGo(let value): inOneGo = value
        case .eviction, .driver, .owner: break
        }
        var plain = Settings(preset, interval: interval)
        plain.isModified = isModified
        isModified = self != plain
    }

    /// The registry's part of the switches.
    package var policy: LifetimePolicy {
        LifetimePolicy(eviction: .init(rawValue: eviction) ?? .sweep, owner: .init(rawValue: owner) ?? .host)
    }
}
