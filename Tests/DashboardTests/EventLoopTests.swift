import History
import Telemetry
import TerminalUI
import TestSupport
import Testing

@testable import Dashboard

@Suite("EventLoop")
struct EventLoopTests {
    /// Everything around a loop, with a clock that only waiting moves.
    private final class Stage {
        let terminal: ScriptedTerminal
        let snapshots = Ring<Snapshot>(capacity: 8)
        let events = Ring<Event>(capacity: 8)
        var now: Int64 = 0
        var signal: Int32?
        var commands: [Command] = []
        var playback: Playback?

        init(size: Size = Size(columns: 80, rows: 23), script: [ScriptedTerminal.Step]) {
            terminal = ScriptedTerminal(size: size, script: script)
            terminal.onWait = { [unowned self] timeout in now += timeout }
        }

        var loop: EventLoop<ScriptedTerminal> {
            EventLoop(
                terminal: terminal, dashboard: Rehearsal().dashboard, snapshots: snapshots, events: events,
                clock: { Moment(elapsed: self.now, unix: 0) }, interrupted: { self.signal },
                playback: { self.playback }, perform: { self.commands.append($0) })
        }

        func run() -> Ending {
            var loop = loop
            return loop.run()
        }

        func note(_ text: String) {
            events.append(Event(moment: Moment(elapsed: now, unix: 0), kind: .noted(text)))
        }

        func measure(_ phase: Progress.Phase, entries: Int = 0) {
            var snapshot = Snapshot()
            snapshot.moment = Moment(elapsed: now, unix: 0)
            snapshot.progress.phase = phase
            snapshot.registry.live = entries
            snapshots.append(snapshot)
        }
    }

    private func key(_ character: Character) -> ScriptedTerminal.Step { .event(.key(.character(character))) }

    @Test("the first frame is full and comes before the first wait")
    func firstFrame() throws {
        let stage = Stage(script: [])
        var framesBeforeWait: Int?
        stage.terminal.onWait = { _ in framesBeforeWait = framesBeforeWait ?? stage.terminal.frames.count }
        #expect(stage.run() == .closed)
        #expect(framesBeforeWait == 1)
        let frame = try #require(stage.terminal.frames.first)
        #expect(frame.canvas.text.contains("starting Python"))
        #expect(frame.canvas.text.contains("heap growth"))
    }

    @Test("the first frame can be shown ahead of the rest, and is not shown twice")
    func begun() {
        let stage = Stage(script: [.nothing])
        var loop = stage.loop
        loop.begin()
        #expect(stage.terminal.frames.count == 1)
        #expect(stage.terminal.timeouts.isEmpty)
        #expect(loop.run() == .closed)
        #expect(stage.terminal.frames.count == 1)
    }

    @Test("nothing is presented while nothing changes")
    func idle() {
        let stage = Stage(script: Array(repeating: .nothing, count: 100))
        #expect(stage.run() == .closed)
        #expect(stage.terminal.frames.count == 1)
    }

    @Test("it waits until the next second begins, not longer")
    func timeouts() {
        let stage = Stage(script: [.nothing, .nothing])
        stage.now = 300_000_000
        _ = stage.run()
        #expect(stage.terminal.timeouts == [700_000_000, 1_000_000_000, 1_000_000_000])
    }

    @Test("a key is on the screen before anything is waited for again")
    func answered() throws {
        let stage = Stage(script: [key("+"), .nothing, .nothing])
        #expect(stage.run() == .closed)
        #expect(stage.commands == [.setInterval(10)])
        #expect(stage.terminal.timeouts.prefix(2) == [1_000_000_000, 0])
        #expect(try #require(stage.terminal.frames.last).canvas.text.contains("⟳ 10 s …"))
    }

