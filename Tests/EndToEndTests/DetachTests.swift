import Foundation
import Testing

@Suite("a run that outlives its screen", .paced) struct DetachTests {
    private let folder: Folder
    private let sessions: Sessions

    init() throws {
        folder = try Folder()
        sessions = Sessions(folder: folder)
    }

    /// A run whose screen has gone in some way; looked at again, and ended with its result.
    private func expectAttachable(_ rows: [Sessions.Row]) async throws {
        #expect(rows.map(\.name) == ["churn"] && rows[0].workload == "scenario:churn")
        let steps = rows[0].stepInstances
        try await sessions.wait(for: "more steps") { ($0.first?.stepInstances ?? 0) > steps }
        try await Pane.show(["attach"], in: folder) { pane in
            try await pane.wait(for: "the note of before and the graphs") {
                $0.contains("╭ registry ─") && $0.contains("■")
            }
            try await pane.press("L")
            try await pane.wait(for: "before it went")
            try await pane.press("+")
            try await pane.wait(for: "⟳ 10 s")
            try await pane.wait(for: "who did it") { $0.contains("pts/") && $0.contains("interval 10 s") }
            try await pane.press("o", "e")
            try await pane.wait(for: "the eviction") { $0.contains("evict ") && $0.contains("examined") }
            try await pane.press("q")
            try await pane.wait(for: "stop the run and leave?")
            try await pane.press("y")
            let code = try await pane.code()
            #expect(code == 0)
            let screen = try await pane.wait(for: "THE PROGRAM HAS ENDED")
            #expect(screen.contains("registry       0 to 0 entries"))
            #expect(try await pane.isRestored())
            #expect(pane.hasSameModes)
        }
        try await Patience.wait(for: "nothing to be left") { sessions.isClean(after: rows) ? () : nil }
    }

    @Test(
        "after its terminal was closed it is listed, attached to with its past, tuned and stopped",
        arguments: [[], ["scenario:churn", "--plans", "0", "--interval", "5"]])
    func hangUp(arguments: [String]) async throws {
        try await Pane.show(arguments, in: folder) { pane in
            try await pane.wait(for: "▸")
            try await pane.press("n", "before it went", "Enter")
            try await pane.wait(for: "■")
            try await pane.close()
            #expect(try await pane.hungUpCode() == 129)
        }
        try await expectAttachable(try await sessions.wait(for: "the session") { !$0.isEmpty })
    }

    @Test("d gives the terminal back to the shell at once, and the run goes on")
    func detach() async throws {
        try await Pane.show([], in: folder) { pane in
            try await pane.wait(for: "▸")
            try await pane.press("n", "before it went", "Enter")
            try await pane.wait(for: "■")
            try await pane.press("d")
            #expect(try await pane.code() == 0)
            let screen = try await pane.wait(for: "THE PROGRAM HAS ENDED")
            #expect(screen.contains("churn goes on; phantop attach churn shows it again"))
            #expect(try await pane.isRestored())
            #expect(pane.hasSameModes)
        }
        try await expectAttachable(try await sessions.rows())
    }

    @Test("the process that the shell waits for is killed: the run goes on all the same")
    func killedGuard() async throws {
        try await Pane.show([], in: folder) { pane in
            try await pane.wait(for: "▸")
            kill(try await pane.guardian(), SIGKILL)
            #expect(try await pane.code() == 137)
            let rows = try await sessions.rows()
            #expect(rows.count == 1)
            #expect(try await sessions.stop().code == 0)
            try await Patience.wait(for: "nothing to be left") { sessions.isClean(after: rows) ? () : nil }
        }
    }

    @Test("SIGHUP to the run is the end of its terminal too", arguments: [true, false])
    func signal(toWorker: Bool) async throws {
        try await Pane.show([], in: folder) { pane in
            try await pane.wait(for: "▸")
            kill(toWorker ? try await pane.worker() : try await pane.guardian(), SIGHUP)
            #expect(try await pane.code() == 129)
            #expect(try await pane.isRestored())
            #expect(try await pane.screen().contains("churn goes on; phantop attach churn shows it again"))
            #expect(try await sessions.stop().code == 0)
        }
    }

    @Test(
        "a run that never had a screen goes on, too, when the terminal goes away", arguments: [true, false])
    func headless(isTable: Bool) async throws {
        let report = isTable ? [] : ["--report", "-"]
        try await Pane.show(
            ["scenario:churn", "--headless", "--plans", "0", "--rate", "20"] + report, in: folder
        ) { pane in
            try await pane.wait(for: "the first plan") { $0.text.contains("plan ") }
            try await pane.close()
            let rows = try await sessions.wait(for: "the session") { !$0.isEmpty }
            let steps = rows[0].stepInstances
            try await sessions.wait(for: "more steps") { ($0.first?.stepInstances ?? 0) > steps }
            #expect(folder.line("code") == nil)
            let stopped = try await sessions.stop()
            #expect(stopped.code == 0, "\(stopped.output)\(stopped.errors)")
            let words = try await Patience.wait(for: "its last words") {
                folder.read("state/phantop/churn.out").flatMap { $0.isEmpty ? nil : $0 }
            }
            #expect(isTable ? words.hasPrefix("workload       scenario:churn") : (try? Report(words)) != nil)
            try await Patience.wait(for: "nothing to be left") { sessions.isClean(after: rows) ? () : nil }
        }
    }

