internal import ArgumentParser
internal import PythonBridge

/// Measures PythonBridge and PlanEngine against other bindings, against the notes' algorithm, and against their targets.
@main
struct Benchmarks: ParsableCommand {
    /// What can be measured.
    enum Row: String, CaseIterable, ExpressibleByArgument {
        case life
        case call
    }

    @Option(
        parsing: .upToNextOption,
        help: "What to measure: \(Row.allCases.map(\.rawValue).joined(separator: ", ")).")
    var rows = Row.allCases

    @Option(help: "Rounds of each measurement; more of them, steadier medians.")
    var repetitions = 21

    @Option(help: "Measure only what has this in its name.")
    var only = ""

    @Flag(help: "Leave the others out: what a profiler shows is then ours alone.")
    var alone = false

    func run() throws {
        let python = InterpreterConfiguration().executable
        let peers = try Peers(python: python)
        try Interpreter.run(InterpreterConfiguration(searchPaths: [peers.folder])) { interpreter, gil in
            Result { try measure(in: interpreter, holding: &gil) }
        }.get()
    }

    private func measure(in interpreter: Interpreter, holding gil: inout GIL) throws {
        let rig = try Rig(interpreter, repetitions: repetitions, only: only, alone: alone, holding: &gil)
        let table = Table()
        table.printHeader()
        for row in rows {
            let findings =
                switch row {
                case .life: try LifeRow(rig: rig).measure(holding: &gil)
                case .call: try CallRow(rig: rig).measure(holding: &gil)
                }
            for finding in findings { table.print(finding) }
        }
    }
}
