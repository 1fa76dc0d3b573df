internal import Foundation
internal import Telemetry

/// The threads of the process, as the kernel tells of them without the GIL.
///
/// Source: `stat`, `schedstat` and `syscall` in `/proc/self/task/*`, see proc(5): the first counts CPU time in ticks of
/// 10 ms, the second in nanoseconds, where the kernel keeps it.
enum ThreadFiles {
    /// More threads than anybody reads; a process that has more is in trouble, which their number shows.
    static let most = 256

    /// Nanoseconds of one tick, in which the kernel counts CPU time.
    private static let tick = 1_000_000_000 / Int64(max(1, sysconf(Int32(_SC_CLK_TCK))))

    /// The number of the thread with which the process began.
    static var main: Int { Int(getpid()) }

    private static let folder = "/proc/self/task"

    /// The numbers of all threads, in their order. Never waits for the GIL.
    static func numbers() -> [Int] {
        // Where /proc cannot be read nothing is known of any thread.
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return Array(names.compactMap { Int($0) }.sorted().prefix(most))
    }

    /// Reads all threads, in the order of their numbers. Takes some 20 µs a thread; never waits for the GIL.
    static func read() -> [ThreadReading] {
        numbers().compactMap { id in
            // A thread that has just ended has no file any more.
            guard var reading = text("stat", of: id).flatMap(reading) else { return nil }
            if let precise = cpu(of: "\(folder)/\(id)/schedstat") { reading.cpu = precise }
            return reading
        }
    }

    /// In which system call a thread sleeps; nil for one that does not, and where the kernel does not tell. Takes some 8 µs.
    static func call(of id: Int) -> SystemCall? { text("syscall", of: id).flatMap(SystemCall.init) }

    /// What a file of a thread says; nil for a thread that has just ended.
    private static func text(_ name: String, of id: Int) -> String? {
        FileManager.default.contents(atPath: "\(folder)/\(id)/\(name)").map {
            String(decoding: $0, as: UTF8.self)
        }
    }

    /// Nanoseconds of CPU; nil where the kernel does not keep them.
    private static func cpu(of file: String) -> Int64? {
        let text = FileManager.default.contents(atPath: file).map { String(decoding: $0, as: UTF8.self) }
        return text?.split(separator: " ").first.flatMap { Int64($0) }.flatMap { $0 > 0 ? $0 : nil }
    }

    /// What a line says: number, name in brackets, which may contain anything, state, and 49 numbers.
    static func reading(of line: String) -> ThreadReading? {
        guard let open = line.firstIndex(of: "("), let close = line.lastIndex(of: ")"), open < close,
            let id = Int(line[..<open].filter { $0 != " " })
        else { return nil }
        let fields = line[line.index(after: close)...].split(separator: " ")
        guard fields.count > 12, let user = Int64(fields[11]), let kernel = Int64(fields[12]) else {
            return nil
        }
        return ThreadReading(
            id: id, name: String(line[line.index(after: open)..<close]), state: String(fields[0]),
            cpu: (user + kernel) * tick)
    }
}
