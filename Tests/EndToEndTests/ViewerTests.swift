import Foundation
import Testing

@Suite("those who watch a run from elsewhere", .paced) struct ViewerTests {
    private let folder: Folder
    private let sessions: Sessions

    init() throws {
        folder = try Folder()
        sessions = Sessions(folder: folder)
    }

    /// Starts a run in the background that goes on until it is stopped.
    private func start() async throws {
        let started = try await Program.run(
            ["scenario:churn", "--detach", "--plans", "0", "--rate", "20", "--interval", "1"], in: folder)
        #expect(started.code == 0)
        try await sessions.wait(for: "the session") { $0.first?.phase == "running" }
    }

    @Test("one that is killed is gone, one that is stopped comes back with everything, and the run goes on")
    func killed() async throws {
        try await start()
        try await Pane.show(["attach"], in: folder) { pane in
            try await pane.wait(for: "╭ registry ─")
            let viewer = try await pane.guardian()
            try await sessions.wait(for: "one viewer") { $0.first?.viewers == 1 }
            kill(viewer, SIGSTOP)
            let steps = try await sessions.rows().first?.stepInstances ?? 0
            try await sessions.wait(for: "more steps") { ($0.first?.stepInstances ?? 0) > steps + 1000 }
            kill(viewer, SIGCONT)
            try await pane.press("L")
            try await pane.wait(for: "╭ log")
            kill(viewer, SIGKILL)
            #expect(try await pane.code() == 137)
        }
        try await sessions.wait(for: "nobody") { $0.first?.viewers == 0 }
        #expect(try await sessions.stop().code == 0)
    }

    @Test("who only watches asks nothing of the run, and q leaves without a question")
    func readOnly() async throws {
        try await start()
        try await Pane.show(["attach", "--read-only"], in: folder) { pane in
            try await pane.wait(for: "╭ registry ─")
            try await pane.press("e")
            try await pane.wait(for: "read-only")
            try await pane.press("q")
            #expect(try await pane.code() == 0)
            try await pane.wait(for: "churn goes on; phantop attach churn shows it again")
        }
        #expect(try await sessions.rows().first?.phase == "running")
        #expect(try await sessions.stop().code == 0)
    }

    @Test("when the process of the run is killed, whoever watches is told so and leaves with exit code 5")
    func lost() async throws {
        try await start()
        let rows = try await sessions.rows()
        try await Pane.show(["attach"], in: folder) { pane in
            try await pane.wait(for: "╭ registry ─")
            kill(rows[0].process, SIGKILL)
            try await pane.wait(for: "the session is gone")
            try await pane.press("q")
            #expect(try await pane.code() == 5)
        }
        // What it has left is recognised and taken away.
        #expect(try await sessions.rows().isEmpty)
        #expect(sessions.isClean(after: rows))
    }

    @Test(
        "what the run is to have marked, and to have taken for no leak, is so there, unless something else is typed"
    )
    func thresholds() async throws {
        _ = try await Program.run(
            [
                "scenario:churn", "--detach", "--plans", "0", "--rate", "20", "--threshold", "threads=1",
                "--threshold", "registry=900000", "--tolerance", "12345",
            ], in: folder)
        try await sessions.wait(for: "the session") { $0.first?.phase == "running" }
        try await Pane.show(["attach"], in: folder) { pane in
            try await pane.wait(for: "over 1 since")
            try await pane.press("s", "End")
            try await pane.wait(for: "12345 B/step")
            try await pane.press("d")
            _ = try await pane.code()
        }
        let typed = ["attach", "--threshold", "threads=900", "--tolerance=77"]
        try await Pane.show(typed, in: folder) { pane in
            let screen = try await pane.wait(for: "steps") { ($0.number(after: "threads ─") ?? 0) > 1 }
            #expect(!screen.contains("!"))
            try await pane.press("s", "End")
            try await pane.wait(for: "77 B/step")
            try await pane.press("d")
            _ = try await pane.code()
        }
        #expect(try await sessions.stop().code == 0)
    }

    @Test(
        "whether it leaks is told elsewhere by what is no leak of the run",
        arguments: [([], "LEAK"), (["--tolerance", "1e9"], "OK")] as [([String], String)])
    func judged(_ options: [String], _ verdict: String) async throws {
        try folder.write(
            """
            from opentap import *

            KEPT = []

            class Keeps(TestStep):
                def Run(self):
                    KEPT.append(bytes(2000))
            """, to: "keeps.py")
        let arguments = ["run", "keeps.py", "--detach", "--plans", "0", "--rate", "40", "--interval", "0.1"]
        #expect(try await Program.run(arguments + ["--record", "record"] + options, in: folder).code == 0)
        try await sessions.wait(for: verdict) { $0.first?.verdict == verdict }
        #expect(try await sessions.stop().code == 0)
        let exported = try await Program.run(
            ["export", "record", "-o", "page.html"], in: folder)
        #expect(exported.code == 0 && (folder.read("page.html") ?? "").contains(verdict))
    }

    @Test("a configuration file with switches of runs is none of a viewer's business, and no obstacle")
    func configured() async throws {
        try folder.write("theme = \"light\"\npreset = \"stock\"\ninterval = 7\n", to: "config.toml")
        try await start()
        try await Pane.show(["attach", "--config", "config.toml"], in: folder) { pane in
            try await pane.wait(for: "⟳ 1 s")
            try await pane.press("d")
            #expect(try await pane.code() == 0)
        }
        let wrong = try await Program.run(["replay", "--config", "config.toml", "nothing"], in: folder)
        #expect(wrong.code == 2 && wrong.errors.contains("nothing"))
        #expect(try await sessions.stop().code == 0)
    }

    @Test("nobody to attach to, and a name that is taken, are one line and exit code 2")
    func refused() async throws {
        let none = try await Program.run(["attach", "nobody"], in: folder)
        #expect(none.code == 2 && none.errors == "phantop: no session named nobody runs; none does\n")
        try await start()
        let taken = try await Program.run(
            ["scenario:churn", "--headless", "--plans", "1", "--name", "churn"], in: folder)
        #expect(taken.code == 2)
        #expect(taken.errors.hasPrefix("phantop: a session named churn runs already; choose another --name"))
        #expect(try await sessions.stop().code == 0)
    }
}
