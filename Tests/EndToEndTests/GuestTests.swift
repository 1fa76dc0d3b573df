import Foundation
import Testing

@Suite("a script that takes the process for its own", .paced) struct GuestTests {
    private let folder: Folder

    init() throws { folder = try Folder() }

    /// Runs a step with this body in three plans of two.
    private func run(
        _ body: String, before: String = "", _ arguments: [String] = []
    ) async throws -> (outcome: Program.Outcome, report: Report) {
        let lines = body.split(separator: "\n").map { "        " + $0 }.joined(separator: "\n")
        try folder.write(
            """
            from opentap import *
            import gc, signal, subprocess, threading, time
            \(before)
            class Guest(TestStep):
                def Run(self):
            \(lines)
            """, to: "guest.py")
        let outcome = try await Program.run(
            ["guest.py", "--headless", "--plans", "3", "--steps", "2", "--report", "report.json"] + arguments,
            in: folder)
        return (outcome, try Report(folder.read("report.json") ?? ""))
    }

    /// Expects a run like any other, after which nothing is left.
    private func expectUsual(_ result: (outcome: Program.Outcome, report: Report)) {
        #expect(result.outcome.code == 0, "\(result.outcome.errors)")
        #expect(result.report.plans == 3 && result.report.stepInstances == 6)
        #expect(result.report.registry.end == 0)
        #expect(result.report.hosts.deinitialised == result.report.hosts.created)
    }

    @Test(
        "takes every descriptor there is: the run ends as usual",
        arguments: ["", "while True: kept.append(os.open('/dev/null', 0))"])
    func descriptors(early: String) async throws {
        let take = """
            try:
                while True: kept.append(os.open('/dev/null', 0))
            except OSError: pass
            """
        expectUsual(try await run(take, before: "kept = []\n" + (early.isEmpty ? "" : take)))
    }

    @Test(
        "forks where nobody expects it: there is one run, and no child stays",
        arguments: [
            ("", "fork()"), ("gc.callbacks.append(lambda phase, _: fork())", "pass"),
            ("TestStep.__subclasses__  # nothing", "self.last = Last()"),
            ("import atexit; atexit.register(fork)", "pass"),
            ("phantop.add_result_listener(lambda *_: fork())", "self.PublishResult('t', ['c'], [1])"),
            ("", "phantop.evict_abandoned(lambda one: fork())"),
            ("", "one = threading.Thread(target=fork); one.start(); one.join()"), ("fork()", "pass"),
        ])
    func forks(before: String, body: String) async throws {
        let fork = """
            import phantop
            def fork():
                child = os.fork()
                if child: open("children", "a").write(f"{child}\\n")
                return False
            class Last:
                def __del__(self): fork()
            """
        let ran = "open('ran', 'a').write('.')\n"
        let result = try await run(ran + body, before: fork + "\n" + before)
        expectUsual(result)
        #expect(result.outcome.errors == "")
        #expect(folder.read("ran") == "......")
        let children = (folder.read("children") ?? "").split(separator: "\n").compactMap { Int32($0) }
        #expect(!children.isEmpty)
        try await Patience.wait(for: "the end of all children") {
            children.allSatisfy { kill($0, 0) != 0 } ? () : nil
        }
    }

