internal import CLinux
internal import CursesTerminal
internal import Dashboard
internal import Soak
internal import Telemetry
internal import Threading

/// The dashboard of a run in another process.
struct AttachedScreen {
    /// Nanoseconds for a run that has ended to say how.
    private static let patience: Int64 = 20_000_000_000

    let link: SessionLink
    let setup: ScreenSetup

    /// Shows the dashboard until somebody leaves, and ends the process.
    /// - Throws: when there is no terminal, or none that a screen can be drawn on.
    func run() throws(TerminalError) -> Never {
        let terminal = try setup.open()
        setup.catchSignals(terminal, report: clinux_duplicate(2))
        var loop = loop(on: terminal)
        let ending = loop.run()
        setup.close(terminal)
        conclude(ending)
    }

    private func loop(on terminal: CursesTerminal) -> EventLoop<CursesTerminal> {
        let clock = SessionClock(origin: link.summary.origin)
        let errands = Errands(file: ConfigurationFile(setup.options.config))
        var configuration = setup.configuration(
            of: terminal, workload: link.summary.workload, source: .attached)
        let (summary, typed) = (link.summary, CommandLine.arguments)
        setup.options.adopt(summary.thresholds, in: &configuration, typed: typed)
        setup.options.adopt(tolerance: summary.tolerance, in: &configuration, typed: typed)
        return EventLoop(
            terminal: terminal, dashboard: Dashboard(configuration),
            snapshots: link.snapshots, events: link.events, clock: { clock.now },
            interrupted: {
                let signal = clinux_caught_signal()
                return signal == 0 ? nil : signal
            },
            acknowledge: { setup.attention.wait(nanoseconds: 0) }, recall: { link.takePast() },
            hasEnded: { link.end != nil || link.isLost },
            perform: { link.perform($0) }, serve: { errands.serve($0, $1) })
    }

    private func conclude(_ ending: Ending) -> Never {
        switch ending {
        case .interrupted(let signal): ExitReason.signal(signal).leave()
        case .closed: ExitReason.signal(1).leave()
        case .detached:
            // It may have just ended, or be gone without anybody knowing yet.
            if link.isBroken { _ = link.waitForEnd(nanoseconds: Self.patience) }
            if link.end != nil || link.isLost { Viewer.tellEnd(of: link) }
            link.leave()
            StandardOutput.write(Hosting.invitation(to: link.summary.name))
            ExitReason.done.leave()
        case .quit, .abandoned:
            _ = link.waitForEnd(nanoseconds: Self.patience)
            Viewer.tellEnd(of: link)
        }
    }
}
