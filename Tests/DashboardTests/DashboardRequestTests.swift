import Telemetry
import TerminalUI
import Testing

@testable import Dashboard

@Suite("Requests on a dashboard")
struct DashboardRequestTests {
    private func running() -> Rehearsal {
        var rehearsal = Rehearsal()
        rehearsal.churn(seconds: 1)
        return rehearsal
    }

    @Test("a key for the interval asks for the next step and shows it until the run has it")
    func interval() {
        var rehearsal = running()
        rehearsal.press(.character("+"))
        #expect(rehearsal.commands == [.setInterval(10)])
        #expect(rehearsal.screen().contains("⟳ 10 s …"))
        rehearsal.measure()
        #expect(rehearsal.screen().contains("⟳ 10 s …"))
        rehearsal.snapshot.settings.interval = 10
        rehearsal.measure()
        #expect(rehearsal.dashboard.interaction.requests.isEmpty)
        #expect(rehearsal.screen().contains("⟳ 10 s, in "))
    }

    @Test("keys for the interval add up while the first is still pending")
    func accumulate() {
        var rehearsal = running()
        rehearsal.press(.character("+"), .character("="), .character("+"), .character("-"))
        #expect(
            rehearsal.commands == [.setInterval(10), .setInterval(15), .setInterval(30), .setInterval(15)])
    }

    @Test("the interval stops at both ends of its range and says so", arguments: [("+", 3600.0), ("-", 0.1)])
    func ends(_ key: String, _ end: Double) {
        var rehearsal = running()
        for _ in 0..<30 { rehearsal.type(key) }
        #expect(rehearsal.commands.last == .setInterval(end))
        #expect(rehearsal.dashboard.interaction.notice?.role == .warning)
    }

    @Test("from an interval that is no step the keys go to the neighbours")
    func between() {
        #expect(IntervalLadder.longer(than: 7) == 10)
        #expect(IntervalLadder.shorter(than: 7) == 5)
    }

    @Test("an eviction is pending until a sweep that was asked for by hand")
    func evict() {
        var rehearsal = running()
        rehearsal.press(.character("e"), .character("e"))
        #expect(rehearsal.commands == [.evict])
        #expect(rehearsal.screen().contains("evict …"))
        rehearsal.sweep(.clock)
        #expect(rehearsal.dashboard.interaction.requests.pendingCleanups == [.evict])
        rehearsal.sweep(.manual)
        #expect(rehearsal.dashboard.interaction.requests.isEmpty)
        #expect(rehearsal.screen().contains("● evict"))
        #expect(rehearsal.screen().contains("2,611 examined"))
    }

    @Test("a refused eviction shows its reason where the result would be")
    func refused() {
        var rehearsal = running()
        rehearsal.press(.character("e"))
        rehearsal.report(.sweepRefused("a sweep may not begin inside a step"))
        #expect(rehearsal.screen().contains("✗ evict refused: a sweep may not begin inside a step"))
        #expect(rehearsal.dashboard.interaction.requests.isEmpty)
    }

    @Test("a digit asks for its preset", arguments: zip(["1", "2", "3"], Preset.allCases))
    func preset(_ key: String, _ preset: Preset) {
        var rehearsal = running()
        rehearsal.type(key)
        #expect(rehearsal.commands == [.setPreset(preset)])
        #expect(rehearsal.screen().contains("\(preset.rawValue) …"))
    }

    @Test("space pauses, and space resumes, also before the pause has begun")
    func pause() {
        var rehearsal = running()
        rehearsal.press(.character(" "))
        #expect(rehearsal.screen().contains("pausing …"))
        rehearsal.press(.character(" "))
        #expect(rehearsal.commands == [.pause, .resume])
        rehearsal.press(.character(" "))
        rehearsal.enter(.paused)
        #expect(rehearsal.screen().contains("‖ paused"))
        rehearsal.press(.character(" "))
        #expect(rehearsal.commands == [.pause, .resume, .pause, .resume])
        #expect(rehearsal.screen().contains("resuming …"))
        rehearsal.enter(.running)
        #expect(rehearsal.dashboard.interaction.requests.isEmpty)
    }

    @Test(
        "where no plan runs there is nothing to pause",
        arguments: [Progress.Phase.starting, .finished, .stopping])
    func nothingToPause(_ phase: Progress.Phase) {
        var rehearsal = Rehearsal()
        rehearsal.enter(phase)
        rehearsal.press(.character(" "))
        #expect(rehearsal.commands.isEmpty)
        #expect(rehearsal.dashboard.interaction.notice != nil)
    }

    @Test(
        "after a failure nothing is asked of a run that is not there",
        arguments: ["e", "+", "-", "1", "2", "3"])
    func failed(_ key: String) {
        var rehearsal = running()
        rehearsal.press(.character("e"))
        rehearsal.report(.failed("no interpreter"))
        #expect(rehearsal.dashboard.interaction.requests.isEmpty)
        rehearsal.type(key)
        #expect(rehearsal.commands == [.evict])
        #expect(rehearsal.dashboard.interaction.notice != nil)
    }

    @Test("the theme key goes through all themes and begins again")
    func themes() {
        var rehearsal = running()
        #expect(rehearsal.dashboard.theme.name == "dark")
        rehearsal.press(.character("t"))
        #expect(rehearsal.dashboard.theme.name == "light")
        #expect(rehearsal.screen().contains("theme light"))
        rehearsal.press(.character("t"))
        #expect(rehearsal.dashboard.theme.name == "dark")
    }

    @Test("a key that means nothing changes nothing but the last answer")
    func meaningless() {
        var rehearsal = running()
        let before = rehearsal.screen()
        rehearsal.press(.character("u"), .delete, .character("\u{1}"))
        #expect(rehearsal.commands.isEmpty)
        #expect(rehearsal.screen() == before)
    }
}
