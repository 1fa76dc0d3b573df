import Foundation
import Testing

@Suite("Prometheus", .paced) struct PrometheusTests {
    private let folder: Folder
    private static let top = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// Where `.ci/install tests` puts the programs, unless they are installed.
    static let environment = [
        "PATH": top.appendingPathComponent(".build/prometheus/usr/bin").path + ":"
            + (Program.environment["PATH"] ?? "")
    ]

    private struct Answer<Result: Decodable>: Decodable {
        struct Data: Decodable { let alerts, result: [Result]? }
        let status: String
        let data: Data
    }

    private struct Alert: Decodable {
        let labels, annotations: [String: String]
        let state: String
    }

    private struct Series: Decodable { let metric: [String: String] }

    init() throws {
        folder = try Folder()
        for name in [
            "prometheus.yml", "phantop.rules.yml", "phantop.rules.test.yml", "phantop.dashboard.json",
        ] {
            try folder.write(
                String(contentsOf: Self.top.appendingPathComponent("Monitoring/" + name), encoding: .utf8),
                to: name)
        }
    }

    private func promtool(_ arguments: [String], input: String = "/dev/null") async throws -> Program.Outcome
    {
        try await Program(
            arguments, of: "promtool", in: folder, environment: Self.environment, input: input
        ).outcome()
    }

    @Test("promtool finds nothing wrong with the configuration and the rules, and their tests pass")
    func files() async throws {
        for arguments in [
            ["check", "config", "prometheus.yml"], ["check", "rules", "--lint-fatal", "phantop.rules.yml"],
            ["test", "rules", "phantop.rules.test.yml"],
        ] {
            let outcome = try await promtool(arguments)
            #expect(outcome.code == 0, "\(outcome.output)\(outcome.errors)")
        }
    }

    @Test("a leaking soak is scraped, can be queried, and its alert fires; promtool likes what it tells")
    func fires() async throws {
        let soak = try Program(
            [
                "scenario:held", "--headless", "--plans", "0", "--rate", "20", "--steps", "5", "--interval",
                "0.1",
                "--metrics", "0",
            ], in: folder)
        let link = try await Web.link(of: soak)
        let server = try start(scraping: link)
        let place = try await Patience.wait(for: "Prometheus", evidence: { server.errors }) {
            server.errors.firstMatch(of: /"?Listening on"? address=(\S+)/).map {
                "http://\($0.output.1)/api/v1/"
            }
        }
        let alert = try await Patience.wait(for: "the alert", evidence: { server.errors }) {
            let alerts = try await ask(place + "alerts", of: Alert.self)?.data.alerts ?? []
            return alerts.first { $0.labels["alertname"] == "PhantopLeak" && $0.state == "firing" }
        }
        #expect(alert.labels["severity"] == "critical")
        #expect(alert.annotations["description"]?.hasSuffix("bytes of every step stay in memory.") == true)
        for expression in try expressions() {
            let answer = try await ask(place + "query", ["query": expression], of: Series.self)
            #expect(answer?.status == "success", "\(expression)")
            let mayBeEmpty = expression.contains("> 0") || expression.hasPrefix("ALERTS")
            #expect(mayBeEmpty || answer?.data.result?.isEmpty == false, "\(expression)")
        }
        try folder.write(#require(try await Web.get(link, in: folder)), to: "scrape")
        let check = try await promtool(["check", "metrics"], input: folder("scrape"))
        #expect(check.code == 0 && check.errors == "", "\(check.output)\(check.errors)")
        for program in [soak, server] {
            program.signal(SIGTERM)
            _ = try await program.outcome()
        }
    }

    private func start(scraping link: String) throws -> Program {
        let target = link.dropFirst(7).prefix { $0 != "/" }
        let configuration = (folder.read("prometheus.yml") ?? "").replacing("15s", with: "1s")
            .replacing("127.0.0.1:9464", with: target)
        try folder.write(configuration, to: "prometheus.yml")
        return try Program(
            [
                "--config.file", "prometheus.yml", "--storage.tsdb.path", "data", "--web.listen-address",
                "127.0.0.1:0",
            ], of: "prometheus", in: folder, environment: Self.environment)
    }

    private func ask<Result: Decodable>(
        _ link: String, _ query: [String: String] = [:], of type: Result.Type
    ) async throws -> Answer<Result>? {
        guard let text = try await Web.get(link, query: query, in: folder) else { return nil }
        return try JSONDecoder().decode(Answer<Result>.self, from: Data(text.utf8))
    }

    /// What the dashboard asks, for all runs.
    private func expressions() throws -> [String] {
        let text = folder.read("phantop.dashboard.json") ?? ""
        let found = text.matches(of: /"expr": "((?:[^"\\]|\\.)*)"/).map { match in
            String(match.output.1).replacing("\\\"", with: "\"").replacing("$__rate_interval", with: "5s")
                .replacing("$job", with: ".*").replacing("$instance", with: ".*")
        }
        #expect(found.count > 20)
        return Array(Set(found)).sorted()
    }
}
