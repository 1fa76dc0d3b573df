internal import Telemetry

/// A switch that can be changed in place, in the order of the page on which that is done.
enum Setting: Int, CaseIterable, Sendable {
    case preset, eviction, driver, owner, collects, trims, inOneGo, interval

    /// What it is called.
    var name: String {
        switch self {
        case .preset: "preset"
        case .eviction: "eviction"
        case .driver: "driver"
        case .owner: "owner"
        case .collects: "collects"
        case .trims: "trims"
        case .inOneGo: "in one go"
        case .interval: "interval"
        }
    }

    /// The values between which it switches; none for the interval, which has too many.
    var choices: [String] {
        switch self {
        case .preset: Preset.allCases.map(\.rawValue)
        case .eviction: ["never", "sweep", "prompt"]
        case .driver: ["off", "thread", "pool"]
        case .owner: ["registry", "host"]
        case .collects, .trims, .inOneGo: ["no", "yes"]
        case .interval: []
        }
    }

    /// The value that it has.
    func value(in settings: Settings) -> String {
        switch self {
        case .preset: settings.preset.rawValue
        case .eviction: settings.eviction
        case .driver: settings.driver
        case .owner: settings.owner
        case .collects: settings.collects ? "yes" : "no"
        case .trims: settings.trims ? "yes" : "no"
        case .inOneGo: settings.inOneGo ? "yes" : "no"
        case .interval: Quantity.seconds(settings.interval)
        }
    }

    /// What asks for one of its choices; nil for what is none.
    func command(for choice: String) -> Command? {
        switch self {
        case .preset: Preset(rawValue: choice).map(Command.setPreset)
        case .eviction: .set(.eviction(choice))
        case .driver: .set(.driver(choice))
        case .owner: .set(.owner(choice))
        case .collects: .set(.collects(choice == "yes"))
        case .trims: .set(.trims(choice == "yes"))
        case .inOneGo: .set(.inOneGo(choice == "yes"))
        case .interval: nil
        }
    }

    /// What a value of it means, in a few words.
    func meaning(of value: String) -> String {
        switch (self, value) {
        case (.preset, "stock"): "the defect: nothing is evicted"
        case (.preset, "sweep"): "a thread sweeps at an interval"
        case (.preset, _): "all leaves as soon as it can"
        case (.eviction, "never"): "entries only accumulate"
        case (.eviction, "sweep"): "entries leave in a sweep"
        case (.eviction, _): "entries leave with their plan"
        case (.driver, "off"): "only keys and scripts sweep"
        case (.driver, "thread"): "one thread sweeps by its clock"
        case (.driver, _): "each tick may cost one more thread"
        case (.owner, "registry"): "what is evicted loses its state"
        case (.owner, _): "a host keeps its Python state"
        case (.collects, "yes"): "each cycle runs Python's collector"
        case (.collects, _): "Python collects when it wants to"
        case (.trims, "yes"): "each cycle gives free memory back"
        case (.trims, _): "free memory stays in the process"
        case (.inOneGo, "yes"): "a sweep keeps the GIL to its end"
        case (.inOneGo, _): "Python runs in a sweep's gaps"
        case (.interval, _): "between two sweeps; Enter types it"
        }
    }
}
