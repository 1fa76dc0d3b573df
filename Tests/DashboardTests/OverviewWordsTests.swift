import Telemetry
import TerminalUI
import Testing

@testable import Dashboard

@Suite("words of the overview")
struct OverviewWordsTests {
    @Test("that nothing is recorded is said for as long as it is so, and why")
    func unrecorded() {
        var rehearsal = Rehearsal()
        rehearsal.churn(seconds: 3)
        #expect(!rehearsal.screen().contains("not recorded"))
        rehearsal.report(.recordPaused("no space is left"))
        rehearsal.churn(seconds: 2)
        #expect(rehearsal.screen().contains("! not recorded since 0:03: no space is left"))
        rehearsal.report(.recordResumed(lost: 0))
        rehearsal.churn(seconds: 1)
        #expect(!rehearsal.screen().contains("not recorded"))
    }

    private func running(
        size: Size = Size(columns: 80, rows: 23), glyphs: GlyphSet = .braille,
        _ configure: (inout Configuration) -> Void = { _ in }
    ) -> Rehearsal {
        var rehearsal = Rehearsal(size: size, glyphs: glyphs, configure)
        rehearsal.churn(seconds: 3)
        return rehearsal
    }

    private func line(_ rehearsal: Rehearsal, with text: String) -> Substring {
        rehearsal.screen().split(separator: "\n").first { $0.contains(text) } ?? ""
    }

    private func plans(_ verdict: String, _ count: Int, in rehearsal: Rehearsal) -> [Event] {
        (1...count).map {
            Event(moment: rehearsal.moment, kind: .planLeft($0, verdict: verdict, figures: PlanFigures()))
        }
    }

    @Test("everything that is measured can be read on 80 columns, also of a long run")
    func measures() {
        var rehearsal = running()
        rehearsal.sweep(.clock)
        rehearsal.snapshot.hostsDeinitialised = rehearsal.snapshot.hostsCreated - 123_456
        for (verdict, count) in [("Pass", 12_345), ("Fail", 1_234), ("Error", 42)] {
            rehearsal.send(.events(plans(verdict, count, in: rehearsal), missed: 0))
        }
        rehearsal.rest()
        let line = line(rehearsal, with: "RSS")
        #expect(!line.contains("…"), "\(line)")
        for text in ["41.3 MB", "123,456", "0.2 ms", "12k Pass", "1.2k Fail", "42 Error"] {
            #expect(line.contains(text), "\(line)")
        }
    }

    @Test("of many verdicts the bad ones stay longest")
    func verdicts() {
        var rehearsal = running()
        for verdict in ["Pass", "Inconclusive", "Aborted", "NotSet", "Fail", "Error"] {
            rehearsal.send(.events(plans(verdict, 2_345, in: rehearsal), missed: 0))
        }
        rehearsal.rest()
        let line = line(rehearsal, with: "RSS")
        #expect(!line.contains("…") && line.contains("2.3k Fail") && line.contains("2.3k Error"), "\(line)")
    }

    @Test("measurements that were missed are told, and are not mentioned where there are none")
    func missed() {
        var rehearsal = running()
        #expect(!rehearsal.screen().contains("missed"))
        rehearsal.send(.snapshots([], missed: 12))
        rehearsal.rest()
        #expect(line(rehearsal, with: "RSS").contains("missed 12"))
    }

    @Test("all thresholds that are exceeded can be read on 80 columns")
    func alarms() {
        var rehearsal = running { configuration in
            for (metric, value) in [("registry", 20.0), ("phantoms", 1), ("threads", 5), ("heap", 1_000)] {
                _ = configuration.habits.thresholds.set(metric, to: value)
            }
        }
        rehearsal.snapshot.heapBytes += 1_000_000_000
        rehearsal.rest()
        rehearsal.rest()
        let line = line(rehearsal, with: "! registry")
        #expect(!line.contains("…"), "\(line)")
        for text in ["! phantoms", "! threads 6", "! heap", "+1.00 GB"] {
            #expect(line.contains(text), "\(line)")
        }
    }

    @Test("where several thresholds are exceeded each is told as fully as there is room")
    func twoAlarms() {
        var rehearsal = running { configuration in
            _ = configuration.habits.thresholds.set("registry", to: 20)
            _ = configuration.habits.thresholds.set("heap", to: 1_000)
        }
        rehearsal.rest()
        let line = line(rehearsal, with: "! registry")
        #expect(!line.contains("…") && line.contains(" over 20 ") && line.contains(" over 1.0 kB"), "\(line)")
    }

    @Test("between two plans the run waits for the next one, and no step seems to be stuck")
    func waits() {
        var rehearsal = running()
        rehearsal.report(.planLeft(3, verdict: "Pass"))
        rehearsal.snapshot.progress.plan = 3
        (rehearsal.snapshot.progress.step, rehearsal.snapshot.progress.stepName) = (0, "")
        rehearsal.rest()
        rehearsal.rest()
        let header = rehearsal.screen().prefix(80)
        #expect(header.contains("▸ waits for plan 4"), "\(header)")
        #expect(!header.contains("step"), "\(header)")
    }

