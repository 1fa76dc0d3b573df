import History
import Telemetry
import Testing

@testable import Dashboard

@Suite("a line for where there is no screen")
struct ProgressLineTests {
    @Test("it has everything that is watched and the answer whether it leaks, in ASCII")
    func line() {
        var rehearsal = Rehearsal()
        rehearsal.churn(seconds: 12)
        let text = ProgressLine(rehearsal.snapshot, LeakWatch()).text
        #expect(text.hasPrefix("0:12  plan 10/50  registry 1,141  phantoms 80"))
        #expect(text.contains("threads 6  heap +0.") && text.contains(" MB  ? UNSURE"))
        #expect(text.allSatisfy { $0.isASCII })
    }
}
