internal import ArgumentParser
internal import Foundation
internal import PlanEngine
internal import Soak
internal import Threading

/// `phantop compare`: the same workload under every fix, alone and together, each in a process of its own; or runs that
/// have been recorded.
struct CompareCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "Compare every fix on a workload, alone and together; or runs that were recorded.",
        discussion: "With the names of two records or more, nothing is run: their figures stand side by side."
    )

    @Argument(
        help: ArgumentHelp(
            "A Python file, or scenario:NAME (default: scenario:churn); or records.",
            valueName: "workload|record"))
    var inputs: [String] = []

    @Option(
        help: "Plans to run in each row. (default: 50)",
        transform: OptionValue.whole("a whole number, as in 50"))
    var plans: Int?

    @Option(
        help: "Instances of each step class in a plan. (default: 50)",
        transform: OptionValue.whole("a whole number, as in 50"))
    var steps: Int?

    @Option(help: ArgumentHelp("Interpreter of a virtual environment to use.", valueName: "path"))
    var python: String?

    @Flag(help: "An array of rows as JSON instead of the table.")
    var json = false

    func validate() throws {
        if plans ?? 1 < 1 || steps ?? 1 < 1 {
            throw ValidationError("--plans and --steps must be 1 or more")
        }
    }

    func run() throws {
        let inputs = inputs.map(RecordChoice.path(of:))
        // One alone may be a workload, which says so itself.
        if inputs.count > 1 { try RecordComparison.check(inputs) }
        let records = inputs.filter(RecordReader.isDatabase)
        if records.isEmpty { return try compareFixes(on: try workload) }
        if let other = inputs.first(where: { !records.contains($0) }) {
            guard FileManager.default.fileExists(atPath: other) else {
                throw Failure(reason: "\(other): no such file, and no record of that name")
            }
            throw Failure(
                reason:
                    "\(records[0]) is a record and \(other) is none; compare records, or name one workload")
        }
        guard records.count > 1 else {
            throw Failure(reason: "\(records[0]) is a record; name another one to compare it with")
        }
        guard plans == nil, steps == nil, python == nil else {
            throw Failure(reason: "--plans, --steps and --python go with a workload; records are only read")
        }
        let comparison = try RecordComparison(records)
        if json { return StandardOutput.write(try comparison.json) }
        StandardOutput.write(comparison.text)
    }

    private var workload: String {
        get throws {
            guard inputs.count < 2 else {
                let other = inputs.first { !RecordReader.isDatabase(RecordChoice.path(of: $0)) } ?? inputs[1]
                let isThere = FileManager.default.fileExists(atPath: other)
                throw Failure(
                    reason: "compare takes one workload, or records; \(other)"
                        + (isThere ? " is no record" : ": no such file"))
            }
            return inputs.first ?? "scenario:churn"
        }
    }

    private func compareFixes(on workload: String) throws {
        do throws(WorkloadError) {
            try WorkloadSource(workload).check()
        } catch {
            throw Failure(reason: error.summary)
        }
        var rows: [Comparison.Row] = []
        for (index, variant) in Variant.all.enumerated() {
            progress("\(index + 1) of \(Variant.all.count): \(variant.name)")
            rows.append(Comparison.Row(variant: variant, report: try report(of: variant, on: workload)))
        }
        progress("")
        if json {
            StandardOutput.write(try Comparison(rows).json)
        } else {
            StandardOutput.write(Comparison(rows).text)
        }
        let failed = rows.filter(\.report.hasFailures).map(\.variant.name)
        guard failed.isEmpty else {
            throw Failure(
                reason: "plans ended with the verdict Error or Fail in: \(failed.joined(separator: ", "))",
                code: .failedPlans)
        }
    }

    /// Runs one row in a process of its own, so that one cannot colour the next.
    private func report(of variant: Variant, on workload: String) throws -> RunReport {
        let process = Process()
        let (output, errors) = (Pipe(), Pipe())
        process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments =
            [
                "run", workload, "--headless", "--report", "-", "--config", "/dev/null", "--no-record",
                "--plans", "\(plans ?? 50)", "--steps", "\(steps ?? 50)",
            ]
            + (python.map { ["--python", $0] } ?? []) + Variant.pace(plans: plans ?? 50) + variant.options
        process.standardOutput = output
        process.standardError = errors
        process.standardInput = FileHandle.nullDevice
        try process.run()
        // Both pipes are read, so that neither can fill up and stop the child.
        let complaints = Complaints(errors.fileHandleForReading)
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationReason == .exit, [0, 1].contains(process.terminationStatus),
            // What it wrote to standard error says why there is none.
            let report = try? JSONDecoder().decode(RunReport.self, from: data)
        else {
            progress("")
            let name = "phantop: "
            let reason =
                complaints.lastLine.map { $0.hasPrefix(name) ? String($0.dropFirst(name.count)) : $0 }
                ?? "ended with code \(process.terminationStatus)"
            throw Failure(reason: "compare, row '\(variant.name)': \(reason)")
        }
        return report
    }

    private func progress(_ text: String) {
        guard isatty(2) == 1 else { return }
        StandardError.rewrite(text)
    }
}

/// What a child process writes to standard error, read as it comes; the end of it is kept.
private final class Complaints: Sendable {
    private let tail = Locked("")
    private let ended = StopSignal()

    init(_ handle: FileHandle) {
        let descriptor = handle.fileDescriptor
        _ = DedicatedThread(name: "complaints", stackBytes: 512 << 10) { [self] in
            let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: false)
            while case let data = handle.availableData, !data.isEmpty {
                tail.withLock { $0 = String(($0 + String(decoding: data, as: UTF8.self)).suffix(4000)) }
            }
            ended.raise()
        }
    }

    /// The last line; waits until the child has closed its end.
    var lastLine: String? {
        ended.wait(nanoseconds: nil)
        return tail.withLock { $0 }.split(separator: "\n").last.map(String.init)
    }
}
