import Foundation
import Testing

@Suite("README", .paced) struct ReadmeTests {
    private let folder: Folder
    private let text: String

    init() throws {
        folder = try Folder()
        text = try String(contentsOf: Self.top.appendingPathComponent("README.md"), encoding: .utf8)
    }

    private static let top = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    @Test("it names every option that the help lists")
    func options() async throws {
        let help = try await Program.run(["help", "run"], in: folder)
        let options = help.output.matches(of: /\n  (?:-\w, )?(--[a-z-]+)/).map { String($0.output.1) }
        #expect(options.count > 12)
        for option in options where !["--help", "--version"].contains(option) {
            #expect(text.contains("`\(option)"), "\(option)")
        }
    }

    @Test("it names every field of the report")
    func report() async throws {
        let outcome = try await Program.run(
            ["scenario:churn", "--headless", "--plans", "1", "--steps", "1", "--report", "-"], in: folder)
        let keys = outcome.output.matches(of: /"(\w+)" :/).map { String($0.output.1) }
        #expect(keys.count > 30)
        for key in Set(keys) { #expect(text.contains("`\(key)`"), "\(key)") }
    }

    @Test("it names every package that is installed for it")
    func packages() throws {
        let script = try String(contentsOf: Self.top.appendingPathComponent(".ci/install"), encoding: .utf8)
        let packages = script.matches(of: /packages\+?=\(([^)]*)\)/).flatMap {
            $0.output.1.split(separator: " ")
        }
        #expect(packages.count >= 4)
        for package in packages { #expect(text.contains("`\(package)`"), "\(package)") }
    }

    @Test("its step runs as it stands there")
    func step() async throws {
        let block = try #require(text.firstMatch(of: /```python\n([^`]*)```/))
        try folder.write(String(block.output.1), to: "measure.py")
        let report = try await Report.of(["measure.py", "--plans", "2"], in: folder)
        #expect(report.stepVerdicts == .init(pass: 100))
    }

    @Test("the command for the tests is there once, for whoever runs it from there")
    func command() {
        #expect(text.split(separator: "\n").filter { $0.hasPrefix(".ci/install tests && ") }.count == 1)
    }

    @Test("it shows a screen of 80 columns by 23 rows, as the program draws it")
    func screen() throws {
        let block = try #require(text.firstMatch(of: /```text\n([^`]*)```/)).output.1
        let rows = block.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        #expect(rows.count == 23 && rows.allSatisfy { $0.count <= 80 })
        for graph in ["registry", "phantoms", "threads", "heap growth"] {
            #expect(block.contains("╭ \(graph) ─"))
        }
    }
}
