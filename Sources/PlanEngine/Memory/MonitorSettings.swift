internal import PythonBridge
internal import Telemetry

extension MemoryMonitor: ComponentSettings {
    /// Shown as the heading of its settings.
    public var displayName: String { "Python Memory Monitor" }

    /// The interval and every switch.
    public var settings: [ComponentSetting] {
        [
            ComponentSetting(
                name: "CleanupIntervalSeconds", displayName: "Cleanup Interval (s)",
                kind: .number(Settings.intervalRange), get: { [self] in .number(current.interval) },
                set: { [self] in if case .number(let seconds) = $0 { setInterval(seconds) } }),
            choice("Eviction", LifetimePolicy.Eviction.allCases.map(\.rawValue), \.eviction, Switch.eviction),
            choice("Driver", Driver.allCases.map(\.rawValue), \.driver, Switch.driver),
            choice("Owner", LifetimePolicy.Owner.allCases.map(\.rawValue), \.owner, Switch.owner),
            truth("CollectGarbage", "Collect Garbage", \.collects, Switch.collects),
            truth("TrimHeap", "Trim Heap", \.trims, Switch.trims),
            truth("SweepInOneGo", "Sweep in One Go", \.inOneGo, Switch.inOneGo),
        ]
    }

    private func choice(
        _ name: String, _ values: [String], _ path: any KeyPath<Settings, String> & Sendable,
        _ make: @escaping @Sendable (String) -> Switch
    ) -> ComponentSetting {
        ComponentSetting(
            name: name, displayName: name, kind: .choice(values),
            get: { [self] in .text(current[keyPath: path]) },
            set: { [self] in if case .text(let value) = $0 { set(make(value)) } })
    }

    private func truth(
        _ name: String, _ displayName: String, _ path: any KeyPath<Settings, Bool> & Sendable,
        _ make: @escaping @Sendable (Bool) -> Switch
    ) -> ComponentSetting {
        ComponentSetting(
            name: name, displayName: displayName, kind: .truth,
            get: { [self] in .truth(current[keyPath: path]) },
            set: { [self] in if case .truth(let value) = $0 { set(make(value)) } })
    }
}
