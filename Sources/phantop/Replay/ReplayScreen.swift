internal import CLinux
internal import CursesTerminal
internal import Dashboard
internal import History
internal import Soak
internal import Threading

/// The dashboard of a recorded run.
struct ReplayScreen {
    let reader: RecordReader
    let setup: ScreenSetup

    /// Shows the dashboard until somebody leaves, and ends the process.
    /// - Throws: when there is no terminal, or none that a screen can be drawn on.
    func run() throws(TerminalError) -> Never {
        let terminal = try setup.open()
        setup.catchSignals(terminal, report: clinux_duplicate(2))
        let player: Player
        do throws(RecordError) {
            player = try Player(reader, time: { Uptime.nanoseconds })
        } catch {
            setup.close(terminal)
            StandardError.complain(error.summary)
            ExitReason.badInput.leave()
        }
        var loop = loop(on: terminal, player)
        let ending = loop.run()
        setup.close(terminal)
        conclude(ending).leave()
    }

    private func loop(on terminal: CursesTerminal, _ player: Player) -> EventLoop<CursesTerminal> {
        let errands = Errands(file: ConfigurationFile(setup.options.config))
        var configuration = setup.configuration(
            of: terminal, workload: reader.facts[.workload] ?? "", source: .replayed)
        setup.options.adopt(
            tolerance: reader.facts.tolerance, in: &configuration, typed: CommandLine.arguments)
        return EventLoop(
            terminal: terminal, dashboard: Dashboard(configuration), snapshots: player.snapshots,
            events: player.events, clock: { player.moment },
            interrupted: {
                let signal = clinux_caught_signal()
                return signal == 0 ? nil : signal
            },
            acknowledge: { advance(player) }, recall: { player.takePast() },
            playback: { player.playback }, perform: { _ in },
            serve: { errand, picture in
                guard case .play(let request) = errand else { return errands.serve(errand, picture) }
                player.perform(request)
                return Errand.Answer("", isDone: true)
            })
    }

    /// Lets the record go on; what is not read at once is read as soon as keys have been answered.
    private func advance(_ player: Player) {
        setup.attention.wait(nanoseconds: 0)
        player.advance()
        if player.playback.progress != nil { setup.attention.raise() }
    }

    private func conclude(_ ending: Ending) -> ExitReason {
        switch ending {
        case .interrupted(let signal): .signal(signal)
        case .closed: .signal(1)
        case .quit, .abandoned, .detached: .done
        }
    }
}
