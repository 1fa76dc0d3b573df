import Foundation
import Testing

@Suite("signals to a run without a screen", .paced) struct SignalTests {
    private let folder: Folder

    init() throws { folder = try Folder() }

    /// Starts a workload, and waits until one of its steps has run for the first time.
    private func start(_ workload: String, _ arguments: [String] = []) async throws -> Program {
        let program = try Program(
            [workload, "--headless", "--report", "report.json", "--plans", "0"] + arguments, in: folder)
        try await Patience.wait(for: "the first step", evidence: { program.errors }) {
            program.errors.contains("has begun") ? () : nil
        }
        return program
    }

    private func write(_ body: String) throws {
        try folder.write(
            """
            import ctypes, time
            from opentap import *
            class Step(TestStep):
                def Run(self):
                    print("has begun")
                    \(body)
            """, to: "step.py")
    }

    @Test(
        "SIGINT and SIGTERM end the run, write the report and are told by the exit code",
        arguments: [(SIGINT, 130), (SIGTERM, 143), (SIGHUP, 129)] as [(Int32, Int32)])
    func ends(signal: Int32, code: Int32) async throws {
        try write("time.sleep(0.01)")
        let program = try await start("step.py")
        program.signal(signal)
        #expect(try await program.outcome().code == code)
        let report = try Report(folder.read("report.json") ?? "")
        #expect(report.plans >= 1 && report.verdicts.aborted == 1)
        #expect(report.registry.end == report.registry.start)
        #expect(report.hosts.created == report.hosts.deinitialised)
    }

    @Test("a wait between two plans is cut short by a signal")
    func cutsWait() async throws {
        try write("pass")
        let program = try await start("step.py", ["--rate", "0.001", "--steps", "1"])
        program.signal(SIGTERM)
        #expect(try await program.outcome().code == 143)
    }

    @Test(
        "a step that does not end is given up after 5 s, or at the second signal, with the report and exit code 3",
        arguments: [1, 2])
    func stuck(signals: Int) async throws {
        try write("ctypes.PyDLL(None).pause()")
        let program = try await start("step.py")
        let (begin, clock) = (ContinuousClock.now, ContinuousClock())
        for number in 1...signals {
            program.signal(SIGTERM)
            guard number < signals else { break }
            try await Patience.wait(for: "the first signal") { Self.isPending(program) ? nil : () }
        }
        let outcome = try await program.outcome()
        #expect(outcome.code == 3)
        #expect(outcome.errors.contains("phantop: Python did not stop (the step Step is still running)"))
        #expect(try Report(folder.read("report.json") ?? "").plans == 0)
        #expect((clock.now - begin < .seconds(4)) == (signals > 1))
    }

    /// Whether a signal waits to be delivered: two of a kind would be one.
    private static func isPending(_ program: Program) -> Bool {
        let status = (try? String(contentsOfFile: "/proc/\(program.number)/status", encoding: .utf8)) ?? ""
        return status.split(separator: "\n").contains { line in
            line.hasPrefix("ShdPnd:")
                && line.dropFirst("ShdPnd:".count).contains { "123456789abcdef".contains($0) }
        }
    }

    @Test("import signal in a script does not take the signals over")
    func importsSignal() async throws {
        try write("import signal; time.sleep(0.01)")
        let program = try await start("step.py")
        program.signal(SIGINT)
        let outcome = try await program.outcome()
        #expect(outcome.code == 130)
        #expect(!outcome.errors.contains("KeyboardInterrupt"))
    }
}
