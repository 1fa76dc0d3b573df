import History
import Telemetry
import TerminalUI
import Testing

@testable import Dashboard

@Suite("Looking at the graphs")
struct GraphFocusTests {
    private let second: Int64 = 1_000_000_000

    private func after(_ seconds: Int) -> Rehearsal {
        var rehearsal = Rehearsal()
        rehearsal.churn(seconds: seconds)
        return rehearsal
    }

    private func line(_ row: Int, of rehearsal: Rehearsal) -> String {
        String(rehearsal.screen().split(separator: "\n", omittingEmptySubsequences: false)[row])
    }

    /// The line below the graphs at which moments are read.
    private func moment(of rehearsal: Rehearsal) -> String { line(19, of: rehearsal) }

    @Test("the cursor reads all graphs at its moment, and their time")
    func reads() {
        var rehearsal = after(44)
        rehearsal.press(.left)
        for _ in 0..<3 { rehearsal.press(.left) }
        let screen = rehearsal.screen()
        #expect(moment(of: rehearsal).contains("│ 0:38"))
        #expect(screen.contains("1,681 to 2,707 entries") && screen.contains("120 to 196 entries"))
        #expect(screen.contains("6 threads") && screen.contains("+0.83 to +1.34 MB"))
        rehearsal.press(.escape)
        #expect(!rehearsal.screen().contains(" to "))
    }

    @Test("on an event the line says what it did")
    func event() {
        var rehearsal = after(44)
        rehearsal.type("[")
        #expect(moment(of: rehearsal).contains("│ 0:40  ▲ sweep  2,611 examined  212 phantoms"))
        rehearsal.type("[")
        #expect(moment(of: rehearsal).contains("│ 0:35  ▲ sweep"))
        rehearsal.type("]")
        #expect(moment(of: rehearsal).contains("│ 0:40"))
        rehearsal.type("]")
        #expect(rehearsal.screen().contains("no later event"))
    }

    @Test("events of every kind are reached, and say what they were")
    func kinds() {
        var rehearsal = after(11)
        rehearsal.report(.noted("cable changed"))
        rehearsal.churn(seconds: 2)
        rehearsal.sweep(.manual)
        rehearsal.churn(seconds: 2)
        rehearsal.snapshot.settings.interval = 60
        rehearsal.report(.settingsChanged(rehearsal.snapshot.settings))
        rehearsal.churn(seconds: 1)
        rehearsal.type("[")
        #expect(moment(of: rehearsal).contains("◆ interval 5 s to 60 s"))
        rehearsal.type("[")
        #expect(moment(of: rehearsal).contains("● evict  2,611 examined"))
        rehearsal.type("[")
        #expect(moment(of: rehearsal).contains("■ cable changed"))
        #expect(line(9, of: rehearsal).contains("■●◆"))
    }

    @Test("Escape closes the innermost thing first")
    func escape() {
        var rehearsal = after(400)
        let plain = rehearsal.canvas()
        rehearsal.press(.down, .enter, .character("<"), .left)
        #expect(moment(of: rehearsal).contains("│"))
        rehearsal.press(.escape)
        #expect(!moment(of: rehearsal).contains("│") && moment(of: rehearsal).contains("f follows"))
        rehearsal.press(.escape)
        #expect(rehearsal.screen().contains("phantoms ─"))
        rehearsal.press(.escape)
        #expect(!rehearsal.screen().contains("f follows"))
        rehearsal.press(.escape)
        #expect(rehearsal.canvas() == plain)
    }

    @Test("f returns to the present from anywhere")
    func follow() {
        var rehearsal = after(400)
        let plain = rehearsal.canvas()
        rehearsal.press(.home, .left, .left)
        rehearsal.type("f")
        #expect(rehearsal.canvas() == plain)
    }

    @Test("Home shows the beginning of the run, End the present")
    func ends() {
        var rehearsal = after(400)
        let plain = rehearsal.canvas()
        rehearsal.press(.home)
        #expect(moment(of: rehearsal).contains("0:00 to 1:06  of 6:40"))
        rehearsal.press(.end)
        #expect(rehearsal.canvas() == plain)
    }

    @Test("a graph that is looked at stands still while the run goes on")
    func still() {
        var rehearsal = after(400)
        rehearsal.type("<")
        let before = (1...18).map { line($0, of: rehearsal) }.map { $0.filter { "⠀"..."⣿" ~= $0 } }
        rehearsal.churn(seconds: 50)
        let after = (1...18).map { line($0, of: rehearsal) }.map { $0.filter { "⠀"..."⣿" ~= $0 } }
        #expect(before == after)
    }

