internal import CLinux
internal import CursesTerminal
internal import Dashboard
internal import History
internal import PlanEngine
internal import Telemetry
internal import Threading

/// A run with the dashboard on it.
struct Screen {
    /// Nanoseconds that Python has to stop when the screen is gone.
    private static let patience: Int64 = 5_000_000_000

    let session: Session
    let hosting: Hosting
    let measurement: Measurement
    let gate: GateOptions
    let setup: ScreenSetup
    /// What a configuration file has changed, in one line; nil for nothing.
    let changes: String?

    /// Shows the dashboard until somebody leaves, and ends the process.
    /// - Throws: when there is no terminal, or none that a screen can be drawn on.
    func run() throws(TerminalError) -> Never {
        let terminal = try setup.open()
        if let remark = terminal.remark { session.log(.warning, from: "phantop", remark) }
        if let changes { session.log(.info, from: "phantop", changes) }
        let capture = OutputCapture(into: session)
        clinux_close_input()
        setup.catchSignals(terminal, report: capture.error)
        let thread = SessionThread()
        let seen = show(on: terminal, thread)
        setup.close(terminal)
        if goesOn(after: seen.ending, thread) { goOn(capture, thread, seen) }
        capture.finish()
        let end = conclude(seen, thread)
        // Where Python did not stop, nobody has ended it.
        seen.observation.finish()
        _ = seen.observation.closeRecord()
        hosting.conclude(end.reason, end.text).leave()
    }

    /// What is left when the screen is gone.
    private struct Seen {
        let ending: Ending
        let leaks: LeakWatch
        let observation: Observation
    }

    private func show(on terminal: CursesTerminal, _ thread: SessionThread) -> Seen {
        var loop = loop(on: terminal, thread)
        measurement.takeFirst()
        loop.begin()
        let observation = measurement.begin()
        thread.start(session, observation, ended: setup.attention)
        let ending = loop.run()
        return Seen(ending: ending, leaks: loop.dashboard.leaks, observation: observation)
    }

    private func loop(
        on terminal: CursesTerminal, _ thread: SessionThread
    ) -> EventLoop<CursesTerminal> {
        var configuration = setup.configuration(
            of: terminal, workload: session.workload, source: hosting.isReachable ? .embedded : .unreachable)
        configuration.settings = session.settings
        configuration.remark = configuration.remark ?? changes
        let errands = Errands(file: ConfigurationFile(setup.options.config))
        return EventLoop(
            terminal: terminal, dashboard: Dashboard(configuration), snapshots: session.snapshots,
            events: session.events, clock: { [clock = session.clock] in clock.now },
            interrupted: { interruption(thread) },
            acknowledge: { setup.attention.wait(nanoseconds: 0) },
            perform: { session.perform($0) }, serve: { errands.serve($0, $1) })
    }

    /// A signal, or 0 when there is nothing left to be shown: both end the screen at once.
    private func interruption(_ thread: SessionThread) -> Int32? {
        clinux_keep_signals()
        let signal = clinux_caught_signal()
        if signal != 0 { return signal }
        return thread.outcome != nil || hosting.isAbandoned ? 0 : nil
    }

    // MARK: - Without the screen

    /// Whether the screen goes and the run does not.
    private func goesOn(after ending: Ending, _ thread: SessionThread) -> Bool {
        guard !session.isFinished, thread.outcome == nil, hosting.isReachable else { return false }
        return switch ending {
        case .detached, .closed, .interrupted(1): true
        default: false
        }
    }

    private func goOn(_ capture: OutputCapture, _ thread: SessionThread, _ seen: Seen) -> Never {
        let farewell = Farewell(hosting.name)
        let isBidden = seen.ending == .detached
        // A signal that somebody sent leaves a terminal that can be read.
        if seen.ending != .closed {
            capture.say(hosting.invitation)
            if farewell.path == nil { capture.say("phantop: \(Farewell.warning)\n") }
        }
        capture.leaveTerminal(for: farewell)
        clinux_leave_terminal()
        clinux_ignore_hang_ups()
        clinux_release_guard(isBidden ? 0 : ExitReason.signal(1).code)
        Headless(
            session: session, hosting: hosting, measurement: measurement, gate: gate,
            output: ReportOutput(table: farewell), isPlain: true, attention: setup.attention,
            leaks: seen.leaks
        ).goOn(thread, seen.observation)
    }

    // MARK: - The end

    private func conclude(_ seen: Seen, _ thread: SessionThread) -> (reason: ExitReason, text: String) {
        session.perform(.stop)
        let isLeft = seen.ending == .abandoned || hosting.isAbandoned
        let isOver = thread.join(nanoseconds: isLeft ? 0 : Self.patience)
        guard isOver, let outcome = thread.outcome else { return stuck() }
        switch (outcome, seen.ending) {
        case (.unusable(let reason), _):
            StandardError.complain(reason)
            return (.badInput, reason)
        case (.stuck, _): return stuck()
        case (.done(let report, let leftovers), let ending):
            let text = ReportTable(report, leftovers: leftovers, seen.leaks, nil).text
            // A terminal that goes away is a hang-up, whether or not the signal came too.
            if ending == .closed { return (.signal(1), text) }
            StandardOutput.write(text)
            if case .interrupted(let signal) = ending, signal != 0 { return (.signal(signal), text) }
            return (report.hasFailures ? .failedPlans : .done, text)
        }
    }

    private func stuck() -> (reason: ExitReason, text: String) {
        StandardError.write(Headless.stuckSentence(session))
        return (.stuck, Headless.stuckSentence(session))
    }
}