    @Test("uses multiprocessing and subprocess as anywhere: workers print, and end when they are told to")
    func multiprocessing() async throws {
        let before = """
            import multiprocessing
            def twice(number):
                print("worker", number, flush=True)
                return number * 2
            """
        let body = """
            for _ in range(5):
                with multiprocessing.Pool(2) as pool: assert pool.map(twice, [1, 2]) == [2, 4]
            one = multiprocessing.Process(target=twice, args=(3,)); one.start(); one.join()
            assert one.exitcode == 0
            subprocess.run(["echo", "child"], stdout=sys.stdout, check=True)
            """
        let result = try await run(body, before: before)
        expectUsual(result)
        for text in ["worker 1", "worker 3", "child"] { #expect(result.outcome.errors.contains(text)) }
    }

    @Test("ends it: that is a step's error, as sys.exit is, and children end as they ask")
    func exit() async throws {
        let result = try await run(
            "if os.fork() == 0: os._exit(3)\nassert os.wait()[1] >> 8 == 3\nos._exit(5)")
        #expect(result.outcome.code == 1 && result.report.stepVerdicts == .init(error: 3))
        #expect(result.outcome.errors.contains("SystemExit: 5"))
    }

    @Test("handles the signals that end it: they still end the run, with its report")
    func signals() async throws {
        try folder.write(
            """
            from opentap import *
            import signal, time
            class Deaf(TestStep):
                def Run(self):
                    signal.signal(signal.SIGTERM, signal.SIG_IGN)
                    print("has begun")
                    time.sleep(0.02)
            """, to: "deaf.py")
        let program = try Program(
            ["deaf.py", "--headless", "--plans", "0", "--steps", "1", "--report", "report.json"], in: folder)
        try await Patience.wait(for: "a deaf step", evidence: { program.errors }) {
            program.errors.contains("has begun") ? () : nil
        }
        // The script takes the signal away again and again; sooner or later it comes through.
        let outcome = try await Patience.wait(for: "the end") {
            program.signal(SIGTERM)
            // A second one that comes through would be taken for impatience.
            return try? await program.outcome(within: .seconds(3))
        }
        #expect(outcome.code == 143)
        #expect(try Report(folder.read("report.json") ?? "").plans >= 1)
    }

    @Test("leaves a thread that does not end: the report is complete, the exit code 3, and the line says why")
    func thread() async throws {
        let result = try await run("threading.Thread(target=time.sleep, args=(10**6,)).start()")
        #expect(result.outcome.code == 3)
        #expect(result.report.plans == 3 && result.report.registry.end == 0)
        #expect(result.outcome.errors.contains("a thread or an exit function of the script still runs"))
    }

    @Test("raises Python's limit of recursion: steps that run each other end in an error all the same")
    func recursion() async throws {
        let result = try await run(
            "sys.setrecursionlimit(10**9)\nself.ChildTestSteps.Add(child()); self.RunChildSteps()",
            before: """
                def child():
                    class Child(TestStep):
                        def Run(self): self.Parent.RunChildSteps()
                    return Child()
                """)
        #expect(result.outcome.code == 1 && result.report.stepVerdicts.error > 3)
        #expect(result.outcome.errors.contains("RuntimeError: steps run each other without end"))
    }

    @Test("writes to standard output in every way there is: all of it is in the log")
    func output() async throws {
        let result = try await run(
            """
            sys.stdout.buffer.write("bytes é\\n".encode()); sys.stdout.reconfigure(line_buffering=True)
            os.write(sys.stdout.fileno(), b"descriptor\\n"); sys.stdout.close(); print("still open")
            import faulthandler; faulthandler.enable(); print(sys.stdout.name, sys.stderr.name)
            print("x" * 10_000)
            """)
        expectUsual(result)
        for text in ["bytes é", "descriptor", "still open", "<stdout> <stderr>", "(2100 characters more)"] {
            #expect(result.outcome.errors.contains(text), "\(text)")
        }
    }

    @Test("has a name of ten million characters: it is cut wherever it is shown")
    func name() async throws {
        let result = try await run(
            "self.Name = 'n' * 10_000_000; self.log.Error('x'); assert len(self.Name) == 10**7")
        expectUsual(result)
        #expect(result.outcome.errors.utf8.count < 6 * 400)
    }

    @Test("makes plans until it cannot: the line says why, and what ran is in the report")
    func unmade() async throws {
        try folder.write(
            """
            from opentap import *
            count = 0
            def plan():
                global count
                count += 1
                if count == 3: raise ValueError("no third")
                return OpenTap.TestPlan()
            """, to: "two.py")
        let outcome = try await Program.run(["two.py", "--headless", "--report", "-"], in: folder)
        #expect(outcome.code == 1 && outcome.errors == "phantop: two.py:6: ValueError: no third\n")
        let report = try Report(outcome.output)
        #expect(report.plans == 2 && report.verdicts == .init(error: 1, notSet: 2))
    }
}