    @Test("Enter gives the chosen graph the room of all, and takes it back")
    func full() {
        var rehearsal = after(20)
        rehearsal.press(.down)
        #expect(rehearsal.screen().contains("▸ registry"))
        rehearsal.press(.down, .enter)
        #expect(rehearsal.screen().contains("▸ phantoms"))
        #expect(!rehearsal.screen().contains("registry ─"))
        rehearsal.press(.down)
        #expect(rehearsal.screen().contains("▸ threads"))
        rehearsal.press(.enter)
        #expect(rehearsal.screen().contains("registry ─"))
    }

    @Test("zooming out goes on until the whole run is in sight, and says so")
    func zoomedOut() {
        var rehearsal = after(400)
        rehearsal.type("ZZZ")
        #expect(rehearsal.dashboard.window.contains(0) && rehearsal.dashboard.window.contains(400 * second))
        rehearsal.type("ZZ")
        #expect(rehearsal.screen().contains("the whole run is in sight"))
        rehearsal.type("zzzzzzzz")
        #expect(rehearsal.screen().contains("nothing finer is remembered"))
    }

    @Test("c changes between the time of the run and that of the clock")
    func clock() {
        var rehearsal = after(44)
        rehearsal.type("c")
        #expect(line(9, of: rehearsal).contains("14:02:"))
        rehearsal.press(.left)
        #expect(moment(of: rehearsal).contains("│ 14:02:47"))
        rehearsal.type("c")
        #expect(line(9, of: rehearsal).contains("0:10"))
    }

    @Test("a note is typed, sent, and then stands on the axis and in the log")
    func note() {
        var rehearsal = after(12)
        rehearsal.type("n  cäble, 2nd  ")
        #expect(rehearsal.commands.isEmpty)
        rehearsal.press(.enter)
        #expect(rehearsal.commands == [.note("cäble, 2nd")])
        rehearsal.report(.noted("cäble, 2nd"))
        rehearsal.churn(seconds: 1)
        #expect(line(9, of: rehearsal).contains("■"))
        #expect(rehearsal.dashboard.past.ledger.log[0]?.rows.first == "cäble, 2nd")
    }

    @Test("a note of nothing is none, and Escape takes it back")
    func noNote() {
        var rehearsal = after(2)
        rehearsal.type("n   ")
        rehearsal.press(.enter)
        rehearsal.type("nq")
        rehearsal.press(.escape)
        #expect(rehearsal.commands.isEmpty)
        #expect(rehearsal.dashboard.interaction.question == nil)
    }

    @Test(
        "without a graph on the screen the keys do no harm",
        arguments: [Size(columns: 20, rows: 1), Size(columns: 0, rows: 0)])
    func compact(_ size: Size) {
        var rehearsal = after(12)
        rehearsal.send(.resized(size))
        rehearsal.press(.left, .right, .up, .down, .enter, .home, .end, .pageUp, .pageDown)
        rehearsal.type("zZ<>[]fc")
        rehearsal.churn(seconds: 2)
        rehearsal.press(.escape, .escape, .escape, .escape)
        rehearsal.send(.resized(Size(columns: 80, rows: 23)))
        #expect(rehearsal.screen().contains("registry"))
    }

    @Test("of a note that is longer than the line, the end is seen, where the cursor is")
    func longNote() {
        var rehearsal = Rehearsal(size: Size(columns: 40, rows: 10))
        rehearsal.type("n" + String(repeating: "a", count: 50) + "日本z")
        #expect(rehearsal.screen().contains("aaa日本z"))
        let bounds = Rect(rehearsal.dashboard.size)
        #expect(DashboardView(rehearsal.dashboard).cursor(in: bounds) == Point(column: 37, row: 9))
    }

    @Test(
        "graphs stand still for many seconds, or move with every column where that is wanted",
        arguments: [true, false])
    func stepping(_ isStepping: Bool) {
        var configuration = Rehearsal().dashboard.configuration
        configuration.habits.isStepping = isStepping
        var dashboard = Dashboard(configuration)
        _ = dashboard.update(.resized(Size(columns: 80, rows: 23)))
        _ = dashboard.update(.snapshots([Snapshot()], missed: 0))
        let starts = Set(
            (100..<130).map { elapsed in
                _ = dashboard.update(.tick(Moment(elapsed: Int64(elapsed) * second, unix: 0)))
                return dashboard.window.start
            })
        #expect(starts.count == (isStepping ? 4 : 30))
    }
}
