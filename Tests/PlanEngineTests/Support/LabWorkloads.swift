import Foundation
import PythonBridge
import PythonSupport

@testable import PlanEngine

extension Lab {
    /// Loads a workload from a file in a folder of its own.
    func workload(
        _ source: String, named name: String = "bench.py", beside others: [String: String] = [:]
    ) throws -> Workload {
        try load(Array(source.utf8), named: name, beside: others).get()
    }

    /// Why a file with this content cannot be used; empty when it can.
    func objection(to source: String) throws -> String { try objection(to: Array(source.utf8)) }

    /// Why a file with these bytes cannot be used; empty when it can.
    func objection(to source: [UInt8]) throws -> String {
        Self.summary(of: try load(source, named: "bench.py", beside: [:]))
    }

    /// Loads a workload from a path.
    func load(_ path: String) -> Result<Workload, WorkloadError> {
        interpreter.withGIL { gil in
            defer { gil.drain() }
            do throws(WorkloadError) {
                return .success(
                    try Workload(WorkloadSource(path), registry: registry, context: context, holding: &gil))
            } catch {
                return .failure(error)
            }
        }
    }

    /// Makes a plan of a workload.
    func makePlan(_ workload: Workload, steps: Int) -> Result<TestPlan, WorkloadError> {
        interpreter.withGIL { gil in
            do throws(WorkloadError) {
                return .success(try workload.makePlan(steps: steps, holding: &gil))
            } catch {
                return .failure(error)
            }
        }
    }

    /// What went wrong; empty when nothing did.
    static func summary<Value>(of result: Result<Value, WorkloadError>) -> String {
        switch result {
        case .success: ""
        case .failure(let error): error.summary
        }
    }

    private func load(
        _ content: [UInt8], named name: String, beside others: [String: String]
    ) throws -> Result<Workload, WorkloadError> {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "phantop-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }  // What stays is in the temporary folder.
        let file = folder.appendingPathComponent(name)
        try Data(content).write(to: file)
        for (name, text) in others {
            try text.write(to: folder.appendingPathComponent(name), atomically: true, encoding: .utf8)
        }
        // Only what the loader put there: a library module of that name must stay.
        defer { for module in ["bench", "workload_json"] { script.forgetModule(module) } }
        return load(file.path)
    }
}
