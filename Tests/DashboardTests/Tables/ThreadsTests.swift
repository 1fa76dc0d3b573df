import Telemetry
import TerminalUI
import Testing

@testable import Dashboard

@Suite("The page of threads")
struct ThreadsTests {
    private func opened(size: Size = Size(columns: 110, rows: 23)) -> Rehearsal {
        var rehearsal = Rehearsal(size: size)
        rehearsal.churn(seconds: 1)
        rehearsal.type("T")
        rehearsal.churn(seconds: 1)
        return rehearsal
    }

    private func line(_ text: String, _ rehearsal: Rehearsal) -> String {
        rehearsal.screen().split(separator: "\n").first { $0.contains(text) }.map(String.init) ?? ""
    }

    @Test("the list is asked for once a second while it is in sight, also when nothing runs any more")
    func asks() {
        var rehearsal = opened()
        #expect(rehearsal.commands == [.listThreads])
        rehearsal.listThreads()
        rehearsal.finish()
        for _ in 0..<3 {
            rehearsal.rest()
            rehearsal.listThreads()
        }
        #expect(rehearsal.commands.count == 4)
        rehearsal.press(.escape)
        for _ in 0..<3 { rehearsal.rest() }
        #expect(rehearsal.commands.count == 4)
    }

    @Test("a thread has name, state, CPU, how long it has waited for the GIL, and what it runs")
    func thread() {
        var rehearsal = opened()
        rehearsal.listThreads()
        rehearsal.pass(milliseconds: 500)
        rehearsal.listThreads()
        rehearsal.churn(seconds: 1)
        for part in ["python", "running", "50.0", "step Trivial"] {
            #expect(line("python", rehearsal).contains(part), "\(part)")
        }
        #expect(line("PythonMemoryMon", rehearsal).contains("1.50 s"))
    }

    @Test("CPU is told in seconds, to the millisecond that can be believed")
    func seconds() {
        var rehearsal = opened()
        rehearsal.listThreads()
        rehearsal.churn(seconds: 1)
        #expect(line("draws, takes keys", rehearsal).contains("0.040 s"))
        #expect(line("step Trivial", rehearsal).contains("1.000 s"))
    }

    @Test("a thread of a script has the name that Python knows and the place where its code stands")
    func frames() {
        var rehearsal = opened()
        rehearsal.listThreads()
        rehearsal.churn(seconds: 1)
        #expect(!rehearsal.screen().contains("Timer-1"))
        rehearsal.report(
            .framesFound([ThreadFrame(id: 107, name: "Timer-1", place: "Timer.run (threading.py:1396)")]))
        rehearsal.churn(seconds: 1)
        #expect(line("Timer-1", rehearsal).contains("Timer.run (threading.py:1396)"))
    }

    @Test(
        "a thread that was only seen to wait for the GIL has waited for longer, and stands by its wait in the order"
    )
    func seen() {
        var rehearsal = opened()
        var readings = (1...3).map { ThreadReading(id: $0, name: "thread \($0)", state: "S", cpu: 0) }
        readings[1].seenWaitingSince = rehearsal.now - 2_500_000_000
        readings[2].waitingSince = rehearsal.now - 500_000_000
        rehearsal.report(.threadsListed(readings))
        rehearsal.churn(seconds: 1)
        #expect(line("thread 2", rehearsal).contains(" >2.50 s"))
        #expect(line("thread 3", rehearsal).contains(" 500.0 ms"))
        rehearsal.press(.right)
        let order = rehearsal.screen().split(separator: "\n").compactMap {
            $0.firstMatch(of: /thread (\d)/)?.1
        }
        #expect(order == ["2", "3", "1"])
    }

    @Test("on a narrow screen the name, what it runs and the wait for the GIL stay longest")
    func narrow() {
        var rehearsal = opened(size: Size(columns: 50, rows: 12))
        rehearsal.listThreads()
        rehearsal.churn(seconds: 1)
        #expect(line("PythonMemoryMon", rehearsal).contains("1.00 s"))
        #expect(line("│  thread", rehearsal).contains("runs"))
    }
}
