internal import ArgumentParser
internal import CursesTerminal
internal import Foundation
internal import PlanEngine
internal import PythonBridge
internal import Soak
internal import Telemetry
internal import Threading

/// `phantop run`: the dashboard, or without a screen the report.
struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Run a workload and watch what it leaves behind (the default).")

    @OptionGroup var options: RunOptions

    func run() throws {
        if options.listThemes {
            print(ThemeChoice.names.joined(separator: "\n"))
            return
        }
        if options.listScenarios {
            let width = Scenario.all.map(\.name.count).max() ?? 0
            for scenario in Scenario.all {
                print(
                    scenario.name + String(repeating: " ", count: width + 2 - scenario.name.count)
                        + scenario.summary)
            }
            return
        }
        let clock = SessionClock()
        let themes = try ThemeChoice(
            options.screen.theme, background: ProcessInfo.processInfo.environment["COLORFGBG"])
        let sessionOptions = try checkedOptions()
        let metrics = try options.metrics.map { try MetricsEndpoint($0) }
        let record = try options.record.place(workload: sessionOptions.workload.name)
        let outlets = Outlets(record: record, metrics: metrics)
        do {
            try start(sessionOptions, clock, themes, outlets)
        } catch {
            // Nothing has run.
            record?.discard()
            throw error
        }
    }

    private func start(
        _ sessionOptions: SessionOptions, _ clock: SessionClock, _ themes: ThemeChoice,
        _ outlets: Outlets
    ) throws -> Never {
        guard !options.headless else {
            let terminal = ProcessInfo.processInfo.environment["TERM"]
            try runHeadless(sessionOptions, clock, outlets, isPlain: terminal == "dumb")
        }
        do throws(TerminalError) {
            try runOnScreen(sessionOptions, clock, themes, outlets)
        } catch {
            guard error.leavesLines else {
                throw Failure(reason: "\(error.description); --headless runs without a screen")
            }
            StandardError.write(
                "phantop: \(error.description): no screen, but a line every 10 s and the result at the end;"
                    + " Ctrl-C ends it\n")
        }
        try runHeadless(sessionOptions, clock, outlets, isPlain: true)
    }

    private func runOnScreen(
        _ sessionOptions: SessionOptions, _ clock: SessionClock, _ themes: ThemeChoice,
        _ outlets: Outlets
    ) throws(TerminalError) -> Never {
        let attention = StopSignal()
        let session = Session(sessionOptions, clock: clock, attention: attention)
        try Screen(
            session: session, measurement: measurement(of: session, outlets), options: options.screen,
            workload: sessionOptions.workload.name, themes: themes, attention: attention
        ).run()
    }

    private func runHeadless(
        _ sessionOptions: SessionOptions, _ clock: SessionClock, _ outlets: Outlets, isPlain: Bool
    ) throws -> Never {
        var sessionOptions = sessionOptions
        sessionOptions.staysUp = false
        let attention = StopSignal()
        let session = Session(sessionOptions, clock: clock, attention: attention)
        let output = try ReportOutput(report: options.report)
        if let metrics = outlets.metrics { StandardError.write("phantop: metrics at \(metrics.link)\n") }
        Headless(
            session: session, measurement: measurement(of: session, outlets),
            tolerance: options.screen.leakTolerance,
            logLevel: options.logLevel ?? .warning, gate: options.gate, output: output, isPlain: isPlain,
            attention: attention
        ).run()
    }

    private func measurement(of session: Session, _ outlets: Outlets) -> Measurement {
        Measurement(
            session: session, memoryLimit: options.memoryLimit?.bytes,
            tolerance: options.screen.leakTolerance,
            outlets: outlets)
    }

    /// Checks everything that can be checked before Python is up.
    private func checkedOptions() throws -> SessionOptions {
        do throws(WorkloadError) {
            var interpreter = InterpreterConfiguration()
            if let python = options.python {
                interpreter.executable = try PythonEnvironment(python).executable
            }
            let sessionOptions = try options.sessionOptions(interpreter: interpreter)
            if case .file(let path) = sessionOptions.workload { try check(path) }
            return sessionOptions
        } catch {
            throw Failure(reason: error.summary)
        }
    }

    private func check(_ path: String) throws(WorkloadError) {
        guard FileManager.default.fileExists(atPath: path) else {
            throw .unusable("\(path): no such file (a workload is a Python file, or scenario:NAME)")
        }
        // Only in a folder is there a place called ".".
        if FileManager.default.fileExists(atPath: path + "/.") {
            throw .unusable("\(path) is a folder; name the Python file in it")
        }
        guard FileManager.default.isReadableFile(atPath: path) else {
            throw .unusable("\(path): not readable")
        }
    }
}
