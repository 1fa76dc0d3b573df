import Telemetry
import TerminalUI
import TestSupport
import Testing

@testable import Dashboard

@Suite("The mouse")
struct MouseTests {
    private func click(_ word: String, in rehearsal: inout Rehearsal) {
        for (row, line) in rehearsal.screen().split(separator: "\n", omittingEmptySubsequences: false)
            .enumerated()
        {
            guard let range = line.firstRange(of: word) else { continue }
            let column = line.distance(from: line.startIndex, to: range.lowerBound)
            rehearsal.send(.mouse(Mouse(.click, at: Point(column: column, row: row))))
            return
        }
        Issue.record("\(word) is not on the screen")
    }

    @Test("a click on a key of the key bar, or on its word, presses it")
    func keyBar() {
        var rehearsal = Rehearsal()
        rehearsal.churn(seconds: 1)
        click("e evict", in: &rehearsal)
        click("evict  +", in: &rehearsal)
        #expect(rehearsal.commands == [.evict])
        click("+/-", in: &rehearsal)
        click("-/-".suffix(1) + " interval", in: &rehearsal)
        #expect(rehearsal.commands == [.evict, .setInterval(10), .setInterval(5)])
        click("help", in: &rehearsal)
        #expect(rehearsal.screen().contains("sweep now, spare the held"))
    }

    @Test("a question can be answered by a click")
    func question() {
        var rehearsal = Rehearsal()
        rehearsal.churn(seconds: 1)
        rehearsal.press(.character("E"))
        click("yes", in: &rehearsal)
        #expect(rehearsal.commands == [.evictHeld])
    }

    @Test("a click on a row of a table chooses it, and keys go on from there")
    func row() {
        var rehearsal = Rehearsal()
        rehearsal.churn(seconds: 1)
        rehearsal.type("y")
        rehearsal.count()
        rehearsal.churn(seconds: 1)
        click("TestPlan ", in: &rehearsal)
        #expect(rehearsal.screen().contains("▸ TestPlan"))
        rehearsal.press(.down)
        #expect(rehearsal.screen().contains("▸ Sine"))
    }

    @Test("a click on a row of the log chooses it, and another one unfolds it")
    func logRow() {
        var rehearsal = Rehearsal()
        rehearsal.report(
            .logged(LogLine(level: .error, source: "Step", text: "Traceback (x)\n  in a\nKeyError")))
        rehearsal.type("L")
        click("KeyError", in: &rehearsal)
        #expect(!rehearsal.screen().contains("in a"))
        click("KeyError", in: &rehearsal)
        #expect(rehearsal.screen().contains("in a"))
    }

    @Test("a click on anything else, or outside the screen, does nothing")
    func nothing() {
        var rehearsal = Rehearsal()
        rehearsal.churn(seconds: 1)
        for (column, row) in [(0, 0), (79, 22), (-1, 5), (500, 500)] {
            rehearsal.send(.mouse(Mouse(.click, at: Point(column: column, row: row))))
        }
        rehearsal.send(.mouse(Mouse(.wheelUp, at: Point(column: 1, row: 22))))
        #expect(rehearsal.commands.isEmpty)
    }

    @Test(
        "the terminal is asked for the mouse, unless the configuration leaves it alone",
        arguments: [true, false])
    func switchable(_ usesMouse: Bool) {
        var configuration = Rehearsal().dashboard.configuration
        configuration.habits.usesMouse = usesMouse
        let terminal = ScriptedTerminal(size: Size(columns: 80, rows: 23))
        var loop = EventLoop(
            terminal: terminal, dashboard: Dashboard(configuration), snapshots: Ring<Snapshot>(capacity: 1),
            events: Ring<Event>(capacity: 1), clock: { Moment(elapsed: 0, unix: 0) }, perform: { _ in })
        loop.begin()
        #expect(terminal.usesMouse == usesMouse)
    }

    @Test("a click reaches the dashboard through the loop")
    func loop() {
        let click = TerminalEvent.mouse(Mouse(.click, at: Point(column: 1, row: 22)))
        let terminal = ScriptedTerminal(size: Size(columns: 80, rows: 23), script: [.event(click)])
        var commands: [Command] = []
        var loop = EventLoop(
            terminal: terminal, dashboard: Rehearsal().dashboard, snapshots: Ring<Snapshot>(capacity: 1),
            events: Ring<Event>(capacity: 1), clock: { Moment(elapsed: 0, unix: 0) },
            perform: { commands.append($0) })
        #expect(loop.run() == .closed)
        #expect(commands == [.evict])
    }

    @Test(
        "a click on a graph, or on the axis below it, reads that moment",
        arguments: [(6, 4), (6, 8), (46, 15)])
    func moment(_ column: Int, _ row: Int) {
        var rehearsal = Rehearsal()
        rehearsal.churn(seconds: 30)
        rehearsal.send(.mouse(Mouse(.click, at: Point(column: column + 10, row: row))))
        #expect(rehearsal.screen().contains("│ 0:20  ▲ sweep"))
    }

    @Test("a click on a mark reads its event, whichever half of the cell it belongs to", arguments: [20, 25])
    func mark(_ second: Int) {
        var rehearsal = Rehearsal()
        rehearsal.churn(seconds: 30)
        rehearsal.send(.mouse(Mouse(.click, at: Point(column: 6 + second / 2, row: 9))))
        #expect(rehearsal.screen().contains("│ 0:\(second / 2 * 2)  ▲ sweep"))
    }

    @Test("the wheel zooms about the moment under the pointer")
    func wheel() {
        var rehearsal = Rehearsal()
        rehearsal.churn(seconds: 300)
        rehearsal.press(.home)
        let place = Point(column: 26, row: 4)
        let before = rehearsal.dashboard.window
        let moment = before.beginning(of: 40)
        rehearsal.send(.mouse(Mouse(.wheelUp, at: place)))
        let finer = rehearsal.dashboard.window
        #expect(finer.columnWidth == before.columnWidth / 2 && finer.contains(moment))
        rehearsal.send(.mouse(Mouse(.wheelDown, at: place)))
        #expect(rehearsal.dashboard.window.columnWidth == before.columnWidth)
    }

    @Test("on a page the wheel scrolls")
    func scrolls() {
        var rehearsal = Rehearsal(size: Size(columns: 80, rows: 10))
        rehearsal.press(.character("?"))
        let top = rehearsal.screen()
        rehearsal.send(.mouse(Mouse(.wheelDown, at: Point(column: 5, row: 5))))
        #expect(rehearsal.screen() != top)
        rehearsal.send(.mouse(Mouse(.wheelUp, at: Point(column: 5, row: 5))))
        #expect(rehearsal.screen() == top)
    }
}
