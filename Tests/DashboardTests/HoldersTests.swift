import Telemetry
import TerminalUI
import Testing

@testable import Dashboard

@Suite("The page of holders")
struct HoldersTests {
    private func asked(size: Size = Size(columns: 80, rows: 23)) -> Rehearsal {
        var rehearsal = Rehearsal(size: size)
        rehearsal.churn(seconds: 1)
        rehearsal.press(.character("H"))
        return rehearsal
    }

    @Test("opening it asks, and it says so until the answer comes")
    func asking() {
        var rehearsal = asked()
        #expect(rehearsal.commands == [.findHolders])
        #expect(rehearsal.screen().contains("asking …"))
        rehearsal.press(.character("H"))
        #expect(rehearsal.commands == [.findHolders])
        rehearsal.report(.holdersFound([]))
        #expect(!rehearsal.screen().contains("asking"))
        #expect(rehearsal.screen().contains("nothing is held"))
    }

    @Test("the answer has type, count and chain, and its age grows")
    func answer() {
        var rehearsal = asked()
        rehearsal.report(
            .holdersFound([HolderChain(type: "Sine", count: 1_200, chain: "module a . B → Sine")]))
        for part in ["1,200 Sine", "module a . B → Sine", "1,200 held, 1 type", "asked 0 s ago"] {
            #expect(rehearsal.screen().contains(part), "\(part)")
        }
        rehearsal.churn(seconds: 4)
        #expect(rehearsal.screen().contains("asked 4 s ago"))
    }

    @Test("asking again keeps the last answer in sight")
    func again() {
        var rehearsal = Rehearsal()
        rehearsal.churn(seconds: 1)
        rehearsal.answerHolders()
        rehearsal.press(.character("H"))
        #expect(rehearsal.commands == [.findHolders, .findHolders])
        #expect(rehearsal.screen().contains("asking …"))
        #expect(rehearsal.screen().contains("12 Sine"))
    }

    @Test("long chains are wrapped, and all of them can be reached by scrolling")
    func scrolled() {
        var rehearsal = asked(size: Size(columns: 40, rows: 8))
        let chain = "module m . " + (0..<60).map { "name\($0)" }.joined(separator: " . ") + " → Last"
        rehearsal.report(.holdersFound([HolderChain(type: "Sine", count: 3, chain: chain)]))
        #expect(rehearsal.screen().contains("name0 "))
        rehearsal.press(.end)
        #expect(rehearsal.screen().contains("→ Last"))
        rehearsal.press(.home)
        #expect(rehearsal.screen().contains("3 Sine"))
        rehearsal.press(.pageDown, .up, .down, .pageUp, .up)
        #expect(rehearsal.screen().contains("3 Sine"))
    }

    @Test("a shorter answer than before is not scrolled out of sight")
    func shorter() {
        var rehearsal = asked(size: Size(columns: 40, rows: 8))
        let chains = (0..<30).map { HolderChain(type: "Type\($0)", count: 1, chain: "module m . x → y") }
        rehearsal.report(.holdersFound(chains))
        rehearsal.press(.end, .character("H"))
        rehearsal.report(.holdersFound([]))
        #expect(rehearsal.screen().contains("nothing is held"))
    }

    @Test("an answer is shown even when nothing else happens any more")
    func resting() {
        var rehearsal = Rehearsal()
        rehearsal.churn(seconds: 2)
        rehearsal.finish()
        rehearsal.press(.character("H"))
        rehearsal.report(.holdersFound([]))
        #expect(rehearsal.screen().contains("nothing is held  asked at 0:02"))
    }
}
