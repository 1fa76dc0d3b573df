public import ArgumentParser
internal import PlanEngine
internal import PythonBridge
internal import Soak
internal import Telemetry

/// The options of `phantop run`, as typed.
struct RunOptions: ParsableArguments {
    @Argument(help: "A Python file, or scenario:NAME. Left out: scenario:churn at a pace to watch.")
    var workload: String?

    @Option(
        parsing: .unconditional, help: "Plans to run; 0 means until stopped. (default: 50)",
        transform: OptionValue.whole("a whole number, as in 50"))
    var plans: Int?

    @Option(
        parsing: .unconditional, help: "Instances of each step class in a plan. (default: 50)",
        transform: OptionValue.whole("a whole number, as in 50"))
    var steps: Int?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("No new plan begins after this many seconds.", valueName: "seconds"),
        transform: OptionValue.number("seconds, as in 90 or 0.5"))
    var duration: Double?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Plans begun in a second at most. (default: as fast as they go)", valueName: "plans"),
        transform: OptionValue.number("plans in a second, as in 5 or 0.2"))
    var rate: Double?

    @Option(help: "All switches at once: stock, sweep or prompt.")
    var preset = Preset.sweep

    @Option(help: "When registry entries leave: never, sweep or prompt.")
    var eviction: LifetimePolicy.Eviction?

    @Option(help: "What asks for sweeps: off, thread, or pool (the defect, for comparison).")
    var driver: Driver?

    @Option(help: "Who owns the wrappers of Python steps: registry or host.")
    var owner: LifetimePolicy.Owner?

    @Flag(
        inversion: .prefixedNo, exclusivity: .chooseLast,
        help: "Every cleanup also runs Python's own collector.")
    var collect = false

    @Flag(
        inversion: .prefixedNo, exclusivity: .chooseLast,
        help: "Every cleanup also gives free memory back to the system.")
    var trim = false

    @Flag(
        inversion: .prefixedNo, exclusivity: .chooseLast,
        help: "Sweep in one hold of the GIL instead of many short ones.")
    var inOneGo = false

    // For `phantop compare` alone.
    @Flag(help: .hidden)
    var literalGuard = false

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Seconds between two sweeps, 0.1 to 3600. (default: 30)", valueName: "seconds"),
        transform: OptionValue.number("seconds, as in 5 or 0.5"))
    var interval: Double?

    @Option(
        help: ArgumentHelp(
            "Memory at which the process is in trouble, like 512M or 2GiB. (default: its control group's limit, or what"
                + " the machine has)", valueName: "bytes"),
        transform: OptionValue.bytes("bytes, as in 512M, 2GiB or 800000000"))
    var memoryLimit: ByteCount?

    @Option(help: ArgumentHelp("Interpreter of a virtual environment to use.", valueName: "path"))
    var python: String?

    @OptionGroup(title: "Screen options") var screen: ScreenOptions

    @Flag(help: "List the built-in themes and leave.")
    var listThemes = false

    @Flag(help: "List the scenarios and leave.")
    var listScenarios = false

    @OptionGroup(title: "Record options") var record: RecordOptions

    @Flag(help: "Run without a screen; a table at the end.")
    var headless = false

    @Flag(help: "Run without a screen in the background; phantop attach shows it.")
    var detach = false

    @Option(
        help: ArgumentHelp(
            "What the session is called, for attach. (default: after the workload)", valueName: "name"))
    var name: String?

    @Option(
        help: ArgumentHelp(
            "Headless: write one JSON object there; - is standard output.", valueName: "file|-"))
    var report: String?

    @Option(
        help:
            "Headless: log lines from this level up go to standard error: debug, info, warning or error. (default: warning)"
    )
    var logLevel: LogLine.Level?

    @OptionGroup var gate: GateOptions

    @Option(
        help: ArgumentHelp(
            "Serve metrics for Prometheus there, on loopback unless an address is given; port 0 takes one that is free.",
            valueName: "[address:]port"), transform: MetricsOption.read)
    var metrics: MetricsOption?

    func validate() throws {
        func check(_ isValid: Bool, _ reason: String) throws {
            if !isValid { throw ValidationError(reason) }
        }
        try check(plans ?? 0 >= 0, "--plans must be 0 (until stopped) or more, not \(plans ?? 0)")
        try check(steps ?? 1 >= 1, "--steps must be 1 or more, not \(steps ?? 1)")
        try check(duration ?? 1 > 0, "--duration must be more than 0 seconds")
        try check(rate ?? 1 >= 0.0001, "--rate must be 0.0001 plans in a second or more")
        try check(
            interval.map(Settings.intervalRange.contains) ?? true,
            "--interval must be 0.1 to 3600 seconds, not \(interval ?? 0)")
        try check(report == nil || headless || detach, "--report goes with --headless or --detach")
        try check(!detach || report != "-", "--detach leaves standard output: name a file with --report")
        try check(!detach || !headless, "--detach is --headless in the background: give one of them")
        try check(gate.isEmpty || headless || detach, "--fail-on and --until go with --headless or --detach")
        try check(name.map(SessionFolder.isName) ?? true, SessionError.name(name ?? "").description)
    }

    /// Whether nothing was named to run: the built-in workload at a pace that a person can watch.
    private var isShow: Bool { workload == nil && !headless && !detach }

    private func settings(_ scenario: Scenario?) -> Settings {
        var settings = Settings(preset, interval: interval ?? scenario?.interval ?? 30)
        if let eviction { settings.set(.eviction(eviction.rawValue)) }
        if let driver = driver ?? scenario?.driver { settings.set(.driver(driver.rawValue)) }
        if let owner { settings.set(.owner(owner.rawValue)) }
        if collect { settings.set(.collects(true)) }
        if trim { settings.set(.trims(true)) }
        if inOneGo { settings.set(.inOneGo(true)) }
        return settings
    }

    /// What is to be run: as typed, or else as the scenario has it, or else as usual.
    func sessionOptions(interpreter: InterpreterConfiguration) throws(WorkloadError) -> SessionOptions {
        let source = try WorkloadSource(workload ?? "scenario:churn")
        var scenario: Scenario?
        if case .scenario(let named) = source { scenario = named }
        var settings = settings(scenario)
        if isShow, interval == nil { settings.interval = 5 }
        let isEndless = isShow || gate.until != nil
        let plans = plans ?? (isEndless ? 0 : scenario?.plans ?? 50)
        return SessionOptions(
            workload: source, plans: plans, steps: steps ?? scenario?.steps ?? 50,
            duration: duration ?? (plans == 0 ? gate.longest(interval: settings.interval) : nil),
            rate: rate ?? (isShow ? 5 : scenario?.rate), settings: settings,
            reach: literalGuard ? .literal : .unheld, interpreter: interpreter,
            staysUp: !headless && !detach)
    }
}

extension Preset: ExpressibleByArgument {}
extension Driver: ExpressibleByArgument {}
extension LifetimePolicy.Eviction: ExpressibleByArgument {}
extension LifetimePolicy.Owner: ExpressibleByArgument {}

extension LogLine.Level: ExpressibleByArgument {
    /// Reads `debug`, `info`, `warning` or `error`.
    public init?(argument: String) {
        guard let level = Self.allCases.first(where: { "\($0)" == argument }) else { return nil }
        self = level
    }

    /// What an error message lists.
    public static var allValueStrings: [String] { allCases.map { "\($0)" } }
}
