import Telemetry
import TerminalUI
import Testing

@testable import Dashboard

@Suite("options of the screen on the page of settings")
struct HabitTests {
    private func opened(
        at habit: Habit = .theme, _ configure: (inout Configuration) -> Void = { _ in }
    ) -> Rehearsal {
        var rehearsal = Rehearsal(configure)
        rehearsal.churn(seconds: 3)
        rehearsal.type("s")
        while rehearsal.dashboard.interaction.places.settings.chosen != .screen(habit) {
            rehearsal.press(.down)
        }
        return rehearsal
    }

    private func line(_ rehearsal: Rehearsal, _ habit: Habit) -> String {
        let lines = rehearsal.screen().split(separator: "\n").map(String.init)
        return lines.first { $0.dropFirst(4).hasPrefix(habit.name + " ") } ?? ""
    }

    private func click(_ word: String, on habit: Habit, in rehearsal: inout Rehearsal) {
        let lines = rehearsal.screen().split(separator: "\n").map(String.init)
        guard let row = lines.firstIndex(where: { $0.dropFirst(4).hasPrefix(habit.name + " ") }),
            let range = lines[row].firstRange(of: word)
        else {
            Issue.record("\(word) is not there")
            return
        }
        let column = lines[row].distance(from: lines[row].startIndex, to: range.lowerBound)
        rehearsal.send(.mouse(Mouse(.click, at: Point(column: column, row: row))))
    }

    @Test("each is changed in place, asks nothing of the run, and is there again after going back")
    func changed() {
        let expected: [(Habit, String, String)] = [
            (.theme, "dark", "light"), (.glyphs, "auto", "braille"), (.mouse, "yes", "no"),
            (.stepping, "yes", "no"), (.readOnly, "no", "yes"), (.bell, "no", "yes"),
        ]
        for (habit, before, after) in expected {
            var rehearsal = opened(at: habit)
            #expect(line(rehearsal, habit).contains("[\(before)]"))
            rehearsal.press(.enter)
            #expect(line(rehearsal, habit).contains("[\(after)]"), "\(line(rehearsal, habit))")
            #expect(rehearsal.commands.isEmpty)
            rehearsal.press(habit == .theme || habit == .glyphs || after == "yes" ? .left : .right)
            #expect(line(rehearsal, habit).contains("[\(before)]"))
        }
    }

    @Test("a threshold that is off begins above what is measured, and the arrows step through round numbers")
    func stepped() {
        var rehearsal = opened(at: .threshold(.threads))
        #expect(line(rehearsal, .threshold(.threads)).contains("[off]"))
        rehearsal.press(.right)
        #expect(line(rehearsal, .threshold(.threads)).contains("[10]"))
        rehearsal.press(.left)
        #expect(line(rehearsal, .threshold(.threads)).contains("[5]"))
        rehearsal.press(.escape)
        #expect(rehearsal.screen().contains("! threads 6 over 5"))
        rehearsal.type("s")
        rehearsal.press(.left, .left, .left)
        #expect(line(rehearsal, .threshold(.threads)).contains("[off]"))
        rehearsal.press(.escape)
        #expect(!rehearsal.screen().contains("over 5"))
    }

    @Test("amounts are typed, with their unit, and what is none is refused")
    func typed() {
        var rehearsal = opened(at: .threshold(.heap))
        rehearsal.press(.enter)
        rehearsal.type("many")
        rehearsal.press(.enter)
        #expect(rehearsal.screen().contains("no number: like 50MB"))
        for _ in 0..<4 { rehearsal.press(.backspace) }
        rehearsal.type("1.5GB")
        rehearsal.press(.enter)
        #expect(line(rehearsal, .threshold(.heap)).contains("[1.5 GB]"))
        rehearsal.press(.down, .enter)
        for _ in 0..<2 { rehearsal.press(.backspace) }
        rehearsal.type("0.5")
        rehearsal.press(.enter)
        #expect(line(rehearsal, .tolerance).contains("[0.5 B/step]"))
    }

