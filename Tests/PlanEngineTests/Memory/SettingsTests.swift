import PythonBridge
import Telemetry
import Testing

@testable import PlanEngine

@Suite("Settings of the cleanup")
struct SettingsTests {
    @Test(
        "a preset sets every switch and leaves the interval",
        arguments: [
            (Preset.stock, "never", "off", "registry"), (.sweep, "sweep", "thread", "host"),
            (.prompt, "prompt", "thread", "host"),
        ])
    func presets(preset: Preset, eviction: String, driver: String, owner: String) {
        let settings = Settings(preset, interval: 7)
        #expect((settings.eviction, settings.driver, settings.owner) == (eviction, driver, owner))
        #expect(settings.interval == 7)
        #expect(!settings.isModified)
        #expect(settings.policy.eviction.rawValue == eviction)
        #expect(settings.policy.owner.rawValue == owner)
    }

    @Test(
        "a switch that differs from the preset modifies it, and back again does not",
        arguments: [
            (Switch.eviction("never"), Switch.eviction("sweep")), (.driver("off"), .driver("thread")),
            (.driver("pool"), .driver("thread")), (.owner("registry"), .owner("host")),
            (.collects(true), .collects(false)),
            (.trims(true), .trims(false)), (.inOneGo(true), .inOneGo(false)),
        ])
    func modified(change: Switch, back: Switch) {
        var settings = Settings(.sweep, interval: 5)
        settings.set(change)
        #expect(settings.isModified)
        #expect(settings != Settings(.sweep, interval: 5))
        settings.set(back)
        #expect(settings == Settings(.sweep, interval: 5))
    }

    @Test(
        "an unknown value changes nothing", arguments: [Switch.eviction("x"), .driver(""), .owner("host ")])
    func unknown(change: Switch) {
        var settings = Settings(.sweep, interval: 5)
        settings.set(change)
        #expect(settings == Settings(.sweep, interval: 5))
    }
}
