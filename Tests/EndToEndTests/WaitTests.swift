import Foundation
import Testing

@Suite("a run that waits for its next plan", .paced) struct WaitTests {
    /// One plan at once, the next one after more than a quarter of an hour.
    private static let slow = ["scenario:churn", "--rate", "0.001", "--steps", "2"]

    private let folder: Folder
    private let sessions: Sessions

    init() throws {
        folder = try Folder()
        sessions = Sessions(folder: folder)
    }

    private func waitForPlan() async throws {
        try await sessions.wait(for: "the first plan") { ($0.first?.stepInstances ?? 0) == 2 }
    }

    @Test("ends when its duration is over")
    func duration() async throws {
        let report = try await Report.of(Self.slow + ["--plans", "3", "--duration", "0.5"], in: folder)
        #expect(report.plans == 1 && report.verdicts == .init(pass: 1))
    }

    @Test("does not wait after its last plan")
    func last() async throws {
        let report = try await Report.of(Self.slow + ["--plans", "1"], in: folder)
        #expect(report.plans == 1)
    }

    @Test("ends at once by SIGTERM")
    func signal() async throws {
        let program = try Program(Self.slow + ["--headless"], in: folder)
        try await waitForPlan()
        program.signal(SIGTERM)
        #expect(try await program.outcome().code == 143)
    }

    @Test("ends at once by phantop stop")
    func stop() async throws {
        let program = try Program(Self.slow + ["--headless"], in: folder)
        try await waitForPlan()
        #expect(try await sessions.stop().code == 0)
        #expect(try await program.outcome().code == 0)
    }

    @Test("ends at once by q")
    func quit() async throws {
        try await Pane.show(Self.slow, in: folder) { pane in
            try await waitForPlan()
            try await pane.press("q", "y")
            #expect(try await pane.code() == 0)
        }
    }
}
