import Telemetry
import TerminalUI
import TestSupport
import Testing

@testable import Dashboard

@Suite("DashboardView")
struct DashboardViewTests {
    enum Scene: String, CaseIterable, Sendable {
        case starting, running, pending, typing, refused, quitting, leaving, finished, failed, error, log,
            help, paused, severing, asking, holders, unheld, settings, setting, reading, event, earlier,
            zoomedOut, zoomedIn, clock, chosen, full, noting, types, objects, filtering, sweeps, plans,
            threads, unfolded

        func play(in size: Size) -> Rehearsal {
            var rehearsal = Rehearsal(size: size)
            guard self != .starting else { return rehearsal }
            rehearsal.churn(seconds: 47)
            switch self {
            case .pending: rehearsal.press(.character("+"), .character("3"), .character("e"))
            case .typing: rehearsal.type("i0.25")
            case .refused:
                rehearsal.type("i9999")
                rehearsal.press(.enter)
            case .quitting: rehearsal.press(.character("q"))
            case .leaving: rehearsal.press(.character("q"), .character("y"))
            case .finished: rehearsal.finish()
            case .failed: rehearsal.report(.failed("bench.py:3: no step class is defined"))
            case .error, .log, .unfolded:
                for _ in 0..<3 {
                    rehearsal.report(.stepFailed(step: "Trivial", error: "KeyError: 'gain'"))
                    rehearsal.report(.logged(LogLine(level: .info, source: "Trivial", text: "gain is 3")))
                    rehearsal.report(
                        .logged(
                            LogLine(
                                level: .error, source: "Trivial",
                                text:
                                    "Traceback (most recent call last):\n  File \"bench.py\", line 9, in Run\n"
                                    + "    self.gain[name]\nKeyError: 'gain'")))
                }
                if self != .error { rehearsal.press(.character("L")) }
                if self == .unfolded { rehearsal.press(.enter, .down) }
            case .help: rehearsal.press(.character("?"))
            case .paused: rehearsal.enter(.paused)
            case .severing: rehearsal.press(.character("E"))
            case .asking: rehearsal.press(.character("H"))
            case .holders: rehearsal.answerHolders()
            case .unheld:
                rehearsal.press(.character("H"))
                rehearsal.report(.holdersFound([]))
            case .settings:
                rehearsal.clean()
                rehearsal.press(.character("s"))
            case .setting:
                rehearsal.clean()
                rehearsal.press(.character("s"), .down, .down, .right)
            case .reading: rehearsal.press(.left, .left, .left)
            case .event:
                rehearsal.report(.noted("cable of channel 2 changed"))
                rehearsal.churn(seconds: 2)
                rehearsal.type("[")
            case .earlier:
                rehearsal.churn(seconds: 100)
                rehearsal.type("<<")
            case .zoomedOut: rehearsal.type("Z")
            case .zoomedIn: rehearsal.type("[[zzz")
            case .clock: rehearsal.type("c[[")
            case .chosen: rehearsal.press(.down, .down)
            case .full: rehearsal.press(.up, .enter)
            case .noting: rehearsal.type("ncable of channel 2")
            case .types:
                rehearsal.type("y")
                rehearsal.count()
                rehearsal.churn(seconds: 1)
                rehearsal.count { $0.types[0].created += 90 }
                rehearsal.press(.down)
                rehearsal.churn(seconds: 1)
            case .objects, .filtering:
                rehearsal.type("ya")
                rehearsal.count()
                rehearsal.countObjects(dictionaries: 12_000)
                rehearsal.churn(seconds: 1)
                rehearsal.countObjects(dictionaries: 12_100)
                if self == .filtering { rehearsal.type("/tri") }
            case .threads:
                rehearsal.type("T")
                rehearsal.listThreads()
                rehearsal.churn(seconds: 1)
                rehearsal.listThreads()
                rehearsal.report(
                    .framesFound([
                        ThreadFrame(id: 107, name: "Timer-1", place: "Timer.run (threading.py:1396)")
                    ]))
                rehearsal.churn(seconds: 1)
            case .sweeps:
                rehearsal.sweep(.manual)
                rehearsal.type("w")
            case .plans: rehearsal.type("p")
            case .starting, .running: break
            }
            return rehearsal
        }
    }

    /// The shapes of time, also where there is room for them.
    @Test(
        "graphs over time look as recorded on a large screen",
        arguments: [Scene.event, .clock, .full, .zoomedOut])
    func recordedLarge(_ scene: Scene) {
        let screen = scene.play(in: Size(columns: 200, rows: 50)).screen()
        #expect(Golden().difference(screen, from: "\(scene.rawValue)-200x50") == nil)
    }

    static let sizes = [(80, 23), (120, 40), (40, 10), (20, 1)].map { Size(columns: $0.0, rows: $0.1) }

    @Test("a screen looks as recorded", arguments: Scene.allCases)
    func recorded(_ scene: Scene) {
        for size in Self.sizes {
            let name = "\(scene.rawValue)-\(size.columns)x\(size.rows)"
            let difference = Golden().difference(scene.play(in: size).screen(), from: name)
            #expect(difference == nil)
        }
    }

    @Test("a wide screen shows the types and what happened lately beside the graphs")
    func wide() {
        var rehearsal = Scene.running.play(in: Size(columns: 200, rows: 50))
        rehearsal.count()
        rehearsal.type("+")
        var settings = rehearsal.snapshot.settings
        settings.interval = 10
        rehearsal.report(.settingsChanged(settings))
        rehearsal.report(.noted("cable of channel 2 changed"))
        rehearsal.churn(seconds: 4)
        #expect(rehearsal.commands.contains(.countTypes))
        let difference = Golden().difference(rehearsal.screen(), from: "wide-200x50")
        #expect(difference == nil)
    }

    @Test("the screen can be drawn at every size, and every row of it says something true")
    func anySize() {
        var rehearsal = Scene.running.play(in: Size(columns: 80, rows: 23))
        for rows in 0...40 {
            for columns in 0...120 {
                rehearsal.send(.resized(Size(columns: columns, rows: rows)))
                let screen = rehearsal.screen()
                guard rows > 0, columns > 0 else { continue }
                #expect(screen.contains { $0 != " " && $0 != "\n" }, "\(columns)x\(rows) is empty")
            }
        }
    }

    @Test("every scene can be drawn at small and odd sizes", arguments: Scene.allCases)
    func oddSizes(_ scene: Scene) {
        var rehearsal = scene.play(in: Size(columns: 80, rows: 23))
        for rows in [0, 1, 2, 3, 5, 9, 14, 19, 24, 40] {
            for columns in [0, 1, 2, 3, 11, 12, 19, 20, 21, 55, 56, 79, 81, 133, 300] {
                rehearsal.send(.resized(Size(columns: columns, rows: rows)))
                let lines = rehearsal.screen().split(separator: "\n", omittingEmptySubsequences: false)
                #expect(lines.count == max(1, rows))
            }
        }
    }
}
