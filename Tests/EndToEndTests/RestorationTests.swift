import Foundation
import Testing

@Suite("the terminal after a bad end", .paced) struct RestorationTests {
    private let folder: Folder

    init() throws { folder = try Folder() }

    private func expectRestored(_ pane: Pane) async throws {
        try await pane.wait(for: "THE PROGRAM HAS ENDED")
        #expect(try await pane.isRestored())
        #expect(pane.hasSameModes)
    }

    @Test(
        "a signal ends the program, with the terminal as it was and the signal in the exit code",
        arguments: [(SIGTERM, 143), (SIGINT, 130)] as [(Int32, Int32)], [true, false])
    func signal(signal: (number: Int32, code: Int32), toWorker: Bool) async throws {
        try await Pane.show([], in: folder) { pane in
            try await pane.wait(for: "▸")
            kill(toWorker ? try await pane.worker() : try await pane.guardian(), signal.number)
            #expect(try await pane.code() == signal.code)
            try await expectRestored(pane)
        }
    }

    @Test("a signal while a step sits on the GIL restores the terminal and gives Python up after 5 s")
    func signalDuringHold() async throws {
        try folder.workload("hog.py")
        try await Pane.show(["hog.py"], in: folder) { pane in
            try await pane.wait(for: "▸ Hog")
            try await pane.signal(SIGTERM)
            #expect(try await pane.code() == 3)
            try await expectRestored(pane)
        }
    }

    @Test("a crash in native code restores the terminal, names the step in one line, and is exit code 139")
    func crash() async throws {
        try folder.workload("crash.py")
        try await Pane.show(["crash.py"], in: folder) { pane in
            #expect(try await pane.code() == 139)
            let screen = try await pane.wait(for: "THE PROGRAM HAS ENDED")
            let text = screen.text.replacing("\n", with: "")
            #expect(text.contains("phantop: crashed with SIGSEGV while the step Crash was running"))
            try await expectRestored(pane)
        }
    }

    @Test(
        "whatever a script does to the process, the terminal is as it was before",
        arguments: [
            (
                "signal.alarm(1); time.sleep(60)", 142,
                "phantop: ended by SIGALRM while the step Guest was running"
            ),
            ("os.kill(os.getpid(), signal.SIGUSR1)", 138, "phantop: ended by SIGUSR1"),
            ("os.kill(os.getpid(), signal.SIGRTMIN + 5)", 128 + 39, "phantop: ended by signal 39"),
            ("os.closerange(3, 4096); time.sleep(2)", nil, "THE PROGRAM"),
        ] as [(String, Int32?, String)])
    func guest(code: String, exit: Int32?, line: String) async throws {
        try folder.write(
            """
            from opentap import *
            import signal, time
            class Guest(TestStep):
                def Run(self):
                    \(code)
            """, to: "guest.py")
        try await Pane.show(["guest.py"], in: folder) { pane in
            let code = try await pane.code()
            // Without any descriptor of its own the program cannot tell one end from another.
            #expect(exit == nil || code == exit)
            let screen = try await pane.wait(for: "THE PROGRAM HAS ENDED")
            #expect(screen.text.contains(line))
            try await expectRestored(pane)
        }
    }

    @Test(
        "a script that changes the locale, closes standard streams and asks for input leaves the screen whole"
    )
    func streams() async throws {
        try folder.write(
            """
            from opentap import *
            import locale, time
            class Guest(TestStep):
                def Run(self):
                    locale.setlocale(locale.LC_ALL, "C")
                    try: input()
                    except EOFError: self.UpgradeVerdict(Verdict.Pass)
                    for number in (0, 1, 2): os.close(number)
                    self.file = open("mine", "w")
            """, to: "guest.py")
        try await Pane.show(["guest.py", "--steps", "1", "--plans", "1"], in: folder) { pane in
            let screen = try await pane.wait(for: "q leaves")
            #expect(screen.contains("✓ 1 plan") && screen.contains("1 Pass"))
            #expect(screen.rows[2].hasPrefix("╭ registry ─"))
            try await pane.press("q")
            #expect(try await pane.code() == 0)
            #expect(folder.read("mine") == "")
            try await expectRestored(pane)
        }
    }

    @Test(
        "a crash says what happened, also without a screen",
        arguments: [
            ("ctypes.string_at(0)", "SIGSEGV", 139), ("os.abort()", "SIGABRT", 134),
            ("signal.raise_signal(8)", "SIGFPE", 136),
        ] as [(String, String, Int32)])
    func crash(code: String, name: String, exit: Int32) async throws {
        try folder.write(
            """
            import ctypes, signal
            from opentap import *
            class Crash(TestStep):
                def Run(self):
                    self.Name = "Crash \\x1b[2J"
                    \(code)
            """, to: "crash.py")
        let outcome = try await Program.run(["crash.py", "--headless"], in: folder)
        #expect(outcome.code == exit)
        let lines = outcome.errors.split(separator: "\n")
        #expect(lines.count == 1 && lines[0].hasPrefix("phantop: crashed with \(name) while the step Crash"))
        #expect(!outcome.errors.contains("\u{1B}"))
    }

    @Test("a stack that overflows in native code is reported from a stack of its own")
    func overflow() async throws {
        try folder.write(
            """
            from opentap import *
            class Deep(TestStep):
                def Run(self):
                    sys.setrecursionlimit(10**9)
                    nested = []
                    for _ in range(10**6):
                        nested = [nested]
                    repr(nested)
            """, to: "deep.py")
        let outcome = try await Program.run(["deep.py", "--headless"], in: folder)
        #expect(outcome.code == 139)
        #expect(outcome.errors.contains("phantop: crashed with SIGSEGV while the step Deep was running"))
    }
}
