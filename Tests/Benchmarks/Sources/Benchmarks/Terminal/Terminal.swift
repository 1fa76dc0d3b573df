internal import CBenchmarks
internal import Foundation

/// A pseudo terminal, on which a program may be looked at from outside.
final class Terminal {
    private let master: Int32
    private let slave: Int32
    private let shown: Shown

    /// Opens one of a size.
    init(columns: Int = 80, rows: Int = 24) throws(BenchmarkError) {
        var (master, slave) = (Int32(-1), Int32(-1))
        guard unsafe terminal_open(Int32(columns), Int32(rows), &master, &slave) == 0 else {
            throw .unusable("there is no pseudo terminal")
        }
        (self.master, self.slave) = (master, slave)
        let shown = Shown(TerminalScreen(columns: columns, rows: rows))
        self.shown = shown
        // What is drawn has to go somewhere, or drawing would stop.
        let screen = master
        Thread {
            var bytes = [UInt8](repeating: 0, count: 65_536)
            while case let count = unsafe read(screen, &bytes, bytes.count), count > 0 {
                shown.take(bytes[..<count], at: Stopwatch.wall)
            }
            close(screen)
        }.start()
    }

    // With nobody on the other end, reading ends, and the thread closes ours.
    deinit { close(slave) }

    /// Starts a program on it.
    /// - Parameters:
    ///   - words: its path and its arguments.
    ///   - environment: what differs from the environment of this process.
    func start(_ words: [String], _ environment: [String: String] = [:]) throws(BenchmarkError) -> Program {
        let usual = ["TERM": "xterm-256color", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"]
        let variables = ProcessInfo.processInfo.environment.merging(usual) { $1 }
            .merging(environment) { $1 }
            .filter { !["COLORTERM", "COLUMNS", "LINES", "NO_COLOR"].contains($0.key) }
        let process = unsafe terminal_start(
            master, words.joined(separator: "\u{1F}"),
            variables.map { "\($0)=\($1)" }.joined(separator: "\u{1F}"))
        guard process > 0 else { throw .unusable("\(words.first ?? "") cannot be started") }
        return Program(process: process)
    }

    /// Presses keys.
    func type(_ keys: String) {
        let bytes = Array(keys.utf8)
        _ = unsafe write(master, bytes, bytes.count)
    }

    /// Bytes that were drawn so far.
    var bytes: Int { shown.bytes }

    /// How many cells were not blank after each time that something was drawn, on the clock of `Stopwatch.wall`.
    var steps: [(time: Int64, filled: Int)] { shown.steps }

    /// Does something and waits until the screen is as it should be then. Blocks for ten seconds at most.
    /// - Returns: when the bytes came that made it so, on the clock of `Stopwatch.wall`.
    /// - Throws: when it is not so in time.
    func time(
        of what: String, _ isThere: @escaping @Sendable (TerminalScreen) -> Bool,
        after action: () throws(BenchmarkError) -> Void = {}
    ) throws(BenchmarkError) -> Int64 {
        shown.expect(isThere)
        try action()
        guard let time = shown.wait(seconds: 10) else { throw .unusable("not on the screen: \(what)") }
        return time
    }
}

/// What is on a screen, and when it came there. Written by the thread that reads, and read by any other.
private final class Shown: @unchecked Sendable {
    // The condition guards everything below it, and nothing is touched without it.
    private let condition = NSCondition()
    private var current: TerminalScreen
    private var count = 0
    private var history: [(time: Int64, filled: Int)] = []
    private var isExpected: (@Sendable (TerminalScreen) -> Bool)?
    private var found: Int64?

    init(_ screen: TerminalScreen) { current = screen }

    var steps: [(time: Int64, filled: Int)] { condition.withLock { history } }
    var bytes: Int { condition.withLock { count } }

    func take(_ bytes: ArraySlice<UInt8>, at time: Int64) {
        condition.withLock {
            current.take(bytes)
            count += bytes.count
            history.append((time, current.filled))
            guard found == nil, let isExpected, isExpected(current) else { return }
            found = time
            condition.broadcast()
        }
    }

    func expect(_ isThere: @escaping @Sendable (TerminalScreen) -> Bool) {
        condition.withLock {
            (isExpected, found) = (isThere, isThere(current) ? Stopwatch.wall : nil)
        }
    }

    func wait(seconds: Double) -> Int64? {
        let deadline = Date(timeIntervalSinceNow: seconds)
        return condition.withLock {
            while found == nil, condition.wait(until: deadline) {}
            isExpected = nil
            return found
        }
    }
}
