import Foundation
import History
import LeakAnalysis
import Soak
import Telemetry
import Testing

@Suite("a clock that is set while a run goes on", .paced) struct ClockTests {
    private let folder: Folder
    private let sessions: Sessions

    init() throws {
        folder = try Folder()
        sessions = Sessions(folder: folder)
    }

    private static let second: Int64 = 1_000_000_000

    /// Starts a run that is recorded and goes on until it is stopped; nothing happens in it but what somebody does.
    private func start(_ clock: TestClock) async throws -> Program {
        let run = try Program(
            [
                "run", "scenario:churn", "--headless", "--plans", "0", "--rate", "20", "--interval", "3600",
                "--record", "record", "--report", "report.json",
            ], in: folder, environment: clock.environment)
        try await sessions.wait(for: "the run") { $0.first?.phase == "running" }
        return run
    }

    private func waitForSteps(_ count: Int) async throws {
        let steps = try await sessions.rows().first?.stepInstances ?? 0
        try await sessions.wait(for: "\(count) steps more") { $0.first?.stepInstances ?? 0 > steps + count }
    }

    private func record() throws -> RecordReader.Batch {
        try RecordReader(folder("record")).read(after: .init(), most: 1 << 20)
    }

    private func note(_ text: String, in batch: RecordReader.Batch) throws -> Moment {
        try #require(batch.events.first { $0.kind == .noted(text) }).moment
    }

    /// The seconds of the rows that an export has, since the beginning.
    private func exported(from: String, to: String, _ clock: TestClock) async throws -> [Double] {
        let outcome = try await Program.run(
            ["export", "record", "--format", "csv", "--series", "heap", "--from", from, "--to", to],
            in: folder, environment: clock.environment)
        #expect(outcome.code == 0, "\(outcome.errors)")
        return outcome.output.split(separator: "\r\n").dropFirst().compactMap {
            Double($0.prefix { $0 != "," })
        }
    }

    /// `2026-11-29T01:03:44Z`.
    private func iso(_ unix: Int64) -> String {
        Date(timeIntervalSince1970: Double(unix / Self.second)).formatted(.iso8601)
    }

    /// A note before and one after the clock is set, and what an attached screen says of the second one.
    private func watch(_ clock: TestClock, set seconds: Int64) async throws {
        try await Pane.show(["attach"], in: folder, environment: clock.environment) { pane in
            try await pane.wait(for: "╭ registry ─")
            try await pane.press("n", "before", "Enter")
            try await pane.wait(for: "■")
            try await waitForSteps(2000)
            try clock.set(wall: seconds)
            try await waitForSteps(2000)
            try await pane.press("n", "after", "Enter")
            // Each is below all four graphs.
            try await pane.wait(for: "both notes") { $0.text.count { $0 == "■" } == 8 }
            try await pane.press("[")
            let reading = try await pane.wait(for: "■ after")
            #expect(reading.text.contains(/│ 0:\d\d/))
            try await pane.press("c")
            let clocks = try await pane.wait(for: "the time of day") { $0.text.contains(/│ \d\d:\d\d:\d\d/) }
            let match = try #require(clocks.text.firstMatch(of: /│ (\d\d):(\d\d):\d\d/))
            let shown = (Int64(match.output.1) ?? 0) * 60 + (Int64(match.output.2) ?? 0)
            let now = (Int64(Date().timeIntervalSince1970) + seconds) / 60 % 1440
            #expect([0, 1, 2].contains((now - shown + 1440) % 1440), "\(match.output.0)")
            try await pane.press("f", "q")
            try await pane.wait(for: "stop the run and leave?")
            try await pane.press("d")
            #expect(try await pane.code() == 0)
        }
    }

    @Test(
        "an hour back, or forward: time goes on as if nothing had happened, and both clocks find what was when",
        arguments: [-3600, 3600] as [Int64])
    func wall(seconds: Int64) async throws {
        let clock = try await TestClock(in: folder)
        let run = try await start(clock)
        try await watch(clock, set: seconds)
        let listed = try await Program.run(["sessions"], in: folder, environment: clock.environment)
        #expect(
            listed.output.contains(/scenario:churn +([5-9] s|\d\d s|[1-9] min) +running/), "\(listed.output)")
        run.signal(SIGTERM)
        #expect(try await run.outcome().code == 143)
        #expect(try Report(folder.read("report.json") ?? "").durationSeconds < 600)

