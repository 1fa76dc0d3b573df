import Foundation
import Testing

@Suite("metrics", .paced) struct MetricsTests {
    private let folder: Folder

    init() throws { folder = try Folder() }

    @Test(
        "a run without a screen says where its metrics are, and tells them while a step keeps Python's lock")
    func tells() async throws {
        try folder.workload("hog.py")
        let program = try Program(
            ["hog.py", "--headless", "--plans", "0", "--metrics", "0", "--log-level", "error"], in: folder)
        let link = try await Web.link(of: program)
        let text = try await Patience.wait(for: "a step") {
            let text = try await Web.get(link, in: folder)
            return text?.contains("\nphantop_phase{phantop_phase=\"running\"} 1\n") == true ? text : nil
        }
        #expect(text.contains("\nphantop_run_info{workload=\"hog.py\"} 1\n"))
        #expect(text.contains("# TYPE phantop_steps_total counter\n"))
        program.signal(SIGINT)
        program.signal(SIGTERM)
        _ = try await program.outcome()
    }

    @Test("with a screen the log says where")
    func screen() async throws {
        try await Pane.show(["scenario:churn", "--plans", "1", "--metrics", "0"], in: folder) { pane in
            try await pane.wait(for: "q leaves")
            try await pane.press("L")
            let log = try await pane.wait(for: "metrics at http://127.0.0.1:")
            let line = try #require(
                log.rows.joined(separator: "\n").firstMatch(of: /http:\/\/127\.0\.0\.1:\d+\/metrics/)
            ).output
            let text = try #require(try await Web.get(String(line), in: folder))
            #expect(text.contains("\nphantop_plans_total{verdict=\"pass\"} 1\n"))
        }
    }

    @Test("a place that is taken is told before anything runs")
    func taken() async throws {
        let program = try Program(
            ["scenario:churn", "--headless", "--plans", "0", "--rate", "1", "--metrics", "0"], in: folder)
        let place = try await Web.link(of: program).dropFirst(7).prefix { $0 != "/" }
        let second = try await Program.run(
            ["scenario:churn", "--headless", "--metrics", String(place)], in: folder)
        #expect(second.code == 2 && second.output == "")
        #expect(
            second.errors
                == "phantop: --metrics: \(place) is already in use; take another port, or 0 for any that is"
                + " free\n")
        program.signal(SIGTERM)
        #expect(try await program.outcome().code == 143)
    }

    @Test("a child that a script leaves behind does not keep the place")
    func child() async throws {
        try folder.write(
            """
            import os, time
            from opentap import *
            class Forks(TestStep):
                def Run(self):
                    child = os.fork()
                    if child == 0:
                        while os.getppid() != 1:
                            time.sleep(0.02)
                        time.sleep(1000)
                    open("child", "w").write(f"{child}\\n")
            """, to: "forks.py")
        let program = try Program(
            ["forks.py", "--headless", "--plans", "1", "--steps", "1", "--metrics", "0"], in: folder)
        let place = try await Web.link(of: program).dropFirst(7).prefix { $0 != "/" }
        #expect(try await program.outcome().code == 0)
        let child = try #require(folder.line("child").flatMap(Int32.init))
        defer { kill(child, SIGKILL) }
        let next = try await Program.run(
            ["scenario:churn", "--headless", "--plans", "1", "--metrics", String(place)], in: folder)
        #expect(next.code == 0 && kill(child, 0) == 0, "\(next.errors)")
    }

    @Test("a script that closes every file it finds, or forks, does not end them")
    func nasty() async throws {
        try folder.write(
            """
            import os, time
            from opentap import *
            class Nasty(TestStep):
                def Run(self):
                    os.closerange(512, 4096)
                    if os.fork() == 0:
                        os._exit(0)
                    os.wait()
                    time.sleep(0.05)
            """, to: "nasty.py")
        let program = try Program(
            [
                "nasty.py", "--headless", "--plans", "0", "--steps", "1", "--metrics", "0", "--log-level",
                "error",
            ],
            in: folder)
        let link = try await Web.link(of: program)
        try await Patience.wait(for: "ten steps", evidence: { program.errors }) {
            let steps = try await Web.get(link, in: folder)?.firstMatch(of: /\nphantop_steps_total (\d+)/)
            return steps.flatMap { Int($0.output.1) }.flatMap { $0 > 10 ? $0 : nil }
        }
        program.signal(SIGTERM)
        #expect(try await program.outcome().code == 143)
    }
}

/// Asks over HTTP, as a program of somebody else's does.
enum Web {
    /// Where a run says that its metrics are.
    static func link(of program: Program) async throws -> String {
        try await Patience.wait(for: "the place of the metrics", evidence: { program.errors }) {
            program.errors.firstMatch(of: /metrics at (http:.*)\n/).map { String($0.output.1) }
        }
    }

    /// What is there; nil if nobody answers, or not well.
    /// - Parameter query: added to the link, encoded.
    static func get(_ link: String, query: [String: String] = [:], in folder: Folder) async throws -> String?
    {
        let script = """
            import sys, urllib.parse, urllib.request
            query = urllib.parse.urlencode(dict(zip(sys.argv[2::2], sys.argv[3::2])))
            sys.stdout.write(urllib.request.urlopen(sys.argv[1] + ("?" + query if query else ""), timeout=5).read().decode())
            """
        let words = query.flatMap { [$0.key, $0.value] }
        let outcome = try await Program.run(["-c", script, link] + words, of: "python3.11", in: folder)
        return outcome.code == 0 ? outcome.output : nil
    }
}
