import Telemetry
import TerminalUI
import Testing

@testable import Dashboard

@Suite("What a request has changed")
struct ConfirmationTests {
    private func running() -> Rehearsal {
        var rehearsal = Rehearsal()
        rehearsal.churn(seconds: 1)
        rehearsal.pass(milliseconds: 10)
        return rehearsal
    }

    private func settings(_ change: (inout Settings) -> Void) -> Settings {
        var settings = Rehearsal().snapshot.settings
        change(&settings)
        return settings
    }

    private func header(_ rehearsal: Rehearsal) -> String {
        String(rehearsal.screen().prefix { $0 != "\n" })
    }

    @Test("a preset is on the screen as soon as the event says so", arguments: [Preset.stock, .prompt])
    func preset(_ preset: Preset) {
        var rehearsal = running()
        rehearsal.type(preset == .stock ? "1" : "3")
        rehearsal.report(.settingsChanged(settings { $0.preset = preset }))
        #expect(rehearsal.dashboard.interaction.requests.isEmpty)
        #expect(header(rehearsal).contains("  \(preset.rawValue)  ⟳ 5 s"))
    }

    @Test("a snapshot taken before the change does not bring the old switches back")
    func staleSnapshot() {
        var rehearsal = running()
        let before = rehearsal.snapshot
        rehearsal.type("3")
        rehearsal.report(.settingsChanged(settings { $0.preset = .prompt }))
        rehearsal.send(.snapshots([before], missed: 0))
        rehearsal.send(.tick(Moment(elapsed: 2_000_000_000, unix: 0)))
        #expect(header(rehearsal).contains("  prompt  ⟳ 5 s"))
        rehearsal.type("+")
        #expect(rehearsal.commands.last == .setInterval(10))
    }

    @Test("a snapshot taken after the change is believed again")
    func newerSnapshot() {
        var rehearsal = running()
        rehearsal.report(.settingsChanged(settings { $0.preset = .prompt }))
        rehearsal.pass(milliseconds: 10)
        rehearsal.snapshot.settings.preset = .stock
        rehearsal.measure()
        #expect(header(rehearsal).contains("  stock  ⟳ 5 s"))
    }

    @Test("an event that is older than the newest snapshot changes nothing")
    func staleEvent() {
        var rehearsal = running()
        rehearsal.measure()
        let old = Event(
            moment: Moment(elapsed: rehearsal.now - 1, unix: 0),
            kind: .settingsChanged(settings { $0.preset = .prompt }))
        rehearsal.send(.events([old], missed: 0))
        #expect(header(rehearsal).contains("  sweep  ⟳ 5 s"))
    }

    @Test("switches that somebody else changed are on the screen at once")
    func unasked() {
        var rehearsal = running()
        rehearsal.report(.settingsChanged(settings { $0.isModified = true }))
        #expect(header(rehearsal).contains("sweep, modified"))
    }

    @Test("an interval shows at once, and when the next sweep comes only once that has been measured")
    func interval() {
        var rehearsal = running()
        #expect(header(rehearsal).contains("⟳ 5 s, in "))
        rehearsal.type("+")
        rehearsal.report(.settingsChanged(settings { $0.interval = 10 }))
        #expect(header(rehearsal).hasSuffix("⟳ 10 s, in    …"))
        #expect(rehearsal.dashboard.awaitsSnapshot)
        rehearsal.pass(milliseconds: 40)
        rehearsal.snapshot.settings.interval = 10
        rehearsal.snapshot.nextSweep = 9_100_000_000
        rehearsal.measure()
        #expect(header(rehearsal).contains("⟳ 10 s, in  8 s"))
        #expect(!rehearsal.dashboard.awaitsSnapshot)
    }

    @Test("a sweep that takes longer than its interval says for how long")
    func slowSweep() {
        var rehearsal = running()
        rehearsal.snapshot.nextSweep = rehearsal.dashboard.readings.shownAt - 8_000_000_000
        rehearsal.snapshot.isSweepPending = true
        rehearsal.rest()
        #expect(header(rehearsal).contains("⟳ 5 s, sweeps for 14 s"))
        rehearsal.snapshot.isSweepPending = false
        rehearsal.rest()
        #expect(header(rehearsal).hasSuffix("⟳ 5 s, in 0 s"))
    }

    @Test("steps add up from what the event said, without waiting for a snapshot")
    func steps() {
        var rehearsal = running()
        rehearsal.type("+")
        rehearsal.report(.settingsChanged(settings { $0.interval = 10 }))
        rehearsal.type("+")
        #expect(rehearsal.commands == [.setInterval(10), .setInterval(15)])
    }

    @Test("the measurement that a key waits for is looked for soon", arguments: ["+", "1", " "])
    func impatient(_ key: String) {
        var rehearsal = running()
        #expect(!rehearsal.dashboard.awaitsSnapshot)
        rehearsal.type(key)
        #expect(rehearsal.dashboard.awaitsSnapshot)
    }

    @Test("whoever leaves sees the run stopping at once")
    func leaving() {
        var rehearsal = running()
        rehearsal.type("qy")
        #expect(header(rehearsal).contains("stopping …"))
    }
}
