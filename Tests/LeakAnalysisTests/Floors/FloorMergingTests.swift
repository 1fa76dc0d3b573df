import Testing

@testable import LeakAnalysis

@Suite("FloorSeries over a long time")
struct FloorMergingTests {
    private func series(_ windows: Int, heap: (Int) -> Int = { $0 }) -> FloorSeries {
        var series = FloorSeries()
        for window in 0..<windows {
            let low = Floor.Low(value: heap(window), steps: window, seconds: Double(window))
            series.append(Floor(heap: low, entries: low))
        }
        return series
    }

    @Test("never more than 256 floors are kept", arguments: [100, 224, 225, 1000, 50_000])
    func bounded(_ windows: Int) {
        let series = series(windows)
        #expect(series.floors.count + series.recent.count <= 256)
    }

    @Test("once there are enough, there are never fewer than a verdict can use", arguments: 224...460)
    func useful(_ windows: Int) {
        #expect(series(windows).floors.count >= 112)
    }

    @Test("neighbours merge into the lower of both, quantity by quantity")
    func lower() {
        var series = FloorSeries()
        for window in 0..<FloorSeries.capacity {
            let (heap, entries) = window % 2 == 0 ? (5, 9) : (7, 3)
            series.append(
                Floor(
                    heap: Floor.Low(value: heap, steps: window, seconds: 0),
                    entries: Floor.Low(value: entries, steps: window, seconds: 0)))
        }
        #expect(series.floors.allSatisfy { $0.heap.value == 5 && $0.entries.value == 3 })
        #expect(series.floors.first?.heap.steps == 0)
        #expect(series.floors.first?.entries.steps == 1)
    }

    @Test(
        "all floors are of equally many windows, so that late ones do not seem higher",
        arguments: [500, 5000])
    func uniform(_ windows: Int) {
        // Each window has its own low; the first of every floor is the lowest.
        let floors = series(windows).floors
        let width = series(windows).windowsPerFloor
        #expect(floors.map(\.heap.steps) == floors.indices.map { $0 * width })
    }

    @Test("the newest windows stay one by one")
    func recent() {
        #expect(series(5000).recent.map(\.heap.steps) == Array(4968..<5000))
    }
}
