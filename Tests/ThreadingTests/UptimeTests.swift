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
        let begin = (Uptime.nanoseconds, ContinuousClock.now)
        StopSignal.sleep(nanoseconds: 20_000_000)
        let elapsed = Uptime.nanoseconds - begin.0
        let reference = ContinuousClock.now - begin.1
        #expect(elapsed >= 20_000_000)
        #expect(Duration.nanoseconds(elapsed) <= reference)
    }
}