    @Test("read-only can be switched off where it was switched on, and not where the command line said it")
    func readOnly() {
        var rehearsal = opened(at: .readOnly)
        rehearsal.press(.right, .character("e"))
        #expect(rehearsal.commands.isEmpty && rehearsal.screen().contains("read-only: nothing is asked"))
        rehearsal.press(.character("n"))
        #expect(!rehearsal.screen().contains("Enter keeps it"))
        rehearsal.press(.left, .character("e"))
        #expect(rehearsal.commands == [.evict])
        var fixed = opened(at: .readOnly) {
            $0.habits.isReadOnly = true
            $0.isReadOnlyFixed = true
        }
        #expect(line(fixed, .readOnly).contains("by --read-only"))
        fixed.press(.left)
        #expect(fixed.screen().contains("read-only by --read-only: start without it"))
        fixed.press(.character("e"))
        #expect(fixed.commands.isEmpty)
    }

    @Test("a click on a row chooses it, one on a value takes it")
    func clicked() {
        var rehearsal = opened()
        click("stepping", on: .stepping, in: &rehearsal)
        #expect(line(rehearsal, .stepping).contains("▸ stepping") && rehearsal.dashboard.habits.isStepping)
        click("no", on: .stepping, in: &rehearsal)
        #expect(!rehearsal.dashboard.habits.isStepping)
        click("no", on: .stepping, in: &rehearsal)
        #expect(!rehearsal.dashboard.habits.isStepping)
        click("dark", on: .theme, in: &rehearsal)
        #expect(line(rehearsal, .theme).contains("[light]"))
        rehearsal.press(.home)
        let lines = rehearsal.screen().split(separator: "\n").map(String.init)
        let row = lines.firstIndex { $0.contains("pool ") } ?? 0
        let column = lines[row].prefix { $0 != "p" }.count
        rehearsal.send(.mouse(Mouse(.click, at: Point(column: column, row: row))))
        #expect(rehearsal.commands == [.set(.driver("pool"))])
    }

    @Test("what every value means can be read in full on 80 columns", arguments: Habit.all)
    func meanings(_ habit: Habit) {
        var rehearsal = opened(at: habit)
        for _ in 0..<4 {
            let line = line(rehearsal, habit)
            #expect(!line.isEmpty && !line.dropFirst(line.count - 4).contains("…"), "\(line)")
            rehearsal.press(.right)
        }
    }

    @Test("S saves all of them, thresholds in their table, and leaves alone what --read-only asked for")
    func saved() {
        func options(of rehearsal: inout Rehearsal) -> [Errand.Option] {
            rehearsal.press(.character("S"))
            guard case .save(let options) = rehearsal.dashboard.takeErrand() else { return [] }
            return options
        }
        var rehearsal = opened(at: .threshold(.phantoms))
        rehearsal.press(.enter)
        rehearsal.type("5000")
        rehearsal.press(.enter)
        rehearsal.press(.down, .down, .enter)
        rehearsal.type("1500MB")
        rehearsal.press(.enter)
        let saved = options(of: &rehearsal)
        #expect(saved.contains(.init("phantoms", .number(5000), in: "thresholds")))
        #expect(saved.contains(.init("registry", nil, in: "thresholds")))
        #expect(saved.contains(.init("heap", .text("1500MB"), in: "thresholds")))
        for option in [
            Errand.Option("mouse", .flag(true)), .init("stepping", .flag(true)), .init("bell", .flag(false)),
            .init("read-only", .flag(false)), .init("tolerance", .number(64)), .init("glyphs", nil),
        ] { #expect(saved.contains(option), "\(option)") }
        var fixed = opened {
            $0.habits.isReadOnly = true
            $0.isReadOnlyFixed = true
        }
        #expect(!options(of: &fixed).contains { $0.name == "read-only" })
    }
}
