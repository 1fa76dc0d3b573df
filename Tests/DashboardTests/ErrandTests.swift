import Telemetry
import TerminalUI
import TestSupport
import Testing

@testable import Dashboard

@Suite("errands on this side of the terminal")
struct ErrandTests {
    private func value(_ name: String, in errand: Errand?) -> Errand.Option.Value?? {
        guard case .save(let options) = errand else { return nil }
        return options.first { $0.name == name }?.value
    }

    @Test("S saves what the keys have set, and takes away what the preset says already")
    func save() {
        var rehearsal = Rehearsal()
        rehearsal.press(.character("t"), .character("x"), .character("S"))
        let errand = rehearsal.dashboard.takeErrand()
        #expect(value("theme", in: errand) == .text("light"))
        #expect(value("glyphs", in: errand) == .text("block"))
        #expect(value("preset", in: errand) == .text("sweep"))
        #expect(value("interval", in: errand) == .number(5))
        #expect(value("driver", in: errand) == .some(nil))
        let second = rehearsal.dashboard.takeErrand()
        #expect(second == nil)
        #expect(rehearsal.commands.isEmpty)
    }

    @Test("of a record S saves how it is shown, and nothing that was true of its run")
    func saveOfRecord() {
        var rehearsal = Rehearsal { $0.source = .replayed }
        rehearsal.press(.character("t"), .character("S"))
        guard case .save(let options) = rehearsal.dashboard.takeErrand() else {
            Issue.record("nothing is saved")
            return
        }
        #expect(options.contains { $0.name == "theme" && $0.value == .text("light") })
        let ofRuns = ["preset", "eviction", "driver", "owner", "interval", "collect", "trim", "tolerance"]
        #expect(options.allSatisfy { !ofRuns.contains($0.name) })
    }

    @Test("switches that differ from the preset are saved one by one")
    func modified() {
        var rehearsal = Rehearsal()
        rehearsal.snapshot.settings.isModified = true
        rehearsal.snapshot.settings.owner = "registry"
        rehearsal.measure()
        rehearsal.press(.character("S"))
        let errand = rehearsal.dashboard.takeErrand()
        #expect(value("owner", in: errand) == .text("registry"))
        #expect(value("collect", in: errand) == .flag(false))
    }

    @Test("the loop hands over what is on the screen and shows the answer")
    func loop() {
        let terminal = ScriptedTerminal(
            size: Size(columns: 80, rows: 23), script: [.event(.key(.character("P"))), .nothing])
        let theme = Theme(name: "dark", appearances: [:])
        var pictures: [Picture] = []
        var loop = EventLoop(
            terminal: terminal,
            dashboard: Dashboard(Configuration(workload: "scenario:churn", themes: [theme])),
            snapshots: Ring(capacity: 1), events: Ring(capacity: 1),
            clock: { Moment(elapsed: 0, unix: 0) }, perform: { _ in },
            serve: { errand, picture in
                #expect(errand == .writeScreen)
                pictures.append(picture)
                return .init("wrote it", isDone: true)
            })
        #expect(loop.run() == .closed)
        #expect(pictures.count == 1 && pictures[0].plain.contains("scenario:churn"))
        #expect(terminal.frames.last?.canvas.text.contains("wrote it") == true)
    }

    @Test("x goes through the glyphs, and says so where there are no others")
    func glyphs() {
        var rehearsal = Rehearsal()
        rehearsal.churn(seconds: 1)
        for (name, corner) in [("block", "┌"), ("ascii", "+"), ("braille", "╭")] {
            rehearsal.press(.character("x"))
            #expect(rehearsal.screen().contains("glyphs \(name)"))
            #expect(
                rehearsal.screen().contains(corner + " registry")
                    || rehearsal.screen().contains(corner + "- registry"))
        }
        var plain = Rehearsal(glyphs: .ascii) { $0.isUnicode = false }
        plain.press(.character("x"))
        #expect(plain.screen().contains("nothing but ASCII"))
    }

    @Test("a dashboard for watching asks nothing of the run but its end")
    func readOnly() {
        var rehearsal = Rehearsal { $0.habits.isReadOnly = true }
        rehearsal.churn(seconds: 1)
        rehearsal.type("eg+-123 ")
        #expect(rehearsal.screen().contains("read-only"))
        rehearsal.press(.character("E"), .character("y"))
        #expect(rehearsal.commands.isEmpty)
        rehearsal.press(.character("q"), .character("y"))
        #expect(rehearsal.commands == [.stop])
    }
}
