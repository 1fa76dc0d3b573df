import Telemetry
import TerminalUI
import Testing

@testable import Dashboard

@Suite("Cleanups asked for on a dashboard")
struct CleanupRequestTests {
    private func running() -> Rehearsal {
        var rehearsal = Rehearsal()
        rehearsal.churn(seconds: 1)
        return rehearsal
    }

    private func swept(_ trigger: SweepSummary.Trigger, _ change: (inout SweepSummary) -> Void = { _ in })
        -> Event.Kind
    {
        var sweep = SweepSummary()
        sweep.trigger = trigger
        change(&sweep)
        return .swept(sweep)
    }

    @Test("evicting what is held asks first, and says what that means")
    func asks() {
        var rehearsal = running()
        rehearsal.type("E")
        #expect(rehearsal.commands.isEmpty)
        #expect(rehearsal.screen().contains("sever what Python still holds?  its use raises ReferenceError"))
        rehearsal.type("y")
        #expect(rehearsal.commands == [.evictHeld])
        #expect(rehearsal.screen().contains("evict held …"))
    }

    @Test("no and escape sever nothing, and other keys leave the question open")
    func declined() {
        for key in [Key.character("n"), .character("N"), .escape] {
            var rehearsal = running()
            rehearsal.press(.character("E"), .character("e"), .enter, .character(" "), .character("E"))
            #expect(rehearsal.dashboard.interaction.question == .evictHeld)
            rehearsal.press(key)
            #expect(rehearsal.dashboard.interaction.question == nil)
            #expect(rehearsal.commands.isEmpty)
        }
    }

    @Test("control-C in the question asks whether to leave, not whether to sever")
    func interrupt() {
        var rehearsal = running()
        rehearsal.press(.character("E"), .interrupt)
        #expect(rehearsal.dashboard.interaction.question == .quit)
    }

    @Test("a forced eviction is pending until a forced one has been done")
    func forced() {
        var rehearsal = running()
        rehearsal.type("EyE")
        #expect(rehearsal.dashboard.interaction.question == nil)
        rehearsal.report(swept(.manual))
        #expect(rehearsal.screen().contains("evict held …"))
        rehearsal.report(
            swept(.manual) {
                $0.isForced = true
                $0.weakened = 12
            })
        #expect(rehearsal.dashboard.interaction.requests.isEmpty)
        #expect(rehearsal.screen().contains("● evict held"))
        #expect(rehearsal.commands == [.evictHeld])
    }

    @Test("a collection is pending until Python's collector has run, and says what it found")
    func collection() {
        var rehearsal = running()
        rehearsal.type("gg")
        #expect(rehearsal.commands == [.collect])
        #expect(rehearsal.screen().contains("collect …"))
        rehearsal.report(swept(.clock) { $0.collected = 3 })
        #expect(rehearsal.screen().contains("collect …"))
        rehearsal.report(swept(.collection) { $0.collected = 1_234 })
        #expect(rehearsal.dashboard.interaction.requests.isEmpty)
        #expect(rehearsal.screen().contains("● collect"))
        #expect(rehearsal.screen().contains("1,234 collected"))
    }

    @Test("several cleanups can be pending at once, and each is answered by its own")
    func several() {
        var rehearsal = running()
        rehearsal.type("egEy")
        #expect(rehearsal.commands == [.evict, .collect, .evictHeld])
        #expect(rehearsal.screen().contains("evict, evict held, collect …"))
        rehearsal.report(swept(.manual))
        #expect(rehearsal.dashboard.interaction.requests.pendingCleanups == [.evictHeld, .collect])
    }

    @Test("a refusal answers evictions, and a collection only if nothing else waits")
    func refused() {
        var rehearsal = running()
        rehearsal.type("eg")
        rehearsal.report(.sweepRefused("nothing is ever evicted under stock"))
        #expect(rehearsal.dashboard.interaction.requests.pendingCleanups == [.collect])
        rehearsal.report(.sweepRefused("Python is still starting"))
        #expect(rehearsal.dashboard.interaction.requests.isEmpty)
    }

    @Test("a request that became one with another does not stay pending for ever")
    func merged() {
        var rehearsal = running()
        rehearsal.type("g")
        rehearsal.snapshot.isSweepPending = true
        rehearsal.churn(seconds: 3)
        #expect(rehearsal.screen().contains("collect …"))
        rehearsal.snapshot.isSweepPending = false
        rehearsal.churn(seconds: 1)
        #expect(!rehearsal.screen().contains("collect …"))
    }

    @Test("a request waits for its answer while the cleanup may not have begun")
    func patience() {
        var rehearsal = running()
        rehearsal.type("e")
        rehearsal.pass(milliseconds: 100)
        rehearsal.measure()
        #expect(rehearsal.screen().contains("evict …"))
    }

    @Test("what was spared is counted with the key that says by whom")
    func held() {
        var rehearsal = running()
        rehearsal.report(
            swept(.clock) {
                $0.held = 15
                $0.undecided = 2
            })
        rehearsal.churn(seconds: 1)
        #expect(rehearsal.screen().contains("15 held, 2 undecided (H by whom)"))
    }

    @Test("after a failure nothing is asked of a run that is not there", arguments: ["E", "g", "H"])
    func failed(_ key: String) {
        var rehearsal = running()
        rehearsal.report(.failed("no interpreter"))
        rehearsal.type(key)
        #expect(rehearsal.commands.isEmpty)
        #expect(rehearsal.dashboard.interaction.question == nil)
        #expect(rehearsal.dashboard.interaction.notice != nil)
    }
}
