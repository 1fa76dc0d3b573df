internal import ArgumentParser
internal import CursesTerminal
internal import Dashboard
internal import LeakAnalysis
internal import Telemetry
internal import TerminalUI

/// The options of everything that shows the dashboard.
struct ScreenOptions: ParsableArguments {
    /// The glyphs to draw with, or whatever suits locale and terminal.
    enum Glyphs: String, CaseIterable, ExpressibleByArgument { case auto, braille, block, ascii }

    @Option(help: ArgumentHelp("Theme by name, a TOML file, or a theme for btop.", valueName: "name|path"))
    var theme: String?

    @Option(
        help: "Characters of the graphs: braille, block, ascii, or auto, what locale and terminal can do.")
    var glyphs = Glyphs.auto

    @Flag(inversion: .prefixedNo, exclusivity: .chooseLast, help: "Answer clicks and the wheel.")
    var mouse = true

    @Flag(
        inversion: .prefixedNo, exclusivity: .chooseLast,
        help: "Graphs step by an eighth of their width, which costs fewest bytes, instead of scrolling.")
    var stepping = true

    @Flag(
        inversion: .prefixedNo, exclusivity: .chooseLast,
        help: "Only watch: no key asks anything of the run, but q of its own terminal its end.")
    var readOnly = false

    @Option(
        help: ArgumentHelp(
            "Mark a metric beyond a value, as often as wanted: registry, phantoms or threads as a number, heap as"
                + " bytes of growth like 50MB.", valueName: "metric=value"),
        transform: ThresholdOption.init)
    var threshold: [ThresholdOption] = []

    @Flag(
        inversion: .prefixedNo, exclusivity: .chooseLast,
        help: "Ring the bell when a threshold is exceeded, every 30 s at most.")
    var bell = false

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Growth in bytes per step that is no leak. (default: 64)", valueName: "bytes"),
        transform: OptionValue.number("bytes per step, as in 64 or 0.5"))
    var tolerance: Double?

    @Option(
        help: ArgumentHelp(
            "Configuration file. (default: $XDG_CONFIG_HOME/phantop/config.toml)", valueName: "path"))
    var config: String?

    func validate() throws {
        guard tolerance.map(Tolerance.range.contains) ?? true else {
            throw ValidationError("--tolerance must be 0 bytes per step or more")
        }
        guard theme.map(ThemeChoice.isThere) ?? true else {
            throw ValidationError("--theme \(theme ?? ""): \(ThemeChoice.absence)")
        }
    }

    /// Growth that is no leak.
    var leakTolerance: Tolerance { tolerance.map { Tolerance(bytesPerStep: $0) } ?? Tolerance() }

    /// What is to be marked, by metric: of several the last one counts.
    var thresholds: [String: Double] {
        Dictionary(threshold.map { ($0.metric, $0.value) }, uniquingKeysWith: { $1 })
    }

    /// Takes over what is no leak of the run, unless something else was typed here.
    /// - Parameters:
    ///   - tolerance: in bytes per step; nil where nobody has said so.
    ///   - typed: the command line, without what the configuration file adds.
    func adopt(tolerance: Double?, in configuration: inout Configuration, typed: [String]) {
        guard let tolerance, !ConfiguredChanges.isTyped("tolerance", in: typed) else { return }
        configuration.habits.tolerance = Tolerance(bytesPerStep: tolerance)
    }

    /// Takes over what the run wants marked, unless something else was typed here.
    /// - Parameter typed: the command line, without what the configuration file adds.
    func adopt(_ thresholds: [String: Double], in configuration: inout Configuration, typed: [String]) {
        let option = "--threshold"
        let values = zip(typed, typed.dropFirst() + [""]).compactMap { word, next in
            word == option
                ? next : word.hasPrefix(option + "=") ? String(word.dropFirst(option.count + 1)) : nil
        }
        let metrics = values.compactMap { $0.split(separator: "=").first.map(String.init) }
        for (metric, value) in thresholds where !metrics.contains(metric) {
            // A newer version may have metrics that are not known here.
            _ = configuration.habits.thresholds.set(metric, to: value)
        }
    }

    /// Hands everything to a dashboard that knows its themes already.
    /// - Parameter typed: the command line, without what the configuration file adds.
    func apply(
        to configuration: inout Configuration, in environment: TerminalEnvironment, typed: [String]
    ) {
        configuration.isUnicode = GlyphSet.isUnicode(codeset: environment.codeset)
        configuration.glyphs = environment.glyphs
        configuration.isReadOnlyFixed = readOnly && typed.contains("--read-only")
        configuration.habits.glyphs = GlyphSet(rawValue: glyphs.rawValue)
        configuration.habits.usesMouse = mouse
        configuration.habits.isStepping = stepping
        configuration.habits.isReadOnly = readOnly
        configuration.habits.rings = bell
        configuration.habits.tolerance = leakTolerance
        for (metric, value) in thresholds { _ = configuration.habits.thresholds.set(metric, to: value) }
    }
}
