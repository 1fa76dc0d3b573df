internal import Foundation

/// What it costs a run under a steady load that others look at it from elsewhere, or have stopped looking.
struct ViewersRow {
    private static let rounds = 5
    private static let viewers = 3
    private static let name = "watched"
    /// Nanoseconds over which processor time is counted.
    private static let span: Int64 = 10_000_000_000
    /// Nanoseconds after which what came with a change is over.
    private static let rest: Int64 = 2_000_000_000

    /// Who looks while it is measured.
    private enum Watching: String, CaseIterable { case nobody, attached, stopped }

    func measure() throws -> [Finding] {
        let folder = try ScreenFolder()
        let terminal = try Terminal()
        let run = try terminal.start(
            [
                Program.phantop, "run", "scenario:churn", "--headless", "--plans", "0", "--rate", "20",
                "--interval", "1", "--no-record", "--name", Self.name,
            ], folder.environment)
        defer { run.end() }
        _ = Stopwatch.sleep(Self.rest)
        var shares: [Watching: [Double]] = [:]
        for round in 0..<Self.rounds {
            // Only who is attached can be stopped; the rest goes first as often as last.
            if round % 2 == 0 { shares[.nobody, default: []].append(share(of: run)) }
            let viewers = try (0..<Self.viewers).map { _ in try attached(folder) }
            shares[.attached, default: []].append(share(of: run))
            for viewer in viewers { kill(viewer.program.worker, SIGSTOP) }
            shares[.stopped, default: []].append(share(of: run))
            for viewer in viewers { viewer.program.end() }
            if round % 2 != 0 { shares[.nobody, default: []].append(share(of: run)) }
        }
        let medians = shares.mapValues { Stopwatch.quantile(0.5, of: $0) }
        let alone = medians[.nobody] ?? .nan
        return [
            Finding(measure: "a run of 20 plans a second, of a core, alone", ours: alone, unit: .percent),
            Finding(
                measure: "… what three viewers add", ours: (medians[.attached] ?? .nan) - alone,
                unit: .percent,
                target: .limit(1)),
            Finding(
                measure: "… what three stopped viewers add", ours: (medians[.stopped] ?? .nan) - alone,
                unit: .percent, target: .limit(1)),
            Finding(
                measure: "… between the quarters of what it takes alone",
                ours: Stopwatch.quantile(0.75, of: shares[.nobody] ?? [])
                    - Stopwatch.quantile(0.25, of: shares[.nobody] ?? []), unit: .percent),
        ]
    }

    /// A viewer on a terminal of its own, who has seen something.
    private func attached(_ folder: ScreenFolder) throws -> (terminal: Terminal, program: Program) {
        let terminal = try Terminal()
        let program = try terminal.start([Program.phantop, "attach", Self.name], folder.environment)
        _ = try terminal.time(of: "an attached screen", { $0.contains("RSS") })
        return (terminal, program)
    }

    /// Percent of a core that the run takes.
    private func share(of run: Program) -> Double {
        _ = Stopwatch.sleep(Self.rest)
        let (before, begin) = (run.processorTime, Stopwatch.wall)
        _ = Stopwatch.sleep(Self.span)
        return (run.processorTime - before) / (Double(Stopwatch.wall - begin) / 1e9) * 100
    }
}
