import Telemetry
import TerminalUI
import Testing

@testable import Dashboard

@Suite("The page of types")
struct TypesTests {
    @Test("it is asked for the count while the page is open, once a second, and not on other pages")
    func asks() {
        var rehearsal = Rehearsal.ofTypes()
        rehearsal.churn(seconds: 1)
        #expect(rehearsal.commands == [.countTypes])
        for answers in 1...3 {
            rehearsal.count()
            rehearsal.churn(seconds: 1)
            #expect(rehearsal.commands.count == 1 + answers)
        }
        rehearsal.count()
        rehearsal.type("o")
        rehearsal.churn(seconds: 5)
        #expect(rehearsal.commands.count == 4)
        rehearsal.type("y")
        rehearsal.churn(seconds: 1)
        #expect(rehearsal.commands.count == 5)
    }

    @Test("an answer that costs much is asked for less often")
    func thrifty() {
        var rehearsal = Rehearsal.ofTypes()
        rehearsal.churn(seconds: 1)
        rehearsal.count { $0.duration = 200_000_000 }
        rehearsal.churn(seconds: 9)
        #expect(rehearsal.commands.count == 1)
        rehearsal.churn(seconds: 2)
        #expect(rehearsal.commands.count == 2)
    }

    @Test("a question that is never answered is asked again, but not at once")
    func lost() {
        var rehearsal = Rehearsal.ofTypes()
        rehearsal.churn(seconds: 9)
        #expect(rehearsal.commands == [.countTypes])
        rehearsal.churn(seconds: 3)
        #expect(rehearsal.commands == [.countTypes, .countTypes])
    }

    @Test("while nothing happens nothing is asked")
    func resting() {
        var rehearsal = Rehearsal.ofTypes()
        rehearsal.churn(seconds: 1)
        rehearsal.count()
        rehearsal.finish()
        for _ in 0..<3 { rehearsal.rest() }
        rehearsal.count()
        let asked = rehearsal.commands.count
        for _ in 0..<20 { rehearsal.rest() }
        #expect(rehearsal.commands.count == asked)
    }

    @Test("rates come from two counts, growth per step from the first count or the mark")
    func rates() {
        var rehearsal = Rehearsal.ofTypes()
        rehearsal.snapshot.settings.eviction = "never"
        rehearsal.churn(seconds: 1)
        rehearsal.count {
            ($0.types[0].created, $0.types[0].freed, $0.types[0].counts) = (
                1_000, 900, RegistryCounts(live: 100)
            )
        }
        rehearsal.churn(seconds: 1)
        #expect(rehearsal.row(of: "Trivial").suffix(3) == ["-", "-", "-"])
        rehearsal.pass(milliseconds: 1_000)
        rehearsal.count {
            ($0.types[0].created, $0.types[0].freed, $0.types[0].counts) = (
                1_500, 1_380, RegistryCounts(live: 120)
            )
        }
        rehearsal.churn(seconds: 1)
        // Two seconds and 40 steps lie between the counts.
        #expect(rehearsal.row(of: "Trivial").suffix(3) == ["250.0", "240.0", "+0.500"])
        rehearsal.type("m")
        rehearsal.churn(seconds: 1)
        #expect(rehearsal.row(of: "Trivial").last == "-")
        #expect(rehearsal.screen().contains("growth since"))
    }

    @Test("an engine that counts anew gives no negative rates")
    func restarted() {
        var rehearsal = Rehearsal.ofTypes()
        rehearsal.count { $0.types[0].created = 5_000 }
        rehearsal.churn(seconds: 1)
        rehearsal.count { $0.types[0].created = 10 }
        rehearsal.churn(seconds: 1)
        #expect(rehearsal.row(of: "Trivial").suffix(3).prefix(2) == ["-", "-"])
    }

    @Test(
        "a shows all objects with what counting them cost, their growth since the mark, and hides them again")
    func objects() {
        var rehearsal = Rehearsal.ofTypes()
        rehearsal.churn(seconds: 1)
        rehearsal.count()
        rehearsal.type("a")
        rehearsal.churn(seconds: 2)
        #expect(rehearsal.commands.contains(.countObjects))
        rehearsal.countObjects(dictionaries: 1_000)
        rehearsal.type("m")
        rehearsal.churn(seconds: 1)
        rehearsal.countObjects(dictionaries: 1_234)
        rehearsal.churn(seconds: 1)
        #expect(rehearsal.screen().contains("GIL held 12.30 ms"))
        #expect(rehearsal.screen().contains("dict"))
        #expect(rehearsal.screen().contains("+234"))
        rehearsal.type("a")
        #expect(!rehearsal.screen().contains("+234"))
    }

    @Test("from another page a opens the types with all objects")
    func elsewhere() {
        var rehearsal = Rehearsal()
        rehearsal.churn(seconds: 1)
        rehearsal.type("a")
        #expect(rehearsal.screen().contains("tracked class"))
        rehearsal.type("oa")
        #expect(rehearsal.screen().contains("tracked class"))
    }

    @Test("a filter is typed in place, stays with Enter, and goes with Escape")
    func filtered() {
        var rehearsal = Rehearsal.ofTypes(size: Size(columns: 80, rows: 23))
        rehearsal.count()
        rehearsal.churn(seconds: 1)
        rehearsal.type("/sin")
        #expect(rehearsal.screen().contains("only rows with  sin"))
        #expect(!rehearsal.screen().contains("│  Trivial"))
        rehearsal.press(.enter)
        #expect(rehearsal.screen().contains("types  /sin"))
        rehearsal.press(.escape)
        #expect(rehearsal.dashboard.interaction.page == .types)
        #expect(rehearsal.screen().contains("│  Trivial"))
        rehearsal.type("/x")
        rehearsal.press(.escape)
        #expect(rehearsal.screen().contains("│  Trivial"))
        rehearsal.press(.escape)
        #expect(rehearsal.dashboard.interaction.page == .overview)
    }

    @Test("names of classes are shown, whatever they contain")
    func hostile() {
        var rehearsal = Rehearsal.ofTypes()
        rehearsal.count { $0.types[0].name = "\u{1B}[2J\u{202E}日本\(String(repeating: "x", count: 500))" }
        rehearsal.churn(seconds: 1)
        for scalar in rehearsal.screen().unicodeScalars where scalar != "\n" {
            #expect(scalar.value >= 0x20 && scalar.value != 0x202E)
        }
    }
}
