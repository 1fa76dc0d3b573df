import Telemetry
import TerminalUI
import Testing

@testable import Dashboard

@Suite("The log")
struct LogTests {
    private func log(_ count: Int) -> LogBuffer {
        var log = LogBuffer()
        for number in 0..<count {
            log.append(LogLine(level: .info, source: "Step", text: "line \(number)"), at: Int64(number))
        }
        return log
    }

    @Test("a traceback takes a row for each of its lines, whatever ends them")
    func rows() {
        var log = LogBuffer()
        log.append(LogLine(level: .error, source: "Step", text: "a\nb\r\nc\n"), at: 5)
        #expect((0..<4).map { log[$0]?.text } == ["a", "b", "c", nil])
        #expect((0..<3).map { log[$0]?.source } == ["Step", "", ""])
    }

    @Test("old rows are forgotten, and the others keep their numbers")
    func bounded() {
        let log = log(10_000)
        #expect(log.end == 10_000)
        #expect(log[9_999]?.text == "line 9999")
        #expect(log[0] == nil)
        #expect(log.end - log.first <= LogBuffer.capacity * 5 / 4)
    }

    @Test("a huge print takes little room")
    func huge() {
        var log = LogBuffer()
        log.append(
            LogLine(level: .info, source: "Step", text: String(repeating: "x", count: 5_000_000)), at: 0)
        log.append(
            LogLine(level: .info, source: "Step", text: String(repeating: "x\n", count: 100_000)), at: 0)
        #expect(log[0]?.text.count == LogBuffer.longestRow)
        #expect(log.end <= 1 + LogBuffer.mostRowsOfLine)
    }

    @Test("it follows the newest row until somebody scrolls, then what is read stays in its place")
    func scrolling() {
        var log = log(100)
        var scroll = LogScroll.following
        #expect(scroll.top(of: log, page: 10) == 90)
        scroll = scroll.scrolled(by: .up, in: log, page: 10) ?? scroll
        #expect(scroll == .at(89))
        log.append(LogLine(level: .info, source: "Step", text: "more"), at: 0)
        #expect(scroll.top(of: log, page: 10) == 89)
        scroll = scroll.scrolled(by: .pageUp, in: log, page: 10) ?? scroll
        #expect(scroll == .at(80))
        scroll = scroll.scrolled(by: .toBeginning, in: log, page: 10) ?? scroll
        #expect(scroll.scrolled(by: .up, in: log, page: 10) == .at(0))
        scroll = scroll.scrolled(by: .toEnd, in: log, page: 10) ?? scroll
        #expect(scroll == .following)
        #expect(scroll.scrolled(by: .evict, in: log, page: 10) == nil)
    }

    @Test("keys open, scroll and close it, and still do what they do elsewhere")
    func keys() {
        var rehearsal = Rehearsal(size: Size(columns: 60, rows: 12))
        for number in 0..<50 {
            rehearsal.report(.logged(LogLine(level: .warning, source: "Step", text: "line \(number)")))
        }
        rehearsal.press(.character("L"))
        #expect(rehearsal.screen().contains("line 49"))
        rehearsal.press(.home)
        #expect(rehearsal.screen().contains("line 0"))
        rehearsal.press(.character("e"))
        #expect(rehearsal.screen().contains("evict …"))
        #expect(rehearsal.commands == [.evict])
        rehearsal.press(.escape)
        #expect(rehearsal.screen().contains("registry"))
    }

    @Test("escape sequences in a line of the log stay on the screen as text")
    func hostile() {
        var rehearsal = Rehearsal()
        let text = "\u{1B}[2J\u{9B}31mred\u{202E}\u{7}"
        rehearsal.report(.logged(LogLine(level: .info, source: "\u{1B}]0;x\u{7}", text: text)))
        rehearsal.report(.stepFailed(step: "\u{1B}c", error: text))
        rehearsal.snapshot.progress.stepName = "\u{1B}[31m"
        rehearsal.enter(.running)
        let overview = rehearsal.screen()
        rehearsal.press(.character("L"))
        for screen in [overview, rehearsal.screen()] {
            for scalar in screen.unicodeScalars where scalar != "\n" {
                #expect(
                    scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value) && scalar.value != 0x202E)
            }
        }
    }
}
