internal import Foundation

/// From the key `e`, typed into phantop on a terminal, to the first object that the sweep lets go.
struct KeyRow {
    private static let count = 100

    func measure() throws -> [Finding] {
        var findings: [Finding] = []
        for (name, computes) in [("GIL free", false), ("Python busy", true)] {
            let times = try latencies(computes: computes)
            for (label, share) in [("median", 0.5), ("p99", 0.99)] {
                findings.append(
                    Finding(
                        measure: "key to first batch, \(name), \(label)",
                        ours: Stopwatch.quantile(share, of: times), unit: .milliseconds))
            }
        }
        return findings
    }

    private func latencies(computes: Bool) throws -> [Double] {
        let folder = URL(filePath: NSTemporaryDirectory()).appending(path: "phantop-key-\(getpid())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }  // The system empties that folder anyway.
        let (script, pipe) = (folder.appending(path: "key.py"), folder.appending(path: "pipe"))
        try Data(PackageResources.key_py).write(to: script)
        guard unsafe mkfifo(pipe.path(), 0o600) == 0 else { throw BenchmarkError.unusable("no pipe") }
        let terminal = try Terminal()
        let program = try terminal.start(
            [Program.phantop, "run", script.path(), "--plans", "1", "--steps", "1", "--interval", "3600"],
            [
                "PHANTOP_BENCHMARK_PIPE": pipe.path(), "PHANTOP_BENCHMARK_COMPUTES": computes ? "1" : "0",
                "PHANTOP_BENCHMARK_COUNT": "\(Self.count)",
            ])
        // Opens when the script has opened its end.
        let answers = try FileHandle(forReadingFrom: pipe)
        var times: [Double] = []
        for _ in 0..<Self.count {
            // The item is made, and a key is nowhere near another one.
            _ = Stopwatch.sleep(30_000_000)
            let begin = Stopwatch.wall
            terminal.type("e")
            let line = String(decoding: answers.availableData, as: UTF8.self)
            guard let end = Int64(line.prefix { $0.isNumber }) else {
                throw BenchmarkError.unusable("phantop ended early")
            }
            times.append(Double(end - begin) / 1e6)
        }
        _ = Stopwatch.sleep(300_000_000)
        terminal.type("q")
        try program.wait()
        return times
    }
}
