import Telemetry
import TerminalUI
import Testing

@testable import Dashboard

/// What a person sees of days ago.
@Suite("A long history on the screen")
struct LongHistoryTests {
    private let second: Int64 = 1_000_000_000
    private let day: Int64 = 86_400 * 1_000_000_000

    /// Four days at one sample every ten seconds, and one sample among them that is odd.
    private func days(spikeAt spike: Int64, gap: Range<Int64>? = nil) -> Rehearsal {
        var rehearsal = Rehearsal()
        var snapshots: [Snapshot] = []
        for elapsed in stride(from: 0, to: 4 * day, by: Int(10 * second)) where gap?.contains(elapsed) != true
        {
            var snapshot = rehearsal.snapshot
            snapshot.moment = Moment(elapsed: elapsed, unix: Rehearsal.beginning + elapsed)
            snapshot.progress.phase = .running
            snapshot.registry.live = elapsed == spike ? 1000 : 100
            snapshots.append(snapshot)
        }
        rehearsal.send(.snapshots(snapshots, missed: 0))
        rehearsal.send(.tick(Moment(elapsed: 4 * day, unix: Rehearsal.beginning + 4 * day)))
        return rehearsal
    }

    /// The shortest time that a key takes from its press to the drawn screen.
    private func answering(_ rehearsal: Rehearsal) -> Duration {
        var rehearsal = rehearsal
        let clock = ContinuousClock()
        return (0..<12).map { _ in
            clock.measure {
                rehearsal.press(.left)
                _ = rehearsal.canvas()
            }
        }.min() ?? .zero
    }

    @Test(
        "after a month a key is answered about as fast as after a minute, at the finest zoom and at the coarsest"
    )
    func fast() {
        var (minute, month) = (Rehearsal(), Rehearsal())
        minute.churn(seconds: 60)
        let steps = 30 * day / (20 * second)
        for start in stride(from: 0, to: steps, by: 4096) {
            let snapshots = (start..<min(steps, start + 4096)).map { step in
                var snapshot = minute.snapshot
                snapshot.moment = Moment(
                    elapsed: step * 20 * second, unix: Rehearsal.beginning + step * 20 * second)
                snapshot.registry.live = Int(step % 1000)
                return snapshot
            }
            month.send(.snapshots(snapshots, missed: 0))
        }
        month.send(.tick(Moment(elapsed: 30 * day, unix: Rehearsal.beginning + 30 * day)))
        let usual = answering(minute)
        #expect(answering(month) < usual * 8)
        while !month.screen().contains("the whole run is in sight") { month.type("Z") }
        #expect(answering(month) < usual * 8)
    }

    /// The rows of the registry's plot that have a dot, from the top, in cells from the left.
    private func dots(of rehearsal: Rehearsal) -> [[Int]] {
        let canvas = rehearsal.canvas()
        return (3...8).map { row in
            (6...38).filter { column in
                "\u{2801}"..."\u{28FF}" ~= canvas[column, row].character
            }
        }
    }

    @Test("a spike of one sample three days ago is on the screen at any zoom")
    func spike() {
        var rehearsal = days(spikeAt: day)
        rehearsal.press(.left)
        for _ in 0..<3 { rehearsal.type("Z") }
        var zooms = 0
        while !rehearsal.screen().contains("the whole run is in sight") {
            rehearsal.type("Z")
            zooms += 1
        }
        #expect(zooms > 10)
        // From all to the finest, with the cursor on the spike.
        let top = dots(of: rehearsal)[0]
        #expect(!top.isEmpty && top.count <= 2, "\(rehearsal.screen())")
        let window = rehearsal.dashboard.window
        rehearsal.send(.mouse(Mouse(.click, at: Point(column: 6 + window.column(of: day) / 2, row: 5))))
        for _ in 0..<zooms {
            rehearsal.type("z")
            let window = rehearsal.dashboard.window
            guard window.contains(day) else { continue }
            let top = dots(of: rehearsal)[0]
            let cell = 6 + window.column(of: day) / 2
            #expect(
                top.contains { abs($0 - cell) <= 1 },
                "\(window.columnWidth / second) s: \(rehearsal.screen())")
        }
    }

    @Test("a gap of hours is a gap, at every zoom at which it is a column wide")
    func gap() {
        var rehearsal = days(spikeAt: -1, gap: (3 * day)..<(3 * day + day / 2))
        rehearsal.type("ZZZZZZZZZZZZZZ")
        #expect(rehearsal.screen().contains("the whole run is in sight"))
        let window = rehearsal.dashboard.window
        let bottom = Set(dots(of: rehearsal).joined())
        let missing = window.column(of: 3 * day) / 2 + 1..<window.column(of: 3 * day + day / 2) / 2 - 1
        #expect(!missing.isEmpty)
        for cell in missing { #expect(!bottom.contains(6 + cell)) }
        #expect(bottom.contains(6 + missing.lowerBound - 2) && bottom.contains(6 + missing.upperBound + 2))
        rehearsal.send(.mouse(Mouse(.click, at: Point(column: 6 + missing.lowerBound, row: 5))))
        #expect(rehearsal.screen().contains("no value"))
    }
}
