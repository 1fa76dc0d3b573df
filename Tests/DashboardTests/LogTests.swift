import History
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

    private static let traceback =
        "Traceback (most recent call last):\n  File \"a.py\", line 9\nKeyError: 'gain'"

    /// A dashboard with a log of ten lines, the sixth of which is a traceback.
    private func opened(size: Size = Size(columns: 60, rows: 14)) -> Rehearsal {
        var rehearsal = Rehearsal(size: size)
        for number in 0..<10 {
            let levels: [LogLine.Level] = [.debug, .info, .warning]
            let line =
                number == 5
                ? LogLine(level: .error, source: "Step", text: Self.traceback)
                : LogLine(level: levels[number % 3], source: "Step", text: "line \(number)")
            rehearsal.report(.logged(line))
        }
        rehearsal.type("L")
        return rehearsal
    }

    @Test("a traceback has a row for each of its lines, whatever ends them")
    func rows() {
        var log = LogBuffer()
        log.append(LogLine(level: .error, source: "Step", text: "a\nb\r\nc\n"), at: 5)
        #expect(log[0]?.rows == ["a", "b", "c"])
        log.append(LogLine(level: .error, source: "Step", text: ""), at: 5)
        #expect(log[1]?.rows == [""])
        #expect(log[2] == nil)
    }

    @Test("old lines are forgotten, and the others keep their numbers")
    func bounded() {
        let log = log(10_000)
        #expect(log.end == 10_000)
        #expect(log[9_999]?.rows == ["line 9999"])
        #expect(log[0] == nil)
        #expect(log.end - log.first <= LogBuffer.capacity * 5 / 4)
    }

    @Test("a huge print takes little room")
    func huge() {
        var log = LogBuffer()
        for text in [String(repeating: "x", count: 5_000_000), String(repeating: "x\n", count: 100_000)] {
            log.append(LogLine(level: .info, source: "Step", text: text), at: 0)
        }
        #expect(log[0]?.rows.first?.count == LogBuffer.longestRow)
        #expect(log[1]?.rows.count == LogBuffer.mostRowsOfLine)
        for _ in 0..<1_000 {
            log.append(
                LogLine(level: .info, source: "Step", text: String(repeating: "x\n", count: 300)), at: 0)
        }
        let kept = (log.first..<log.end).reduce(0) { $0 + (log[$1]?.rows.count ?? 0) }
        #expect(kept <= LogBuffer.capacity * 5 / 4)
    }

    @Test("it follows the newest row until somebody scrolls, then what is read stays in its place")
    func scrolling() {
        var log = log(100)
        var place = LogPlace()
        func first() -> Int { place.first(of: place.rows(of: log), height: 10) }
        #expect(first() == 90)
        place.move(by: .up, in: log, height: 10)
        #expect(first() == 90 && place.chosen == LogPlace.Row(line: 99, row: 0))
        log.append(LogLine(level: .info, source: "Step", text: "more"), at: 0)
        #expect(first() == 90)
        place.move(by: .pageUp, in: log, height: 10)
        place.move(by: .pageUp, in: log, height: 10)
        #expect(first() == 81)
        place.move(by: .toBeginning, in: log, height: 10)
        #expect(first() == 0)
        place.move(by: .up, in: log, height: 10)
        #expect(place.chosen == LogPlace.Row(line: 0, row: 0))
        place.move(by: .toEnd, in: log, height: 10)
        #expect(place.chosen == nil && first() == 91)
    }

    @Test("beyond the newest row it follows again")
    func followsAgain() {
        let log = log(3)
        var place = LogPlace()
        place.move(by: .up, in: log, height: 10)
        place.move(by: .down, in: log, height: 10)
        #expect(place.chosen == nil)
    }

    @Test(
        "the chosen row is in sight, whatever is pressed and however small the page is", arguments: [1, 2, 7])
    func inSight(_ height: Int) {
        var log = log(40)
        log.append(LogLine(level: .error, source: "Step", text: Self.traceback), at: 0)
        var place = LogPlace()
        let actions: [Action] = [
            .up, .choose, .down, .down, .up, .pageUp, .up, .choose, .toBeginning, .pageDown, .pageDown,
            .right,
            .down, .left, .up,
        ]
        for action in actions {
            place.move(by: action, in: log, height: height)
            let rows = place.rows(of: log)
            let first = place.first(of: rows, height: height)
            guard let chosen = place.chosen, let index = rows.firstIndex(where: { $0 >= chosen }) else {
                continue
            }
            #expect((first..<(first + height)).contains(index), "\(action)")
        }
    }

    @Test("a traceback is folded to what was raised; Enter shows all of it, and folds it again")
    func folded() {
        var rehearsal = opened()
        #expect(rehearsal.screen().contains("E ▸ Step KeyError: 'gain'  +2 rows"))
        #expect(!rehearsal.screen().contains("File"))
        for _ in 0..<5 { rehearsal.press(.up) }
        rehearsal.press(.enter)
        for part in ["E ↓ Step Traceback (most recent call last):", "  File \"a.py\", line 9", "KeyError"] {
            #expect(rehearsal.screen().contains(part), "\(part)")
        }
        rehearsal.press(.enter)
        #expect(!rehearsal.screen().contains("File"))
    }

    @Test("right leaves lines of little importance out, left takes them in again")
    func levels() {
        var rehearsal = opened()
        rehearsal.press(.right, .right)
        #expect(rehearsal.screen().contains("warning and worse"))
        #expect(rehearsal.screen().contains("line 2") && !rehearsal.screen().contains("line 1"))
        rehearsal.press(.right, .right, .right)
        #expect(rehearsal.screen().contains("KeyError") && !rehearsal.screen().contains("line 2"))
        rehearsal.press(.left, .left, .left, .left)
        #expect(rehearsal.screen().contains("line 0") || rehearsal.screen().contains("line 9"))
        rehearsal.press(.right, .escape)
        #expect(rehearsal.dashboard.interaction.page == .log)
        rehearsal.press(.escape)
        #expect(rehearsal.dashboard.interaction.page == .overview)
    }

    @Test("a filter finds what a folded line contains")
    func filtered() {
        var rehearsal = opened()
        rehearsal.type("/LINE 9")
        #expect(rehearsal.screen().contains("KeyError"))
        #expect(!rehearsal.screen().contains("line 8"))
        rehearsal.press(.enter, .enter)
        #expect(rehearsal.screen().contains("File \"a.py\", line 9"))
        rehearsal.type("/nowhere")
        #expect(rehearsal.screen().contains("no such line"))
    }

    @Test("keys open and scroll it, and still do what they do elsewhere")
    func keys() {
        var rehearsal = Rehearsal(size: Size(columns: 60, rows: 12))
        for number in 0..<50 {
            rehearsal.report(.logged(LogLine(level: .warning, source: "Step", text: "line \(number)")))
        }
        rehearsal.type("L")
        #expect(rehearsal.screen().contains("line 49"))
        rehearsal.press(.home)
        #expect(rehearsal.screen().contains("line 0"))
        rehearsal.press(.character("e"))
        #expect(rehearsal.screen().contains("evict …"))
        #expect(rehearsal.commands == [.evict])
        rehearsal.press(.escape, .escape)
        #expect(rehearsal.dashboard.interaction.page == .overview)
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