    @Test("a run that waits for the moment of its next plan says how long")
    func due() {
        var rehearsal = running()
        (rehearsal.snapshot.progress.step, rehearsal.snapshot.progress.stepName) = (0, "")
        rehearsal.snapshot.progress.nextPlan = rehearsal.now + 4_500_000_000
        rehearsal.rest()
        #expect(rehearsal.screen().prefix(80).contains("waits for plan 4 in 3 s"))
    }

    @Test("Python state that was lost and lookups that were refused are told, with where to look")
    func losses() {
        var rehearsal = running()
        rehearsal.rest()
        #expect(!rehearsal.screen().contains("!"))
        rehearsal.snapshot.cleanup.identityLosses = 1_200
        rehearsal.snapshot.cleanup.staleLookups = 3
        rehearsal.rest()
        let line = line(rehearsal, with: "! 1,200 lost their Python state")
        #expect(line.contains("3 stale lookups") && line.contains("L says why"), "\(line)")
        rehearsal.report(.stepFailed(step: "Trivial", error: "KeyError: 'gain'"))
        rehearsal.rest()
        #expect(rehearsal.screen().contains("1,200 lost") && rehearsal.screen().contains("KeyError"))
        rehearsal.send(.resized(Size(columns: 60, rows: 9)))
        #expect(rehearsal.screen().contains("! 1,200 lost"))
    }

    @Test("a refusal goes after a while, and what the last sweep did comes back")
    func refusal() {
        var rehearsal = running()
        rehearsal.sweep(.clock)
        rehearsal.type("e")
        rehearsal.report(.sweepRefused("eviction is switched off (never)"))
        rehearsal.rest()
        #expect(rehearsal.screen().contains("✗ evict refused: eviction is switched off (never)"))
        for _ in 0..<12 { rehearsal.rest() }
        #expect(!rehearsal.screen().contains("refused"))
        #expect(rehearsal.screen().contains("2,611 examined"))
    }

    @Test("the end of a run does not look like a changed switch")
    func ending() {
        var rehearsal = running()
        rehearsal.finish()
        #expect(!rehearsal.screen().contains("◆"))
        #expect(rehearsal.screen().contains("┤"))
        rehearsal.type("?")
        rehearsal.press(.pageDown, .pageDown, .pageDown, .pageDown)
        #expect(rehearsal.screen().contains("┤ end"))
    }

    @Test(
        "after the end no key is offered that does nothing any more, and the interval stays",
        arguments: [false, true])
    func over(_ hasFailed: Bool) {
        var rehearsal = running()
        #expect(rehearsal.screen().contains("+/- interval") && rehearsal.screen().contains("␣ pause"))
        if hasFailed { rehearsal.report(.failed("gone")) } else { rehearsal.finish() }
        for word in ["interval", "preset", "pause"] { #expect(!rehearsal.screen().contains(" \(word)  ")) }
        #expect(rehearsal.screen().contains("e evict") == !hasFailed)
        rehearsal.type("+-i 123")
        #expect(rehearsal.commands.isEmpty)
        #expect(rehearsal.dashboard.interaction.question == nil)
        #expect(rehearsal.dashboard.interaction.notice != nil)
    }

    @Test("the space bar has its name where there is no sign for it", arguments: [GlyphSet.block, .ascii])
    func space(_ glyphs: GlyphSet) {
        #expect(running(glyphs: glyphs).screen().contains("space pause"))
    }

    @Test("the prompt for an interval takes digits and a point, and nothing else")
    func digits() {
        var rehearsal = running()
        rehearsal.type("itF0kc.C2-5x")
        rehearsal.press(.enter)
        #expect(rehearsal.commands == [.setInterval(0.25)])
    }

    @Test("the prompt for a note says how to leave it")
    func note() {
        var rehearsal = running()
        rehearsal.type("n")
        #expect(rehearsal.screen().contains("Esc leaves it"))
    }

    @Test("a question can be read on the narrowest screen", arguments: [("q", "stop?"), ("E", "sever?")])
    func narrow(_ key: String, _ question: String) {
        var rehearsal = running(size: Size(columns: 20, rows: 3))
        rehearsal.type(key)
        let screen = rehearsal.screen()
        #expect(
            screen.contains(question) && screen.contains("y yes  n no") && !screen.contains("…"), "\(screen)")
    }

    @Test("the log says once why Python state was lost, and why lookups were refused")
    func reasons() {
        var rehearsal = running()
        for count in 1...3 {
            rehearsal.snapshot.cleanup.identityLosses = count
            rehearsal.snapshot.cleanup.staleLookups = count
            rehearsal.rest()
        }
        rehearsal.type("L")
        let screen = rehearsal.screen()
        #expect(screen.split(separator: "lost its Python state").count == 2, "\(screen)")
        #expect(screen.split(separator: "after its eviction").count == 2, "\(screen)")
    }
}
