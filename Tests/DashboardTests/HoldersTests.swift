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

    @Test("the answer has class, count, age and chain, and its own age grows")
    func answer() {
        var rehearsal = asked()
        rehearsal.report(
            .holdersFound([
                HolderChain(type: "Sine", count: 1_200, since: 0, chain: "module a . B → Sine")
            ]))
        for part in ["1,200 held  asked 0 s ago", "Sine ", " 1,200 ", " 1 s ", "module a . B → Sine"] {
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
        #expect(rehearsal.screen().contains("Sine  ") && rehearsal.screen().contains("  12  "))
    }

    @Test("rows are sorted and chosen like those of every table, and the chosen chain is read in full below")
    func sorted() {
        var rehearsal = asked()
        let chain = "module m . " + (0..<30).map { "name\($0)" }.joined(separator: " . ") + " → Last"
        rehearsal.report(
            .holdersFound([
                HolderChain(type: "Few", count: 3, chain: chain),
                HolderChain(type: "Many", count: 70, chain: "module m . x → Many"),
            ]))
        let screen = rehearsal.screen()
        #expect(screen.contains("Many is held by"))
        let places = ["  Many ", "  Few "].map { screen.firstRange(of: $0)?.lowerBound ?? screen.endIndex }
        #expect(places[0] < places[1] && places[1] < screen.endIndex)
        rehearsal.press(.down, .down)
        #expect(rehearsal.screen().contains("Few is held by") && rehearsal.screen().contains("→ Last"))
        rehearsal.press(.escape, .left)
        #expect(rehearsal.screen().contains("Few is held by"))
        rehearsal.type("/many")
        #expect(!rehearsal.screen().contains("Few"))
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
        #expect(
            rehearsal.screen().contains("asked at 0:02") && rehearsal.screen().contains("nothing is held"))
    }

    @Test("Enter on a class shows who holds that class alone, and Escape leads back to the classes")
    func ofClass() {
        var rehearsal = Rehearsal.ofTypes()
        rehearsal.count()
        rehearsal.press(.enter)
        #expect(rehearsal.screen().contains("╭ types"))
        #expect(rehearsal.screen().contains("choose a class first"))
        rehearsal.press(.end)
        rehearsal.press(.enter)
        #expect(rehearsal.commands.last == .findHolders)
        rehearsal.report(
            .holdersFound([
                HolderChain(type: "Sine", count: 3, chain: "module m . x → Sine"),
                HolderChain(type: "Many", count: 70, chain: "module m . y → Many"),
            ]))
        #expect(rehearsal.screen().contains("module m . x → Sine"))
        #expect(!rehearsal.screen().contains("module m . y → Many"))
        rehearsal.press(.escape)
        #expect(rehearsal.screen().contains("╭ types"))
        rehearsal.press(.character("H"))
        #expect(rehearsal.screen().contains("module m . y → Many"))
        rehearsal.press(.escape)
        #expect(rehearsal.screen().contains("╭ registry"))
    }

    @Test("of a run that is over and gone nothing is asked, and what was asked is not awaited any more")
    func gone() {
        var rehearsal = Rehearsal { $0.source = .attached }
        rehearsal.churn(seconds: 3)
        rehearsal.press(.character("e"))
        #expect(rehearsal.screen().contains("evict …"))
        rehearsal.send(.gone)
        #expect(!rehearsal.screen().contains("evict …") && !rehearsal.screen().contains("e evict"))
        // Time stands still where nothing happens any more.
        let screen = rehearsal.screen()
        rehearsal.send(.tick(Moment(elapsed: rehearsal.now + 60_000_000_000, unix: 0)))
        #expect(rehearsal.screen() == screen)
        let asked = rehearsal.commands.count
        rehearsal.press(.character("H"))
        #expect(rehearsal.commands.count == asked)
        #expect(rehearsal.screen().contains("the run is over and gone"))
        #expect(rehearsal.screen().contains("nobody has asked"))
        rehearsal.press(.escape)
        #expect(rehearsal.screen().contains("the run is over: it was left before it had stopped  q leaves"))
        // Nothing goes on that could be left to itself.
        rehearsal.press(.character("d"))
        #expect(rehearsal.dashboard.ending == .quit)
    }
}
