import History
import Telemetry
import TerminalUI
import Testing

@testable import Dashboard

@Suite("The pages of sweeps and plans")
struct PastTests {
    private func line(_ start: String, _ rehearsal: Rehearsal) -> [Substring] {
        let lines = rehearsal.screen().split(separator: "\n")
        return lines.first { $0.contains(start) }?.split(separator: " ").filter { $0 != "│" } ?? []
    }

    @Test("every sweep is there with when, why, what it did and what it cost, the newest first")
    func sweeps() throws {
        var rehearsal = Rehearsal()
        rehearsal.churn(seconds: 6)
        var sweep = SweepSummary()
        (sweep.trigger, sweep.isForced, sweep.examined, sweep.phantoms, sweep.freed) = (
            .manual, true, 70, 3, 4
        )
        (sweep.held, sweep.gilWait, sweep.longestGILHold, sweep.duration) = (2, 5_000_000, 400_000, 9_000_000)
        rehearsal.report(.swept(sweep))
        rehearsal.type("w")
        let forced = line("evict held", rehearsal)
        #expect(forced == ["0:06", "evict", "held", "70", "7", "2", "5.00", "ms", "0.40", "ms"])
        let lines = rehearsal.screen().split(separator: "\n")
        let first = try #require(lines.firstIndex { $0.contains("evict held") })
        #expect(lines[first + 1].contains("0:05"))
    }

    @Test("only so many sweeps are kept, the newest")
    func bounded() {
        var ledger = Ledger()
        for number in 1...5_000 {
            let moment = Moment(elapsed: Int64(number), unix: 0)
            _ = ledger.append(Event(moment: moment, kind: .swept(SweepSummary())))
            _ = ledger.append(Event(moment: moment, kind: .planLeft(number, verdict: "Pass")))
        }
        #expect(ledger.sweeps.elements.count <= 625 && ledger.plans.elements.count <= 625)
        #expect(ledger.sweeps.elements.last?.number == 5_000)
        #expect(ledger.sweepCount == 5_000)
    }

    @Test(
        "a plan run has its duration, verdict, and what the heap and the registry grew since the one before")
    func plans() {
        var rehearsal = Rehearsal(size: Size(columns: 100, rows: 23))
        rehearsal.enter(.running)
        for number in 1...2 {
            rehearsal.report(.planEntered(number))
            rehearsal.pass(milliseconds: 1_500)
            var figures = PlanFigures()
            (figures.steps, figures.heapBytes, figures.entries) = (50, 1_000 * number * number, 100 * number)
            rehearsal.report(.planLeft(number, verdict: number == 2 ? "Error" : "Pass", figures: figures))
        }
        rehearsal.type("p")
        #expect(
            line("Error", rehearsal) == [
                "2", "0:01", "1.50", "s", "50", "Error", "+3.0", "kB", "60.0", "+100",
            ])
        #expect(line("Pass", rehearsal).suffix(3) == ["-", "-", "-"])
    }

    @Test("a plan whose begin was missed has no duration, and one after a gap no growth")
    func missed() {
        var rehearsal = Rehearsal(size: Size(columns: 100, rows: 23))
        rehearsal.enter(.running)
        rehearsal.report(.planLeft(1, verdict: "Pass"))
        rehearsal.report(.planLeft(7, verdict: "Aborted"))
        rehearsal.type("p")
        #expect(line("Aborted", rehearsal) == ["7", "-", "-", "0", "Aborted", "-", "-", "-"])
    }

    @Test("the bars follow the column that sorts, where it has any")
    func bars() {
        var rehearsal = Rehearsal()
        rehearsal.churn(seconds: 12)
        rehearsal.type("w")
        #expect(rehearsal.screen().contains("╭ released ─"))
        rehearsal.press(.right, .right)
        #expect(rehearsal.screen().contains("╭ examined ─"))
    }
}
