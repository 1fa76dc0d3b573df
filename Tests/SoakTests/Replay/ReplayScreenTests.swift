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
            var rows = Rows(snapshots: snapshots, events: events)
            while let row = rows.takeFirst() {
                switch row {
                case .snapshot(let snapshot): _ = dashboard.update(.snapshots([snapshot], missed: 0))
                case .event(let event): _ = dashboard.update(.events([event], missed: 0))
                }
            }
            _ = dashboard.update(.tick(moment))
        }

        mutating func recall(_ past: Past, _ moment: Moment) {
            _ = dashboard.update(.recalled(past))
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
            (80, 23, "L"), (80, 23, "s"), (80, 23, "H"), (80, 23, "T"),
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

    @Test(
        "who comes later sees what those see who were there from the beginning, on every page",
        arguments: ["o", "y", "w", "p", "L", "s", "T"] as [Character])
    func later(page: Character) {
        let size = Size(columns: 80, rows: 23)
        var (run, past) = (SampleRun(seed: 78), Past())
        let batch = run.batch(1_200)
        var (first, second) = (Screen(size, page: page), Screen?.none)
        for (number, quarter) in Self.quarters(batch, 480).enumerated() {
            first.turn(quarter.1, quarter.2, quarter.0)
            if second != nil {
                second?.turn(quarter.1, quarter.2, quarter.0)
            } else {
                var rows = Rows(snapshots: quarter.1, events: quarter.2)
                while let row = rows.takeFirst() { row.enter(&past) }
            }
            if number == 240 {
                // As it travels.
                guard case .past(let told) = StreamLine(bytes: StreamLine.past(past).bytes.dropLast()) else {
                    Issue.record("the past does not travel")
                    return
                }
                second = Screen(size, page: page)
                second?.recall(told, quarter.0)
            }
            // What is shown is brought up to date each second; the first one may have begun at another moment.
            guard let second, number % 4 == 3, number > 248 else { continue }
            let rows = zip(first.text.split(separator: "\n"), second.text.split(separator: "\n"))
            let other = rows.first { $0 != $1 }
            #expect(other == nil, "\(number): \(other?.0 ?? "")|\(other?.1 ?? "")")
            if other != nil { return }
        }
    }
}
