import Testing
import Threading

@Suite("Uptime")
struct UptimeTests {
    @Test("never goes back")
    func monotonic() {
        let readings = (0..<10_000).map { _ in Uptime.nanoseconds }
        #expect(readings == readings.sorted())
    }

    @Test("counts nanoseconds")
    func unit() {
        // The reference clock starts first and stops last.
        let reference = ContinuousClock.now
        let begin = Uptime.nanoseconds
        StopSignal.sleep(nanoseconds: 20_000_000)
        let elapsed = Uptime.nanoseconds - begin
        let longest = ContinuousClock.now - reference
        #expect(elapsed >= 20_000_000)
        #expect(Duration.nanoseconds(elapsed) <= longest)
    }
}