    @Test("after a key it looks for the measurement that shows its effect, and then waits for seconds again")
    func glances() {
        let stage = Stage(script: [key(" "), .nothing, .nothing, .nothing, .nothing])
        stage.measure(.running)
        stage.terminal.onWait = { timeout in
            stage.now += timeout
            if stage.now == 1_050_000_000 { stage.measure(.paused) }
        }
        _ = stage.run()
        #expect(
            stage.terminal.timeouts == [
                1_000_000_000, 0, 50_000_000, 950_000_000, 1_000_000_000, 1_000_000_000,
            ])
        #expect(stage.terminal.frames.last?.canvas.text.contains("paused") == true)
    }

    @Test("after events nothing but the terminal ends the wait for 20 ms, and then anything does")
    func gathers() {
        let stage = Stage(script: [.nothing, .nothing, .nothing])
        stage.note("one")
        stage.terminal.onWait = { timeout in
            // What happens meanwhile waits for the end of it.
            if stage.terminal.timeouts.count == 1 { stage.note("two") }
            stage.now += timeout
        }
        _ = stage.run()
        #expect(stage.terminal.timeouts.prefix(3) == [20_000_000, 980_000_000, 20_000_000])
        #expect(stage.terminal.deafTimeouts == [20_000_000, 20_000_000])
    }

    @Test("nothing is gathered of a record that is played, whose clock may be set back")
    func playsAtOnce() {
        let stage = Stage(script: [.nothing, .nothing])
        stage.playback = Playback()
        stage.note("one")
        _ = stage.run()
        #expect(stage.terminal.deafTimeouts.isEmpty && stage.terminal.timeouts.count == 3)
    }

    @Test("a key is answered while events are gathered")
    func answersWhileGathering() throws {
        let stage = Stage(script: [key("+")])
        stage.note("one")
        stage.terminal.onWait = { _ in stage.note("more") }
        _ = stage.run()
        #expect(stage.commands == [.setInterval(10)])
        #expect(stage.terminal.deafTimeouts.first == 20_000_000)
    }

    @Test("the first frame shows what has been measured before it")
    func measuredFirst() throws {
        let stage = Stage(script: [])
        stage.measure(.starting, entries: 1_234)
        var loop = stage.loop
        loop.begin()
        #expect(try #require(stage.terminal.frames.first).canvas.text.contains("1,234 entries"))
    }

    @Test("many keys at once make one frame")
    func drained() {
        let stage = Stage(script: Array(repeating: key("+"), count: 5) + [.nothing])
        _ = stage.run()
        #expect(stage.commands.count == 5)
        #expect(stage.terminal.frames.count == 2)
    }

    @Test("snapshots change the numbers at most once a second")
    func oncePerSecond() {
        let stage = Stage(script: Array(repeating: .nothing, count: 40))
        var entries = 0
        stage.terminal.onWait = { _ in
            stage.now += 100_000_000
            entries += 1
            stage.measure(.running, entries: entries)
        }
        _ = stage.run()
        #expect((5...7).contains(stage.terminal.frames.count), "\(stage.terminal.frames.count) frames in 4 s")
    }

    @Test("what was overwritten before it could be read is counted on the screen")
    func missed() {
        let stage = Stage(script: [.nothing])
        for entries in 0..<20 { stage.measure(.running, entries: entries) }
        _ = stage.run()
        #expect(stage.terminal.frames.last?.canvas.text.contains("missed 12") == true)
    }

    @Test("a resize is drawn at its new size")
    func resized() {
        let small = Size(columns: 30, rows: 5)
        let stage = Stage(script: [.event(.resized(small)), .nothing])
        _ = stage.run()
        #expect(stage.terminal.frames.map(\.canvas.size) == [Size(columns: 80, rows: 23), small])
    }

    @Test("another theme is presented even if every cell is the same")
    func theme() {
        let stage = Stage(script: [key("t"), .nothing])
        _ = stage.run()
        #expect(stage.terminal.frames.map(\.theme.name) == ["dark", "light"])
    }

    @Test("the cursor stands behind what is being typed, and nowhere else")
    func cursor() {
        let stage = Stage(script: [key("i"), key("7"), .nothing, .event(.key(.escape)), .nothing])
        _ = stage.run()
        #expect(stage.terminal.frames.map(\.cursor) == [nil, Point(column: 12, row: 21), nil])
    }

    @Test("q leaves when nothing runs, and what comes after it is not read")
    func quit() {
        let stage = Stage(script: [key("q"), key("e"), .nothing])
        #expect(stage.run() == .quit)
        #expect(stage.commands.isEmpty)
    }

    @Test("q, y and the end of the run leave; q, y, q leave at once")
    func stopping() {
        let stage = Stage(script: [key("q"), key("y"), .nothing, .nothing, .nothing])
        stage.measure(.running)
        var waits = 0
        stage.terminal.onWait = { _ in
            waits += 1
            if waits == 4 { stage.measure(.finished) }
        }
        #expect(stage.run() == .quit)
        #expect(stage.commands == [.stop])
        let impatient = Stage(script: [key("q"), key("y"), key("q"), .nothing])
        impatient.measure(.running)
        #expect(impatient.run() == .abandoned)
        #expect(impatient.commands == [.stop, .abandon])
    }

    @Test("a signal ends the loop in the turn after it")
    func signal() {
        let stage = Stage(script: Array(repeating: .nothing, count: 10))
        stage.terminal.onWait = { _ in stage.signal = 15 }
        #expect(stage.run() == .interrupted(15))
        #expect(stage.terminal.timeouts.count == 1)
    }

    @Test("a terminal that is gone ends the loop")
    func closed() {
        #expect(Stage(script: [.event(.closed)]).run() == .closed)
    }
}
