internal import ArgumentParser
internal import CursesTerminal
internal import Soak
internal import Threading

/// `phantop replay`: the dashboard of a run that was recorded.
struct ReplayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay", abstract: "Show the dashboard of a run that was recorded.",
        discussion: """
            It opens at the end, and follows a record that is still being written. The space bar plays and pauses, \
            + and - change the speed, [ and ] go from event to event, Home and End to either end.
            """)

    @Argument(
        help: "The record, or its name as phantop records lists it. Left out: the newest of those.",
        completion: .file())
    var file: String?

    @OptionGroup(title: "Screen options") var screen: ScreenOptions

    func run() throws {
        let attention = StopSignal()
        let themes = try ThemeChoice(screen)
        let path = try RecordChoice.path(file)
        let reader: RecordReader
        do throws(RecordError) {
            reader = try RecordReader(path)
        } catch {
            throw Failure(reason: error.summary)
        }
        let setup = ScreenSetup(screen, themes: themes, attention: attention)
        do throws(TerminalError) {
            try ReplayScreen(reader: reader, setup: setup).run()
        } catch {
            throw Failure(reason: "\(error.description); phantop compare shows records without a screen")
        }
    }
}

extension ReplayCommand: Configured {
    static let known = ScreenOptions.known

    var config: String? { screen.config }
}
