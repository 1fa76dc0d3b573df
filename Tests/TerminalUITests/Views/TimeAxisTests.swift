import TerminalUI
import Testing

@Suite struct TimeAxisTests {
    @Test("labels stand at their moments, at round ages")
    func labels() {
        let labels = TimeAxis(secondsPerColumn: 0.5).labels(dotColumns: 66)
        #expect(labels.map(\.text) == ["30s", "20s", "10s"])
        #expect(labels.map(\.dotColumn) == [6, 26, 46])
    }

    @Test("labels keep their distance at every zoom", arguments: [0.001, 0.1, 0.6, 7, 60, 3_600, 1e6])
    func distance(secondsPerColumn: Double) {
        let labels = TimeAxis(secondsPerColumn: secondsPerColumn).labels(dotColumns: 400)
        #expect(zip(labels, labels.dropFirst()).allSatisfy { $1.dotColumn - $0.dotColumn >= 18 })
        #expect(labels.count <= 22)
    }

    @Test("scrolled back, the ages count from now")
    func scrolled() {
        let labels = TimeAxis(secondsPerColumn: 1, endAge: 100).labels(dotColumns: 60)
        #expect(labels.map(\.text) == ["2m30s", "2m"].map { $0 } || labels.first?.text == "2m30s")
        #expect(labels.allSatisfy { $0.dotColumn >= 0 && $0.dotColumn < 60 })
    }

    @Test("nonsense has no labels", arguments: [0.0, -1, .nan])
    func nonsense(secondsPerColumn: Double) {
        #expect(TimeAxis(secondsPerColumn: secondsPerColumn).labels(dotColumns: 60).isEmpty)
    }

    @Test(
        "an age is told in its units",
        arguments: [
            (0.0, "0s"), (30, "30s"), (90, "1m30s"), (3_600, "1h"), (90_000, "1d1h"), (.infinity, "?"),
        ])
    func text(seconds: Double, text: String) {
        #expect(TimeAxis.text(seconds: seconds) == text)
    }
}
