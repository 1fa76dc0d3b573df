internal import ArgumentParser
internal import PythonBridge

/// Measures PythonBridge and PlanEngine against other bindings, against the notes' algorithm, and against their targets.
@main
struct Benchmarks: ParsableCommand {
    /// What can be measured.
    enum Row: String, CaseIterable, ExpressibleByArgument {
        /// Instances of Python subclasses, made and dropped.
        case life
        /// Calls in both directions, and attributes.
        case call
        /// A sweep that finds nothing to do.
        case scan
        /// What a sweep allocates.
        case memory
        /// For how long a sweep stops Python.
        case pause
        /// How soon a sweep begins.
        case request
        /// The same from a key on.
        case key
        /// What the heap has more after very many steps.
        case growth
        /// What watching costs.
        case cost
        /// What is remembered of a month.
        case month
        /// The screen beside those of others.
        case screen
        /// What a record costs.
        case record
        /// What viewers cost.
        case viewers

        /// Those that need a process in which nothing of Python has run.
        static let outside: Set<Row> = [.key, .growth, .cost, .month, .screen, .record, .viewers]
    }

    static let configuration = CommandConfiguration(
        commandName: "Benchmarks", abstract: "Measures what phantop costs, and compares it.",
        subcommands: [SessionCommand.self, Measure.self], defaultSubcommand: Measure.self)

    /// The one thing that a person asks this program to do.
    struct Measure: ParsableCommand {
        @Option(
            parsing: .upToNextOption,
            help: "What to measure: \(Row.allCases.map(\.rawValue).joined(separator: ", ")).")
        var rows = Row.allCases

        @Option(help: "Rounds of the measurements in one process; more of them, steadier medians.")
        var repetitions = 21

        @Option(help: "Plans of fifty steps in each run of the row `cost`; twice as many for `record`.")
        var plans = 4_000

        @Option(help: "Measure only what has this in its name, of the rows `life` and `call`.")
        var only = ""

        @Flag(help: "Leave the others out: what a profiler shows is then ours alone.")
        var alone = false

        func run() throws {
            let table = Table()
            table.printHeader()
            // What needs a process of its own does not start Python here.
            let inside = rows.filter { !Row.outside.contains($0) }
            if !inside.isEmpty {
                let peers = try alone ? nil : Peers(python: InterpreterConfiguration().executable)
                let paths = [peers?.folder].compactMap(\.self)
                try Interpreter.run(InterpreterConfiguration(searchPaths: paths)) { interpreter, gil in
                    Result { try measure(inside, in: interpreter, into: table, holding: &gil) }
                }.get()
            }
            if rows.contains(.key) { table.print(try KeyRow().measure()) }
            if rows.contains(.growth) { table.print(try GrowthRow().measure()) }
            if rows.contains(.cost) { table.print(try CostRow(plans: plans).measure()) }
            if rows.contains(.month) { table.print(try MonthRow().measure()) }
            if rows.contains(.screen) { try ScreenRow().measure(into: table) }
            if rows.contains(.record) { table.print(try RecordRow(plans: plans * 2).measure()) }
            if rows.contains(.viewers) { table.print(try ViewersRow().measure()) }
            table.printSummary()
        }

        private func measure(
            _ rows: [Row], in interpreter: Interpreter, into table: Table, holding gil: inout GIL
        ) throws {
            let rig = try Rig(interpreter, repetitions: repetitions, only: only, alone: alone, holding: &gil)
            for row in rows {
                switch row {
                case .life: table.print(try LifeRow(rig: rig).measure(holding: &gil))
                case .call: table.print(try CallRow(rig: rig).measure(holding: &gil))
                case .scan: table.print(try ScanRow(rig: rig).measure(holding: &gil))
                case .memory: table.print(try MemoryRow(rig: rig).measure(holding: &gil))
                case .pause: table.print(try PauseRow(rig: rig).measure(holding: &gil))
                case .request: table.print(try RequestRow(rig: rig).measure(holding: &gil))
                case .key, .growth, .cost, .month, .screen, .record, .viewers: break
                }
            }
        }
    }
}
