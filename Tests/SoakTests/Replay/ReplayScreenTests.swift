import Dashboard
import History
import Telemetry
import TerminalUI
import TestSupport
import Testing

@testable import Soak

@Suite("the screens of a replay") struct ReplayScreenTests {
    /// A dashboard that is told what a loop would tell it.
    private struct Screen {
        private var dashboard: Dashboard
        private let size: Size
        private var cursors = (snapshots: 0, events: 0)

        init(_ size: Size, page: Character) {
            let configuration = Configuration(
                workload: "scenario:churn", themes: [Theme(name: "dark", appearances: [:])])
            self.size = size
            dashboard = Dashboard(configuration)
            _ = dashboard.update(.resized(size))
            _ = dashboard.update(.key(.character(page)))
        }

        mutating func turn(_ snapshots: [Snapshot], _ events: [Event], _ moment: Moment) {
            if !snapshots.isEmpty { _ = dashboard.update(.snapshots(snapshots, missed: 0)) }
            if !events.isEmpty { _ = dashboard.update(.events(events, missed: 0)) }
            _ = dashboard.update(.tick(moment))
        }

        mutating func turn(_ player: Player) {
            player.advance()
            let (measured, happened) = (
                player.snapshots.read(from: cursors.snapshots), player.events.read(from: cursors.events)
            )
            cursors = (measured.cursor, happened.cursor)
            if let past = player.takePast() { _ = dashboard.update(.recalled(past)) }
            turn(measured.elements, happened.elements, player.moment)
        }

        var text: String {
            var canvas = Canvas(size: size)
            DashboardView(dashboard).draw(into: &canvas, in: canvas.bounds)
            return canvas.text
        }
    }

    private final class Clock {
        var now: Int64 = 0
    }

    private static let quarter: Int64 = 250_000_000

    /// What came by each quarter of a second.
    private static func quarters(_ batch: RecordBatch, _ count: Int) -> [(Moment, [Snapshot], [Event])] {
        var (snapshots, events) = (batch.snapshots[...], batch.events[...])
        let began = batch.snapshots[0].moment.unix - batch.snapshots[0].moment.elapsed
        return (1...count).map { number in
            let end = Int64(number) * quarter
            let measured = snapshots.prefix { $0.moment.elapsed <= end }
            let happened = events.prefix { $0.moment.elapsed <= end }
            (snapshots, events) = (snapshots.dropFirst(measured.count), events.dropFirst(happened.count))
            return (Moment(elapsed: end, unix: began + end), Array(measured), Array(happened))
        }
    }

    @Test(
        "are those that were drawn live, frame for frame",
        arguments: [
            (80, 23, "o"), (200, 60, "o"), (40, 10, "o"), (80, 23, "y"), (80, 23, "w"), (80, 23, "p"),
            (80, 23, "L"), (80, 23, "s"),
        ] as [(Int, Int, Character)])
    func same(columns: Int, rows: Int, page: Character) throws {
        let folder = try Folder()
        let writer = RecordWriter(try NewRecord(folder.file("a"), facts: RecordFacts()))
        var run = SampleRun(seed: 77)
        let batch = run.batch(600)
        try writer.write(batch)
        try writer.close()
        let size = Size(columns: columns, rows: rows)
        let clock = Clock()
        let player = try Player(RecordReader(folder.file("a"))) { clock.now }
        var (live, replayed) = (Screen(size, page: page), Screen(size, page: page))
        player.perform(.toBeginning)
        replayed.turn(player)
        player.perform(.playOrPause)
        replayed.turn(player)
        for (moment, snapshots, events) in Self.quarters(batch, 240) {
            live.turn(snapshots, events, moment)
            clock.now += Self.quarter
            replayed.turn(player)
            guard live.text == replayed.text else {
                Issue.record("at \(moment.elapsed):\n\(live.text)\n---\n\(replayed.text)")
                return
            }
        }
    }
}
