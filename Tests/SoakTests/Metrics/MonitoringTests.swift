import Foundation
import Testing

@testable import Soak

@Suite("what is ready for Prometheus and Grafana")
struct MonitoringTests {
    private static let top = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    private let samples = Set(
        RunMetrics.families(of: .init(version: "", python: "", workload: "")).map(\.sampleName))

    private func text(_ path: String) throws -> String {
        try String(contentsOf: Self.top.appendingPathComponent(path), encoding: .utf8)
    }

    @Test(
        "the files name no metric that there is not",
        arguments: ["phantop.rules.yml", "phantop.rules.test.yml", "phantop.dashboard.json"])
    func files(name: String) throws {
        // What follows is no part of a file name.
        let names = try text("Monitoring/" + name).matches(of: /\b(?:phantop|process)_[a-z_]+\b/).map {
            String($0.output)
        }
        #expect(names.count > 10)
        for name in Set(names) { #expect(samples.contains(name), "\(name)") }
    }

    @Test("the article names every metric")
    func article() throws {
        let article = try text("Sources/phantop/phantop.docc/Metrics.md")
        let abbreviated: Set = [
            "phantop_leak_entries_per_step", "phantop_heap_baseline_bytes", "phantop_heap_growth_bytes",
        ]
        for name in samples.subtracting(abbreviated)
        where !name.hasPrefix("phantop_leak_lower_") && !name.hasPrefix("phantop_leak_upper_") {
            #expect(article.contains("`\(name)`"), "\(name)")
        }
    }

    @Test("the dashboard is JSON, and no two of its panels lie on each other")
    func dashboard() throws {
        struct Dashboard: Decodable {
            struct Panel: Decodable {
                struct Place: Decodable { let x, y, w, h: Int }
                let id: Int
                let gridPos: Place
            }
            let uid: String
            let panels: [Panel]
        }
        let data = Data(try text("Monitoring/phantop.dashboard.json").utf8)
        let dashboard = try JSONDecoder().decode(Dashboard.self, from: data)
        #expect(Set(dashboard.panels.map(\.id)).count == dashboard.panels.count)
        let cells = dashboard.panels.flatMap { panel in
            (0..<panel.gridPos.w).flatMap { x in
                (0..<panel.gridPos.h).map { [panel.gridPos.x + x, panel.gridPos.y + $0] }
            }
        }
        #expect(Set(cells).count == cells.count && cells.allSatisfy { $0[0] < 24 })
    }
}