    @Test("Ctrl-C counts, also where the terminal goes away with it")
    func interrupted() async throws {
        try await Pane.show(["scenario:churn", "--headless", "--plans", "0", "--rate", "20"], in: folder) {
            pane in
            try await pane.wait(for: "the first plan") { $0.text.contains("plan ") }
            let number = try await pane.guardian()
            kill(number, SIGHUP)
            kill(number, SIGINT)
            try await pane.close()
            let words = try await Patience.wait(for: "its last words") {
                folder.read("state/phantop/churn.out").flatMap { $0.isEmpty ? nil : $0 }
            }
            #expect(words.hasPrefix("workload       scenario:churn") && !words.contains("did not stop"))
            try await Patience.wait(for: "nothing to be left") {
                sessions.isClean(after: []) && kill(number, 0) != 0 ? () : nil
            }
        }
    }

    @Test(
        "started with --detach it says so and gives the shell back; its report and exit code come with stop")
    func background() async throws {
        try folder.write(
            """
            from opentap import *
            class Fails(TestStep):
                def Run(self):
                    self.UpgradeVerdict(Verdict.Fail)
                    print("printed")
            """, to: "fails.py")
        let started = try await Program.run(
            [
                "fails.py", "--detach", "--name", "night.1", "--plans", "0", "--rate", "20", "--report",
                "report.json",
            ], in: folder)
        #expect(started.code == 0 && started.output == "")
        #expect(started.errors == "night.1 goes on; phantop attach night.1 shows it again\n")
        let rows = try await sessions.wait(for: "two steps") { ($0.first?.stepInstances ?? 0) > 1 }
        #expect(rows[0].name == "night.1" && rows[0].phase == "running")
        let stopped = try await sessions.stop("night.1")
        #expect(stopped.code == 1)
        #expect(stopped.output.contains("workload       fails.py, preset sweep"))
        #expect(try Report(folder.read("report.json") ?? "").verdicts.fail > 0)
        try await Patience.wait(for: "nothing to be left") { sessions.isClean(after: rows) ? () : nil }
    }

    @Test("what cannot run at all is told before the shell is given back")
    func unusable() async throws {
        try folder.write("import nothing_of_that_name", to: "bad.py")
        let outcome = try await Program.run(["bad.py", "--detach"], in: folder)
        #expect(outcome.code == 2)
        #expect(outcome.errors.contains("nothing_of_that_name"))
        #expect(sessions.isClean(after: []))
    }

    @Test("a run in the background ends by itself, and its last words are in a file")
    func ends() async throws {
        let started = try await Program.run(
            ["scenario:churn", "--detach", "--plans", "40", "--rate", "40"], in: folder)
        #expect(started.code == 0)
        try await Patience.wait(for: "its last words") {
            folder.read("state/phantop/churn.out")?.contains("ran            40 plans") == true ? () : nil
        }
        try await Patience.wait(for: "nothing to be left") { sessions.isClean(after: []) ? () : nil }
        let late = try await Program.run(["attach", "churn"], in: folder)
        #expect(late.code == 2)
        #expect(late.errors.hasPrefix("phantop: no session named churn runs; none does; what the last one"))
    }

    @Test("who wants to leave at once leaves nothing behind where nothing is to be waited for")
    func atOnce() async throws {
        _ = try await Program.run(
            ["scenario:churn", "--detach", "--plans", "0", "--rate", "0.01"], in: folder)
        let rows = try await sessions.wait(for: "a plan") { ($0.first?.stepInstances ?? 0) == 50 }
        let stopped = try await sessions.stop("--now")
        #expect(stopped.code == 0, "\(stopped.output)")
        #expect(stopped.output.contains("registry       0 to 0 entries"))
        try await Patience.wait(for: "nothing to be left") { sessions.isClean(after: rows) ? () : nil }
    }

    @Test("a step that does not end is waited for, and left behind when that is asked for")
    func stuck() async throws {
        try folder.workload("endless.py")
        _ = try await Program.run(["endless.py", "--detach"], in: folder)
        let rows = try await sessions.wait(for: "the session") { $0.first?.phase == "running" }
        let waiting = try Program(["stop"], in: folder)
        try await sessions.wait(for: "the request") { $0.first?.phase == "stopping" }
        try await Patience.wait(for: "what is waited for", evidence: { waiting.errors }) {
            waiting.errors == "waits for the step Endless; --now leaves it\n" ? () : nil
        }
        let stopped = try await sessions.stop("--now")
        #expect(stopped.code == 3)
        #expect(stopped.output.contains("(the step Endless is still running)"))
        #expect(try await waiting.outcome().code == 3)
        try await Patience.wait(for: "nothing to be left") { sessions.isClean(after: rows) ? () : nil }
    }
}
