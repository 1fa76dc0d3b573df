internal import ArgumentParser
internal import Foundation
internal import PlanEngine
internal import Threading

/// `phantop compare`: the same workload under every fix, alone and together, each in a process of its own.
struct CompareCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare", abstract: "Run a workload under every fix, alone and together, and compare.")

    @Argument(help: "A Python file, or scenario:NAME.")
    var workload = "scenario:churn"

    @Option(help: "Plans to run in each row.")
    var plans = 50

    @Option(help: "Instances of each step class in a plan.")
    var steps = 50

    @Option(help: ArgumentHelp("Interpreter of a virtual environment to use.", valueName: "path"))
    var python: String?

    @Flag(help: "An array of rows as JSON instead of the table.")
    var json = false

    func validate() throws {
        if plans < 1 || steps < 1 { throw ValidationError("--plans and --steps must be 1 or more") }
    }

    func run() throws {
        var rows: [Comparison.Row] = []
        for (index, variant) in Variant.all.enumerated() {
            progress("\(index + 1) of \(Variant.all.count): \(variant.name)")
            rows.append(Comparison.Row(variant: variant, report: try report(of: variant)))
        }
        progress("")
        print(try json ? Comparison(rows).json : Comparison(rows).text, terminator: "")
        let failed = rows.filter(\.report.hasFailures).map(\.variant.name)
        guard failed.isEmpty else {
            throw Failure(
                reason: "plans ended with the verdict Error or Fail in: \(failed.joined(separator: ", "))",
                code: .failedPlans)
        }
    }

    /// Runs one row in a process of its own, so that one cannot colour the next.
    private func report(of variant: Variant) throws -> RunReport {
        let process = Process()
        let (output, errors) = (Pipe(), Pipe())
        process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments =
            [
                "run", workload, "--headless", "--report", "-", "--config", "/dev/null", "--no-record",
                "--plans",
                "\(plans)", "--steps", "\(steps)",
            ]
            + (python.map { ["--python", $0] } ?? []) + Variant.pace(plans: plans) + variant.options
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
            let reason = complaints.lastLine ?? "ended with code \(process.terminationStatus)"
            throw Failure(reason: "compare, row '\(variant.name)': \(reason)")
        }
        return report
    }

    private func progress(_ text: String) {
        guard isatty(2) == 1 else { return }
        StandardError.write("\r\u{1B}[K\(text)")
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
