import Foundation

/// The sessions of one test, as the program tells of them.
struct Sessions {
    let folder: Folder

    /// One row of `phantop sessions --json`.
    struct Row: Decodable {
        let name: String
        let workload: String
        let process: Int32
        let phase: String
        let verdict: String
        let stepInstances: Int
        let viewers: Int
    }

    /// What runs.
    func rows() async throws -> [Row] {
        let outcome = try await Program.run(["sessions", "--json"], in: folder)
        return try outcome.output.split(separator: "\n").map {
            try JSONDecoder().decode(Row.self, from: Data($0.utf8))
        }
    }

    /// Waits for a session.
    @discardableResult
    func wait(for what: String, until isThere: ([Row]) -> Bool) async throws -> [Row] {
        try await Patience.wait(for: what, evidence: { "\(try await rows())" }) {
            let rows = try await rows()
            return isThere(rows) ? rows : nil
        }
    }

    /// Stops the only one, and returns how that ended.
    func stop(_ arguments: String...) async throws -> Program.Outcome {
        try await Program.run(["stop"] + arguments, in: folder)
    }

    /// Whether nothing is left of any: no socket, and no process of these.
    func isClean(after rows: [Row]) -> Bool {
        let entries = (try? FileManager.default.contentsOfDirectory(atPath: folder("phantop"))) ?? []
        return entries.isEmpty && rows.allSatisfy { kill($0.process, 0) != 0 }
    }
}
