internal import CLinux
internal import CursesTerminal
internal import Dashboard
internal import PlanEngine
internal import Telemetry
internal import TerminalUI
internal import Threading

/// A run with the dashboard on it.
struct Screen {
    /// Nanoseconds that Python has to stop when the screen is gone.
    private static let patience: Int64 = 5_000_000_000

    let session: Session
    let measurement: Measurement
    let options: ScreenOptions
    let workload: String
    let themes: ThemeChoice
    /// Raised by signals, by every event and by the end of the session.
    let attention: StopSignal

    /// Shows the dashboard until somebody leaves, and ends the process.
    /// - Throws: when there is no terminal, or none that a screen can be drawn on.
    func run() throws(TerminalError) -> Never {
        clinux_use_locale()
        clinux_crash_save_modes(0)
        let environment = TerminalEnvironment.ofProcess()
        let terminal = try CursesTerminal(
            environment: environment, attention: attention.descriptor, jobs: jobControl)
        if let remark = terminal.remark { session.log(.warning, from: "phantop", remark) }
        let capture = OutputCapture(into: session)
        clinux_close_input()
        armCrashHandler(terminal, report: capture.error)
        clinux_catch_signals(attention.descriptor)
        clinux_catch_stops()
        let thread = SessionThread()
        var loop = loop(on: terminal, environment, thread)
        loop.begin()
        thread.start(session, ended: attention)
        let observation = measurement.begin()
        let ending = loop.run()
        clinux_crash_arm(-1, 0)
        terminal.restore()
        capture.finish()
        observation.finish()
        let reason = conclude(ending, thread)
        _ = observation.closeRecord()
        reason.leave()
    }

    private func loop(
        on terminal: CursesTerminal, _ environment: TerminalEnvironment, _ thread: SessionThread
    ) -> EventLoop<CursesTerminal> {
        var configuration = Configuration(
            workload: workload, settings: session.settings, themes: themes.themes, theme: themes.first,
            glyphs: environment.glyphs)
        configuration.utcOffset = { clinux_utc_offset($0) }
        configuration.themeChoices = themes.choices
        configuration.remark = terminal.remark
        options.apply(to: &configuration, in: environment, typed: CommandLine.arguments)
        let errands = Errands(file: ConfigurationFile(options.config))
        return EventLoop(
            terminal: terminal, dashboard: Dashboard(configuration), snapshots: session.snapshots,
            events: session.events, clock: { [clock = session.clock] in clock.now },
            interrupted: { interruption(thread) },
            acknowledge: { attention.wait(nanoseconds: 0) },
            perform: { session.perform($0) }, serve: { errands.serve($0, $1) })
    }

    private var jobControl: JobControl {
        JobControl(
            takeStop: { clinux_take_stop() != 0 }, takeContinue: { clinux_take_continue() != 0 },
            stop: { clinux_stop($0 ? 1 : 0) })
    }

    /// A signal, or 0 when the workload turned out to be unusable: both end the screen at once.
    private func interruption(_ thread: SessionThread) -> Int32? {
        clinux_keep_signals()
        let signal = clinux_caught_signal()
        if signal != 0 { return signal }
        if case .unusable = thread.outcome { return 0 }
        return nil
    }

    private func armCrashHandler(_ terminal: CursesTerminal, report: Int32) {
        clinux_crash_install(report)
        let restoration = terminal.crashRestoration()
        for (index, byte) in restoration.bytes.enumerated() { clinux_crash_restore_byte(Int32(index), byte) }
        clinux_crash_arm(restoration.descriptor, Int32(restoration.bytes.count))
    }

    private func conclude(_ ending: Ending, _ thread: SessionThread) -> ExitReason {
        session.perform(.stop)
        let isOver = thread.join(nanoseconds: ending == .abandoned ? 0 : Self.patience)
        guard isOver, let outcome = thread.outcome else { return stuck() }
        switch (outcome, ending) {
        case (.unusable(let reason), _):
            StandardError.write("phantop: \(reason)\n")
            return .badInput
        case (.stuck, _): return stuck()
        case (.done, .interrupted(let signal)) where signal != 0: return .signal(signal)
        // A terminal that goes away is a hang-up, whether or not the signal came too.
        case (.done, .closed): return .signal(1)
        case (.done(let report, let leftovers), _):
            if !leftovers.isEmpty { print(Leftovers.sentence(leftovers)) }
            return report.hasFailures ? .failedPlans : .done
        }
    }

    private func stuck() -> ExitReason {
        StandardError.write(Headless.stuckSentence(session))
        return .stuck
    }
}
