internal import ArgumentParser
internal import CursesTerminal
internal import Soak
internal import Threading

/// `phantop attach`: the dashboard of a run that goes on elsewhere.
struct AttachCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "attach", abstract: "Show the dashboard of a run that goes on elsewhere.",
        discussion: """
            d leaves it running, q asks whether to stop it. The exit code is that of the run if it ended meanwhile, \
            and 5 if its process was killed.
            """)

    @Argument(
        help: "Name of the session, as phantop sessions lists it. Left out: the only one there is.",
        completion: .custom { _, _, _ in SessionFolder.usualNames })
    var session: String?

    @OptionGroup(title: "Screen options") var screen: ScreenOptions

    func run() throws {
        let attention = StopSignal()
        let themes = try ThemeChoice(screen)
        let link = try Viewer.link(to: session, isReadOnly: screen.readOnly, attention: attention)
        let setup = ScreenSetup(screen, themes: themes, attention: attention)
        do throws(TerminalError) {
            try AttachedScreen(link: link, setup: setup).run()
        } catch {
            throw Failure(reason: "\(error.description); phantop sessions tells in a line how it is going")
        }
    }
}

extension AttachCommand: Configured {
    static let known = ScreenOptions.known

    var config: String? { screen.config }
}
