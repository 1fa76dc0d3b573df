import Telemetry
import TerminalUI
import Testing

@testable import Dashboard

@Suite("The scales of the graphs")
struct ScalesTests {
    private func seconds(withMark rehearsal: inout Rehearsal) -> Int {
        (0..<20).first { _ in
            let isMarked = rehearsal.screen().contains("↕")
            rehearsal.churn(seconds: 1)
            return !isMarked
        } ?? 20
    }

    @Test("a scale that changes says so for three seconds")
    func faded() {
        var rehearsal = Rehearsal()
        rehearsal.churn(seconds: 40)
        #expect(!rehearsal.screen().contains("↕"))
        rehearsal.snapshot.threads = 60
        rehearsal.churn(seconds: 1)
        #expect(seconds(withMark: &rehearsal) == 3)
    }

    @Test("the sign goes even if nothing else happens any more, and costs one more frame")
    func fadedAtRest() {
        var rehearsal = Rehearsal()
        rehearsal.churn(seconds: 40)
        rehearsal.snapshot.threads = 60
        rehearsal.finish()
        #expect(rehearsal.screen().contains("↕"))
        let revision = rehearsal.dashboard.revision
        for _ in 0..<10 {
            rehearsal.pass(milliseconds: 1000)
            rehearsal.send(.tick(rehearsal.moment))
        }
        #expect(!rehearsal.screen().contains("↕"))
        #expect(rehearsal.dashboard.revision == revision + 1)
    }

    @Test("the middle label stands in the row of a line at half height", arguments: [13, 23, 31, 40])
    func middle(rows: Int) throws {
        var rehearsal = Rehearsal(size: Size(columns: 80, rows: rows))
        rehearsal.churn(seconds: 3)
        let lines = rehearsal.screen().split(separator: "\n", omittingEmptySubsequences: false)
        let top = try #require(lines.firstIndex { $0.contains("╭ threads") })
        let plot = lines[(top + 1)...].prefix { !$0.hasPrefix("╰") }.map { $0.prefix(40) }
        let dotted = plot.filter { row in row.unicodeScalars.contains { (0x2801...0x28FF).contains($0.value) }
        }
        #expect(dotted.count == 1)
        if plot.count % 2 == 1 || plot.count >= 6 { #expect(dotted.allSatisfy { $0.hasPrefix("│   6⎥") }) }
    }
}