        let batch = try record()
        try expectMonotone(batch, set: seconds)
        for moment in [try note("before", in: batch), try note("after", in: batch)] {
            let times = [iso(moment.unix), iso(moment.unix + Self.second)]
            for form in [times, times.map { String($0.dropFirst(10).dropLast()) }] {
                let rows = try await exported(from: form[0], to: form[1], clock)
                #expect(
                    !rows.isEmpty && rows.allSatisfy { abs($0 - moment.seconds) <= 2.5 }, "\(form): \(rows)")
            }
        }
        try await Pane.show(["replay", "record"], in: folder, environment: clock.environment) { pane in
            try await pane.wait(for: "finished")
            try await pane.press("[", "[", "[", "[", "[", "[", "[", "[", "[", "[", "[")
            try await pane.wait(for: "REPLAY ‖  0:")
            try await pane.press("q")
            #expect(try await pane.code() == 0)
        }
    }

    /// Expects what is recorded to be in order, without a gap, and to answer as if the clock had not been set.
    private func expectMonotone(_ batch: RecordReader.Batch, set seconds: Int64) throws {
        let moments = batch.snapshots.map(\.moment)
        var jumps: [Int64] = []
        for (one, next) in zip(moments, moments.dropFirst()) {
            let elapsed = next.elapsed - one.elapsed
            #expect(elapsed > 0 && elapsed < 5 * Self.second)
            let jump = next.unix - one.unix - elapsed
            if jump.magnitude > UInt64(Self.second) { jumps.append(Int64((Double(jump) / 1e9).rounded())) }
        }
        #expect(jumps == [seconds])
        #expect(batch.events.map(\.moment.elapsed) == batch.events.map(\.moment.elapsed).sorted())
        #expect(try note("before", in: batch) < note("after", in: batch))
        let reader = try RecordReader(folder("record"))
        var (past, unset) = (try reader.past(), LeakWatch())
        for snapshot in batch.snapshots {
            var snapshot = snapshot
            snapshot.moment.unix = 0
            unset.take(snapshot)
        }
        past.leaks.judge()
        unset.judge()
        #expect(past.leaks.verdict == unset.verdict && past.leaks.verdict.word != "LEAK")
        let first = try #require(moments.first)
        #expect(abs(past.wall.unix(at: first.elapsed) - first.unix) < Self.second)
        #expect(past.latest?.moment == moments.last && reader.facts[.outcome] != nil)
    }

    @Test("a run that stood still for ten minutes goes on where it was, and the time shows as a gap")
    func stopped() async throws {
        let clock = try await TestClock(in: folder)
        let run = try await start(clock)
        try await waitForSteps(2000)
        run.signal(SIGSTOP)
        let silent = try await Program.run(["sessions"], in: folder)
        #expect(silent.output.contains(/churn +- +- +silent/))
        try clock.set(wall: 600, machine: 600)
        run.signal(SIGCONT)
        try await waitForSteps(2000)
        try await Pane.show(["attach"], in: folder, environment: clock.environment) { pane in
            try await pane.wait(for: "╭ registry ─")
            try await pane.wait(for: "the time") { $0.text.contains(/steps +1\d:\d\d/) }
            try await pane.press("q")
            try await pane.wait(for: "stop the run and leave?")
            try await pane.press("y")
            #expect(try await pane.code() == 0)
        }
        #expect(try await run.outcome().code == 0)
        let moments = try record().snapshots.map(\.moment.elapsed)
        let gaps = zip(moments, moments.dropFirst()).map { $1 - $0 }.filter { $0 > 5 * Self.second }
        #expect(gaps.count == 1 && gaps[0] >= 600 * Self.second && gaps[0] < 700 * Self.second)
        let past = try RecordReader(folder("record")).past()
        let entries = past.series[.registry]
        let middle = entries.columns(from: 200 * Self.second, width: 100 * Self.second, count: 3)
        #expect(middle.allSatisfy { $0 == nil })
    }
}
