internal import Foundation

/// phantop's screen beside those of htop and btop, from the other end of a terminal: what they send, what that costs, and
/// how soon they are there and gone.
struct ScreenRow {
    private static let sizes = [(columns: 80, rows: 24), (columns: 200, rows: 50)]
    private static let starts = 20
    private static let ends = 11

    private let folder: ScreenFolder
    private let programs: [ScreenProgram]

    init() throws {
        folder = try ScreenFolder()
        programs = ScreenProgram.all(in: folder)
    }

    func measure(into table: Table) throws {
        table.print(try traffic())
        table.print(try beginnings())
        table.print(try KeyToScreen(environment: folder.environment).measure())
        table.print(try endings())
    }

    // MARK: - What crosses the line

    private struct Traffic {
        var bytes = 0.0
        /// Seconds of processor time a minute, of the whole process and of what draws.
        var process = 0.0
        var screen = 0.0
    }

    /// Both sizes of a program at once, one program after the other.
    private func traffic() throws(BenchmarkError) -> [Finding] {
        var all: [String: [Traffic]] = [:]
        for program in programs { all[program.name] = try traffic(of: program) }
        var findings: [Finding] = []
        for (index, size) in Self.sizes.enumerated() {
            let figures = all.mapValues { $0[index] }
            let name = "\(size.columns)x\(size.rows)"
            findings += compared(
                "bytes a second, \(name)", figures.mapValues(\.bytes), .bytes, limit: index == 0 ? 500 : 1_200
            )
            findings += compared(
                "processor time a minute, the screen, \(name)", figures.mapValues(\.screen), .seconds,
                limit: 0.3)
            findings.append(
                Finding(
                    measure: "… and with the run itself, \(name)", ours: figures["phantop"]?.process ?? .nan,
                    unit: .seconds))
        }
        return findings
    }

    private func traffic(of program: ScreenProgram) throws(BenchmarkError) -> [Traffic] {
        var running: [(terminal: Terminal, program: Program)] = []
        for size in Self.sizes {
            let terminal = try Terminal(columns: size.columns, rows: size.rows)
            running.append((terminal, try program.start(on: terminal)))
        }
        _ = Stopwatch.sleep(Int64(program.fills * 1e9))
        let isOurs = program.name == "phantop"
        func look() -> [Traffic] {
            running.map {
                let process = $0.program.processorTime
                return Traffic(
                    bytes: Double($0.terminal.bytes), process: process,
                    screen: isOurs ? $0.program.firstThreadTime : process)
            }
        }
        let (before, begin) = (look(), Stopwatch.wall)
        _ = Stopwatch.sleep(Int64(program.span * 1e9))
        let (after, seconds) = (look(), Double(Stopwatch.wall - begin) / 1e9)
        for (_, program) in running { program.end() }
        return zip(before, after).map { old, new in
            Traffic(
                bytes: (new.bytes - old.bytes) / seconds, process: (new.process - old.process) / seconds * 60,
                screen: (new.screen - old.screen) / seconds * 60)
        }
    }

    // MARK: - Beginning and end

    private func beginnings() throws(BenchmarkError) -> [Finding] {
        var times: [String: [Double]] = [:]
        for program in programs { times[program.name] = try beginnings(of: program) }
        return compared(
            "first full screen, median", times.mapValues { Stopwatch.quantile(0.5, of: $0) }, .milliseconds,
            limit: 30)
            + compared(
                "first full screen, worst of \(Self.starts)",
                times.mapValues { Stopwatch.quantile(1, of: $0) }, .milliseconds, limit: 30)
    }

    /// Milliseconds from each start to a screen on which nearly all stands that stands there a second later.
    ///
    /// One start more comes first and does not count: it reads the program from the disk.
    private func beginnings(of program: ScreenProgram) throws(BenchmarkError) -> [Double] {
        var times: [Double] = []
        for start in 0...Self.starts {
            let terminal = try Terminal()
            let begin = Stopwatch.wall
            let running = try program.start(on: terminal)
            // Until the second screen is begun, which some fill a little more.
            _ = Stopwatch.sleep(900_000_000)
            let steps = terminal.steps
            running.end()
            let enough = (steps.last?.filled ?? 0) * 9 / 10
            guard enough > 0, let full = steps.first(where: { $0.filled >= enough }) else {
                throw .unusable("\(program.name) shows nothing")
            }
            if start > 0 { times.append(Double(full.time - begin) / 1e6) }
        }
        return times
    }

    private func endings() throws(BenchmarkError) -> [Finding] {
        var (restored, gone): ([String: Double], [String: Double]) = ([:], [:])
        for program in programs {
            var (screens, processes): ([Double], [Double]) = ([], [])
            for _ in 0..<Self.ends {
                let terminal = try Terminal()
                let running = try terminal.start(program.leaving, program.environment)
                _ = try terminal.time(
                    of: program.leavable, { [text = program.leavable] in $0.contains(text) })
                // Not before it waits for a key again.
                _ = Stopwatch.sleep(300_000_000)
                let begin = Stopwatch.wall
                let end = try terminal.time(of: "the screen before \(program.name)", { !$0.isSecond }) {
                    terminal.type("q")
                }
                try running.wait()
                processes.append(Double(Stopwatch.wall - begin) / 1e6)
                screens.append(Double(end - begin) / 1e6)
            }
            restored[program.name] = Stopwatch.quantile(0.5, of: screens)
            gone[program.name] = Stopwatch.quantile(0.5, of: processes)
        }
        return compared("key to terminal restored, median", restored, .milliseconds, limit: 20)
            + compared("key to process gone, median", gone, .milliseconds, limit: 500)
    }

    /// A figure of phantop with its limit, beside each of the others.
    private func compared(
        _ measure: String, _ figures: [String: Double], _ unit: Finding.Unit, limit: Double
    ) -> [Finding] {
        let ours = figures["phantop"] ?? .nan
        let rivals = programs.map(\.name).filter { $0 != "phantop" }
        let first = Finding(
            measure: measure, ours: ours, unit: unit, rival: rivals.first ?? "",
            theirs: rivals.first.flatMap { figures[$0] }, target: .limit(limit))
        return [first]
            + rivals.dropFirst().map {
                Finding(measure: measure, ours: ours, unit: unit, rival: $0, theirs: figures[$0])
            }
    }
}
