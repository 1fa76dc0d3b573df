import Telemetry
import TerminalUI
import Testing

@testable import Dashboard

@Suite("thresholds")
struct AlarmTests {
    private func rehearsal(_ metric: String, _ value: Double, rings: Bool = true) -> Rehearsal {
        var rehearsal = Rehearsal { configuration in
            _ = configuration.habits.thresholds.set(metric, to: value)
            configuration.habits.rings = rings
        }
        rehearsal.churn(seconds: 3)
        return rehearsal
    }

    @Test("what is beyond its threshold is marked on its graph and told in the status line")
    func marked() {
        let screen = rehearsal("threads", 5).screen()
        #expect(screen.contains(" ! 6 threads ╮"))
        #expect(screen.contains("! threads 6 over 5 since 0:00"))
    }

    @Test("what is not beyond is not marked")
    func unmarked() {
        let screen = rehearsal("threads", 6).screen()
        #expect(screen.contains(" 6 threads ╮") && !screen.contains("!"))
    }

    @Test("the height of a threshold is marked at the border of its graph")
    func height() { #expect(rehearsal("threads", 6).screen().contains("◂")) }

    @Test("where there is no status line the header tells it")
    func small() {
        var rehearsal = rehearsal("heap", 1000)
        rehearsal.send(.resized(Size(columns: 80, rows: 10)))
        #expect(rehearsal.screen().contains("! heap"))
    }

    @Test("a saw tooth across its threshold rings every 30 s at most, and only if it may")
    func bell() {
        var rehearsal = rehearsal("registry", 1000)
        rehearsal.churn(seconds: 50)
        #expect(rehearsal.dashboard.sounds == 2)
        var silent = self.rehearsal("registry", 1000, rings: false)
        silent.churn(seconds: 50)
        #expect(silent.dashboard.sounds == 0)
    }

    @Test("a name that is no metric is refused")
    func unknown() {
        var thresholds = Thresholds()
        let isKnown = thresholds.set("disk", to: 1)
        #expect(!isKnown)
        #expect(Thresholds.names == ["registry", "phantoms", "threads", "heap"])
    }
}
