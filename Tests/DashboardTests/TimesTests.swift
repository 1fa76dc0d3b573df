import Telemetry
import TerminalUI
import Testing

@testable import Dashboard

@Suite("times by the clock or since the beginning")
struct TimesTests {
    private func rehearsal() -> Rehearsal {
        var rehearsal = Rehearsal(size: Size(columns: 120, rows: 40)) { configuration in
            _ = configuration.habits.thresholds.set("threads", to: 5)
        }
        rehearsal.churn(seconds: 57)
        rehearsal.report(
            .logged(LogLine(level: .error, source: "Step", text: "Traceback \n  in a\nKeyError")))
        return rehearsal
    }

    /// A session that began at 14:02:03.
    @Test(
        "c changes the times of the log, of tables and of thresholds like those of the graphs",
        arguments: [
            ("L", "0:57 E", "14:03:00 E"), ("w", " 0:55  sweep", " 14:02:58  sweep"),
            ("p", " 0:53 ", " 14:02:57 "), ("o", "over 5 since 0:00", "over 5 since 14:02:03"),
        ])
    func changed(page: String, elapsed: String, clock: String) {
        var rehearsal = rehearsal()
        rehearsal.type(page)
        #expect(rehearsal.screen().contains(elapsed), "\(rehearsal.screen())")
        rehearsal.type("c")
        #expect(rehearsal.screen().contains(clock), "\(rehearsal.screen())")
        rehearsal.type("c")
        #expect(rehearsal.screen().contains(elapsed))
    }

    @Test(
        "where lines are of several days, the day of those before today is named, and all stand in one column"
    )
    func days() {
        var rehearsal = rehearsal()
        rehearsal.pass(milliseconds: 86_400_000)
        rehearsal.report(.logged(LogLine(level: .info, source: "Step", text: "tomorrow")))
        rehearsal.churn(seconds: 1)
        rehearsal.type("Lc")
        let lines = rehearsal.screen().split(separator: "\n").map(String.init)
        let columns = ([Character("E"), "I"]).map { sign in
            lines.first { $0.contains(" \(sign) ") && $0.contains("Step") }?.prefix { $0 != sign }.count
        }
        #expect(rehearsal.screen().contains("27 Nov 14:03:00 E"))
        #expect(columns[0] != nil && columns[0] == columns[1])
    }
}
