internal import CBenchmarks
internal import Foundation

/// A program that was started on a terminal, measured from outside.
struct Program {
    /// The process that was started.
    let process: Int32

    /// The release build of phantop, which was built beside this program.
    static var phantop: String {
        let own = Bundle.main.executableURL?.deletingLastPathComponent()
        return own?.appending(path: "phantop").path(percentEncoded: false) ?? "phantop"
    }

    /// The process that does the work: of phantop, the one started is a guard which waits for another.
    var worker: Int32 {
        let path = "/proc/\(process)/task/\(process)/children"
        // Whoever is gone has no children.
        let children = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
        return children.split(separator: " ").first.flatMap { Int32($0) } ?? process
    }

    /// Seconds of processor time of all threads of the working process; not a number when it is gone.
    var processorTime: Double {
        let time = terminal_processor_time(worker)
        return time < 0 ? .nan : Double(time) / 1e9
    }

    /// The same of its first thread alone, which in phantop is the one that draws.
    var firstThreadTime: Double {
        let worker = worker
        let path = "/proc/\(worker)/task/\(worker)/schedstat"
        // Whoever is gone has no file.
        let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
        return text.split(separator: " ").first.flatMap { Double($0) }.map { $0 / 1e9 } ?? .nan
    }

    /// Waits until it has ended by itself. Blocks for ten seconds at most; then it is ended.
    func wait() throws(BenchmarkError) {
        if terminal_wait(process, 10_000) != 0 { return }
        end()
        throw .unusable("a program does not end by itself")
    }

    /// Ends it without asking. A guard whose worker is gone goes too.
    func end() {
        kill(worker, SIGKILL)
        _ = terminal_wait(process, 10_000)
    }
}
