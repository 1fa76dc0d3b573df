import Telemetry
import TerminalUI
import Testing

@testable import Dashboard

@Suite("Questions on a dashboard")
struct DashboardQuestionTests {
    private func running() -> Rehearsal {
        var rehearsal = Rehearsal()
        rehearsal.churn(seconds: 1)
        return rehearsal
    }

    @Test(
        "a typed interval is asked for", arguments: [("0.25", 0.25), ("7", 7), (" 12 s", 12), ("3600", 3600)])
    func typed(_ text: String, _ interval: Double) {
        var rehearsal = running()
        rehearsal.type("i" + text)
        rehearsal.press(.enter)
        #expect(rehearsal.commands == [.setInterval(interval)])
        #expect(rehearsal.dashboard.interaction.question == nil)
    }

    @Test(
        "what is no interval is refused with the range, and stays to be corrected",
        arguments: ["", ".", "0", "0.09", "3601", "1.2.3"])
    func refused(_ text: String) {
        var rehearsal = running()
        rehearsal.type("i" + text)
        rehearsal.press(.enter)
        #expect(rehearsal.commands.isEmpty)
        #expect(rehearsal.screen().contains("0.1-3,600 s"))
        guard case .typing(.interval, let editor) = rehearsal.dashboard.interaction.question else {
            Issue.record("the question is gone")
            return
        }
        #expect(editor.text == text)
    }

    @Test(
        "what is no number is no interval, whoever writes it",
        arguments: ["", "abc", "-5", "nan", "inf", "1e999", "5 m"])
    func noInterval(_ text: String) {
        #expect(throws: IntervalLadder.Refusal.self) { try IntervalLadder.parse(text) }
    }

    @Test("a refused interval can be corrected without typing all of it again")
    func corrected() {
        var rehearsal = running()
        rehearsal.type("i36000")
        rehearsal.press(.enter, .backspace, .enter)
        #expect(rehearsal.commands == [.setInterval(3600)])
    }

    @Test("escape leaves the question, and keys mean what they meant")
    func left() {
        var rehearsal = running()
        rehearsal.type("i12")
        rehearsal.press(.escape)
        rehearsal.press(.character("e"))
        #expect(rehearsal.commands == [.evict])
    }

    @Test("keys edit the line where the cursor stands")
    func edited() {
        var editor = LineEditor()
        for key in "1.35".map(Key.character) { editor.press(key) }
        for key in [Key.left, .backspace, .character("2"), .home, .delete, .character("3"), .end] {
            editor.press(key)
        }
        #expect(editor.text == "3.25")
        #expect(editor.position == 4)
        for key in [Key.right, .delete, .tab, .character("é"), .character("\u{1}")] { editor.press(key) }
        #expect(editor.text == "3.25")
        editor.press(.character("\u{15}"))
        #expect(editor == LineEditor())
        for _ in 0..<100 { editor.press(.character("9")) }
        #expect(editor.text.count == 20)
    }

    @Test("quitting asks while plans run", arguments: [Progress.Phase.running, .paused, .stopping])
    func asks(_ phase: Progress.Phase) {
        var rehearsal = running()
        rehearsal.enter(phase)
        rehearsal.press(.character("q"))
        #expect(rehearsal.dashboard.ending == nil)
        #expect(rehearsal.screen().contains("y yes  n no"))
        rehearsal.press(.character("n"))
        #expect(rehearsal.dashboard.interaction.question == nil)
        rehearsal.press(.character("q"), .escape)
        #expect(rehearsal.dashboard.interaction.question == nil)
        #expect(rehearsal.commands.isEmpty)
    }

    @Test("quitting leaves at once while nothing runs", arguments: [Key.character("q"), .interrupt])
    func atOnce(_ key: Key) {
        var starting = Rehearsal()
        starting.press(key)
        #expect(starting.dashboard.ending == .quit)
        var finished = running()
        finished.finish()
        finished.press(key)
        #expect(finished.dashboard.ending == .quit)
        #expect(finished.commands.isEmpty)
        var failed = running()
        failed.report(.failed("no interpreter"))
        failed.press(key)
        #expect(failed.dashboard.ending == .quit)
    }

    @Test("yes stops the run, says what it waits for, and leaves when it is over")
    func stops() {
        var rehearsal = running()
        rehearsal.press(.character("q"), .character("y"))
        #expect(rehearsal.commands == [.stop])
        #expect(rehearsal.dashboard.ending == nil)
        #expect(rehearsal.screen().contains("waits for Trivial"))
        #expect(rehearsal.screen().contains("q again leaves at once"))
        rehearsal.enter(.stopping)
        #expect(rehearsal.dashboard.ending == nil)
        rehearsal.enter(.finished)
        #expect(rehearsal.dashboard.ending == .quit)
    }

    @Test("another q abandons the step that does not end", arguments: [Key.character("q"), .interrupt])
    func abandons(_ key: Key) {
        var rehearsal = running()
        rehearsal.press(.character("q"), .character("y"), key)
        #expect(rehearsal.commands == [.stop, .abandon])
        #expect(rehearsal.dashboard.ending == .abandoned)
    }

    @Test("control-C asks, control-C again means yes, and a third one abandons")
    func interrupts() {
        var rehearsal = running()
        rehearsal.type("i12")
        rehearsal.press(.interrupt)
        #expect(rehearsal.dashboard.interaction.question == .quit)
        rehearsal.press(.interrupt)
        #expect(rehearsal.commands == [.stop])
        rehearsal.press(.interrupt)
        #expect(rehearsal.dashboard.ending == .abandoned)
    }

    @Test("a q held too long does not end a run")
    func held() {
        var rehearsal = running()
        rehearsal.type("qqqqqqqq")
        #expect(rehearsal.commands.isEmpty)
        #expect(rehearsal.dashboard.ending == nil)
    }

    @Test("a run that ends while it is asked about is left without being stopped")
    func overMeanwhile() {
        var rehearsal = running()
        rehearsal.press(.character("q"))
        rehearsal.finish()
        rehearsal.press(.character("y"))
        #expect(rehearsal.commands.isEmpty)
        #expect(rehearsal.dashboard.ending == .quit)
    }

    @Test("a run that ends by itself leaves the dashboard open and says so")
    func staysOpen() {
        var rehearsal = running()
        rehearsal.finish()
        #expect(rehearsal.dashboard.ending == nil)
        #expect(rehearsal.screen().contains("✓ finished"))
        #expect(rehearsal.screen().contains("q leaves"))
    }
}
