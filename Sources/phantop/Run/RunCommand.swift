internal import ArgumentParser
internal import CLinux
internal import CursesTerminal
internal import Foundation
internal import History
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
    /// What a configuration file has changed, in one line; nil for nothing.
    private var changes: String?

    private enum CodingKeys: CodingKey { case options }

    mutating func take(changes: String?) { self.changes = changes }

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
        // Before there is any thread: what can leave its terminal needs somebody who stays there.
        if !options.headless { clinux_stand_guard() }
        let clock = SessionClock()
        let themes = try ThemeChoice(options.screen)
        let sessionOptions = try checkedOptions()
        let metrics = try options.metrics.map { try MetricsEndpoint($0) }
        let record = try options.record.place(
            workload: sessionOptions.workload.name, tolerance: options.screen.tolerance)
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
        let attention = StopSignal()
        let session = Session(sessionOptions, clock: clock, attention: attention)
        let run = Run(
            session: session, attention: attention,
            hosting: try Hosting(
                session, name: options.name, isNeeded: options.detach,
                screen: options.screen, attention: attention),
            measurement: Measurement(
                session: session, memoryLimit: options.memoryLimit?.bytes,
                tolerance: options.screen.leakTolerance, outlets: outlets))
        do {
            try begin(run, themes)
        } catch {
            // Nothing has run that anybody could attach to.
            _ = run.hosting.conclude(.badInput, "")
            throw error
        }
    }

    private func begin(_ run: Run, _ themes: ThemeChoice) throws -> Never {
        guard !options.headless, !options.detach else {
            let terminal = ProcessInfo.processInfo.environment["TERM"]
            try runHeadless(run, isPlain: terminal == "dumb")
        }
        do throws(TerminalError) {
            let setup = ScreenSetup(options.screen, themes: themes, attention: run.attention)
            try Screen(
                session: run.session, hosting: run.hosting, measurement: run.measurement, gate: options.gate,
                setup: setup, changes: changes
            ).run()
        } catch {
            guard error.leavesLines else {
                throw Failure(reason: "\(error.description); --headless runs without a screen")
            }
            StandardError.complain(
                "\(error.description): no screen, but a line every 10 s and the result at the end;"
                    + " Ctrl-C ends it")
        }
        try runHeadless(run, isPlain: true)
    }

    /// A run that is ready to begin.
    private struct Run {
        let session: Session
        let attention: StopSignal
        let hosting: Hosting
        let measurement: Measurement
    }

    private func runHeadless(_ run: Run, isPlain: Bool) throws -> Never {
        if let changes { StandardError.complain(changes) }
        if let metrics = run.measurement.outlets.metrics {
            StandardError.complain("metrics at \(metrics.link)")
        }
        let farewell = options.detach ? Farewell(run.hosting.name) : nil
        var headless = Headless(
            session: run.session, hosting: run.hosting, measurement: run.measurement, gate: options.gate,
            output: try output(farewell), isPlain: isPlain, attention: run.attention,
            leaks: LeakWatch(tolerance: options.screen.leakTolerance),
            logLevel: options.logLevel ?? (options.detach ? nil : .warning))
        if let farewell {
            headless.whenRunning = background(run, farewell)
            headless.placeOfResult = options.report ?? farewell.path
        }
        headless.run()
    }

    /// Where the result goes: without a name, that of a run in the background goes with its last words.
    private func output(_ farewell: Farewell?) throws -> ReportOutput {
        if let farewell, options.report == nil { return ReportOutput(table: farewell) }
        return try ReportOutput(report: options.report)
    }

    /// Sends a run that has begun well into the background.
    private func background(_ run: Run, _ farewell: Farewell) -> () -> Void {
        {
            StandardError.write(run.hosting.invitation)
            if farewell.path == nil { StandardError.complain(Farewell.warning) }
            let capture = OutputCapture(into: run.session)
            capture.leaveTerminal(for: farewell)
            clinux_close_input()
            clinux_leave_terminal()
            clinux_ignore_hang_ups()
            clinux_release_guard(0)
        }
    }

    /// Checks everything that can be checked before Python is up.
    private func checkedOptions() throws -> SessionOptions {
        do throws(WorkloadError) {
            var interpreter = InterpreterConfiguration()
            if let python = options.python {
                interpreter.executable = try PythonEnvironment(python).executable
            }
            let sessionOptions = try options.sessionOptions(interpreter: interpreter)
            try sessionOptions.workload.check()
            return sessionOptions
        } catch {
            throw Failure(reason: error.summary)
        }
    }
}
