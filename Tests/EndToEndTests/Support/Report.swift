import Foundation

/// What `--report` writes, read as somebody else's program would read it.
struct Report: Decodable {
    struct Registry: Decodable { let start, end, peak, phantomsEnd: Int }
    struct Heap: Decodable {
        let startBytes, endBytes, growthBytes: Int
        let bytesPerStep: Double
    }
    struct Threads: Decodable { let start, peak, end: Int }
    struct Hosts: Decodable { let created, deinitialised: Int }
    struct Sweeps: Decodable {
        let count, phantoms, weakened, held: Int
        let longestGILHoldMs: Double
    }
    struct Identity: Decodable { let losses, staleLookups: Int }
    struct Holder: Decodable, Equatable {
        let type: String
        let count: Int
        let chain: String
    }
    struct Verdicts: Decodable, Equatable {
        var pass = 0
        var fail = 0
        var inconclusive = 0
        var error = 0
        var notSet = 0
        var aborted = 0
    }

    let schema: Int
    let preset, workload: String
    let plans, stepInstances: Int
    let durationSeconds: Double
    let registry: Registry
    let heap: Heap
    let threads: Threads
    let hosts: Hosts
    let sweeps: Sweeps
    let identity: Identity
    let holders: [Holder]
    let verdicts, stepVerdicts: Verdicts

    init(_ text: String) throws {
        self = try JSONDecoder().decode(Report.self, from: Data(text.utf8))
    }

    /// Runs the program without a screen and reads its report.
    static func of(
        _ arguments: [String], in folder: Folder, within limit: Duration = Patience.usual
    ) async throws -> Report {
        let outcome = try await Program.run(
            ["run"] + arguments + ["--headless", "--report", "-"], in: folder, within: limit)
        return try Report(outcome.output)
    }
}
