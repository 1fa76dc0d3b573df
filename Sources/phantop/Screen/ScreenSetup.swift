internal import CLinux
internal import CursesTerminal
internal import Dashboard
internal import TerminalUI
internal import Threading

/// What every screen needs before it can show anything, whatever it shows.
struct ScreenSetup {
    let options: ScreenOptions
    let themes: ThemeChoice
    /// Raised by signals and by whatever is to be shown.
    let attention: StopSignal
    let environment: TerminalEnvironment

    /// Takes the locale and the terminal's nature from the environment.
    init(_ options: ScreenOptions, themes: ThemeChoice, attention: StopSignal) {
        clinux_use_locale()
        clinux_crash_save_modes(0)
        self.options = options
        self.themes = themes
        self.attention = attention
        environment = TerminalEnvironment.ofProcess()
    }

    /// Turns the screen on.
    /// - Throws: when there is no terminal, or none that a screen can be drawn on.
    func open() throws(TerminalError) -> CursesTerminal {
        try CursesTerminal(environment: environment, attention: attention.descriptor, jobs: jobControl)
    }

    /// From now on a crash puts the terminal back, and signals wake whoever waits for attention.
    func catchSignals(_ terminal: CursesTerminal, report: Int32) {
        clinux_crash_install(report)
        let restoration = terminal.crashRestoration()
        for (index, byte) in restoration.bytes.enumerated() { clinux_crash_restore_byte(Int32(index), byte) }
        clinux_crash_arm(restoration.descriptor, Int32(restoration.bytes.count))
        attention.catchSignals()
        clinux_catch_stops()
    }

    /// Puts the terminal back.
    func close(_ terminal: CursesTerminal) {
        clinux_crash_arm(-1, 0)
        terminal.restore()
    }

    /// What the dashboard is told.
    func configuration(of terminal: CursesTerminal, workload: String, source: Source) -> Configuration {
        var configuration = Configuration(
            workload: workload, themes: themes.themes, theme: themes.first, glyphs: environment.glyphs)
        configuration.source = source
        configuration.utcOffset = { clinux_utc_offset($0) }
        configuration.themeChoices = themes.choices
        configuration.remark = terminal.remark
        options.apply(to: &configuration, in: environment, typed: CommandLine.arguments)
        return configuration
    }

    private var jobControl: JobControl {
        JobControl(
            takeStop: { clinux_take_stop() != 0 }, takeContinue: { clinux_take_continue() != 0 },
            stop: { clinux_stop($0 ? 1 : 0) })
    }
}
