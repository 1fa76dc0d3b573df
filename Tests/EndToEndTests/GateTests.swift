import Foundation
import Soak
import Testing

@Suite("the gate", .paced) struct GateTests {
    /// What `gate` in the report says.
    private struct Gate: Decodable {
        struct Trip: Decodable {
            let limit: String
            let measured: Double
            let allowed: Double?
            let unit, reason: String
        }

        struct Report: Decodable {
            struct Leak: Decodable { let verdict: String }
            let gate: Gate?
            let leak: Leak
            let plans: Int
        }

        let passed: Bool
        let limits: [String]
        let tripped: [Trip]
        let certain: Bool?
    }

    /// Small plans, some of them a second, and as many sweeps as there can be floors.
    private static let quick = ["--interval", "0.1", "--rate", "20", "--steps", "5"]

    private let folder: Folder

    init() throws { folder = try Folder() }

    private func run(
        _ arguments: [String]
    ) async throws -> (code: Int32, errors: [Substring], report: Gate.Report) {
        let outcome = try await Program.run(
            arguments + ["--headless", "--report", "report.json"], in: folder)
        #expect(outcome.output == "")
        let text = try #require(folder.read("report.json"), "\(outcome.errors)")
        let report = try JSONDecoder().decode(Gate.Report.self, from: Data(text.utf8))
        return (outcome.code, outcome.errors.split(separator: "\n"), report)
    }

    @Test(
        "a run that leaks ends by itself when that is certain, with code 4 and one line that says why",
        arguments: [
            ["scenario:churn", "--preset", "stock"], ["scenario:held"],
        ])
    func leak(workload: [String]) async throws {
        let (code, errors, report) = try await run(
            workload + Self.quick + [
                "--plans", "0", "--until", "verdict", "--fail-on", "leak,unsure", "--record", "record",
            ])
        #expect(code == 4 && errors.count == 2 && errors.first == "phantop: recorded in record", "\(errors)")
        #expect(try RecordReader(folder("record")).facts[.ended] != nil)
        #expect(errors.last?.hasPrefix("phantop: --fail-on leak: LEAK, +") == true, "\(errors)")
        #expect(errors.last?.contains("B/step") == true && errors.last?.contains("tolerance 64.0") == true)
        let gate = try #require(report.gate)
        #expect(!gate.passed && gate.certain == true && gate.limits == ["leak", "unsure"])
        let trip = try #require(gate.tripped.first)
        #expect(trip.limit == "leak" && trip.measured > 64 && trip.allowed == 64)
        #expect(trip.unit == "bytes/step" && report.leak.verdict == "LEAK")
    }

    @Test("a run that is swept passes, and ends by itself when that is certain")
    func sweep() async throws {
        let (code, errors, report) = try await run(
            ["scenario:churn"] + Self.quick
                + [
                    "--until", "verdict", "--fail-on", "leak", "--fail-on",
                    "unsure,growth=64,entries=5000,rss=4G",
                ])
        #expect(code == 0 && errors.isEmpty, "\(errors)")
        #expect(report.gate?.passed == true && report.gate?.certain == true)
        #expect(report.gate?.limits.count == 5 && report.gate?.tripped.isEmpty == true)
        // Without --plans a run that waits for an answer has no end of its own: the usual 50 would have been over.
        #expect(report.leak.verdict == "OK" && report.plans > 50)
    }

    @Test("the end comes between two plans: none is aborted because the answer is certain")
    func whole() async throws {
        let report = try await Report.of(
            ["scenario:churn", "--interval", "0.1", "--rate", "500", "--until", "verdict"], in: folder)
        #expect(report.verdicts == .init(pass: report.plans))
    }

    @Test(
        "a limit that holds at any time ends the run at once",
        arguments: [
            ("entries=500", "entries", "entries in the registry, limit 500", "entries"),
            ("rss=1M", "rss", "bytes resident, limit 1,000,000", "bytes"),
        ])
    func exceeded(limit: String, name: String, reason: String, unit: String) async throws {
        let (code, errors, report) = try await run(
            ["scenario:churn", "--preset", "stock", "--plans", "0", "--rate", "20", "--fail-on", limit])
        #expect(code == 4 && errors.count == 1, "\(errors)")
        #expect(errors.first?.hasPrefix("phantop: --fail-on \(name): ") == true, "\(errors)")
        #expect(errors.first?.hasSuffix(reason) == true, "\(errors)")
        let trip = try #require(report.gate?.tripped.first)
        #expect(trip.limit == name && trip.unit == unit && trip.reason.hasSuffix(reason))
        #expect(trip.measured > trip.allowed ?? .infinity && report.gate?.certain == nil)
    }

    @Test("too short a run is judged by what it left behind for each step, and cannot say whether it leaks")
    func short() async throws {
        let limits = ["--fail-on", "leak,growth=100,unsure"]
        let stock = try await run(["scenario:churn", "--preset", "stock"] + limits)
        #expect(stock.code == 4 && stock.errors.count == 1, "\(stock.errors)")
        #expect(stock.report.gate?.tripped.map(\.limit) == ["growth", "unsure"])
        #expect(
            stock.errors.first?.contains("B/step over the whole run, limit 100.0; --fail-on unsure: ") == true
        )
        let sweep = try await run(["scenario:churn", "--fail-on", "leak,growth=100"])
        #expect(sweep.code == 0 && sweep.errors.isEmpty && sweep.report.gate?.passed == true)
    }

    @Test("a plan that fails and a limit that is exceeded: the limit counts; without one the plan does")
    func plans() async throws {
        try folder.write(
            "from opentap import *\nclass Fails(TestStep):\n    def Run(self):\n"
                + "        self.UpgradeVerdict(Verdict.Fail)\n", to: "fails.py")
        let few = ["fails.py", "--plans", "2", "--steps", "2", "--fail-on"]
        #expect(try await run(few + ["unsure"]).code == 4)
        let (code, _, report) = try await run(few + ["leak"])
        #expect(code == 1 && report.gate?.passed == true)
    }

    @Test("the end of the duration ends the wait for an answer, and what there is counts")
    func duration() async throws {
        let (code, _, report) = try await run(
            [
                "scenario:churn", "--until", "verdict", "--duration", "1", "--rate", "20", "--fail-on",
                "unsure",
            ])
        #expect(code == 4 && report.gate?.certain == false && report.leak.verdict == "UNSURE")
    }

    @Test("the table says whether the run passed")
    func table() async throws {
        let outcome = try await Program.run(
            ["scenario:churn", "--headless", "--plans", "3", "--fail-on", "leak", "--fail-on", "entries=9"],
            in: folder)
        #expect(outcome.code == 4)
        #expect(outcome.output.contains("\ngate           failed on entries: "), "\(outcome.output)")
    }
}
