internal import Foundation

/// What a record costs a run that does nothing but trivial steps, as fast as they go.
///
/// Each run is a process of its own, with a record and without, in turn; what counts is the ratio of two neighbours.
struct RecordRow {
    private static let pairs = 31

    let plans: Int

    /// What is read of a report.
    private struct Report: Decodable {
        let stepInstances: Int
        let durationSeconds: Double
    }

    func measure() throws -> [Finding] {
        let folder = try ScreenFolder()
        var (recorded, alone, losses): ([Double], [Double], [Double]) = ([], [], [])
        for pair in 0..<Self.pairs {
            let file = folder.path("\(pair).record")
            let record = ["--record", file]
            // Each goes first as often as the other.
            let isFirst = pair % 2 == 0
            let one = try nanoseconds(isFirst ? record : ["--no-record"], folder)
            let two = try nanoseconds(isFirst ? ["--no-record"] : record, folder)
            let (with, without) = isFirst ? (one, two) : (two, one)
            recorded.append(with)
            alone.append(without)
            losses.append((1 - without / with) * 100)
            try FileManager.default.removeItem(atPath: file)
        }
        func loss(_ share: Double) -> Double { Stopwatch.quantile(share, of: losses) }
        return [
            Finding(
                measure: "a step of churn, recorded", ours: Stopwatch.quantile(0.5, of: recorded),
                unit: .nanoseconds, rival: "no record", theirs: Stopwatch.quantile(0.5, of: alone)),
            Finding(
                measure: "fewer steps with a record, median of \(Self.pairs) pairs", ours: loss(0.5),
                unit: .percent, target: .limit(1)),
            Finding(
                measure: "… the quarter of pairs with the fewest, from", ours: loss(0.25), unit: .percent),
            Finding(measure: "… and with the most, from", ours: loss(0.75), unit: .percent),
        ]
    }

    /// Nanoseconds for a step.
    private func nanoseconds(_ record: [String], _ folder: ScreenFolder) throws -> Double {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: Program.phantop)
        process.arguments =
            [
                "run", "scenario:churn", "--headless", "--report", "-", "--plans", "\(plans)", "--interval",
                "1",
            ]
            + record
        process.environment = ProcessInfo.processInfo.environment.merging(folder.environment) { $1 }
        (process.standardOutput, process.standardError) = (output, FileHandle.nullDevice)
        try process.run()
        let answer = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        let report = try JSONDecoder().decode(Report.self, from: answer)
        return report.durationSeconds / Double(report.stepInstances) * 1e9
    }
}
