import History
import Telemetry
import Testing

@testable import Dashboard

@Suite("What is said of an incident")
struct IncidentWordsTests {
    private func words(_ change: (inout Settings) -> Void) -> String {
        var settings = Settings()
        change(&settings)
        return Incident(elapsed: 1, kind: .change(from: Settings(), to: settings)).words
    }

    @Test("a change of settings says what changed")
    func changes() {
        #expect(words { $0.interval = 5 } == "interval 30 s to 5 s")
        #expect(words { $0.preset = .stock } == "preset stock")
        #expect(words { $0.collects = true } == "collects no to yes")
        #expect(words { _ in } == "preset sweep again")
    }
}
