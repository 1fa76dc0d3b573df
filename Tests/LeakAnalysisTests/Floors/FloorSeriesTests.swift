import Testing

@testable import LeakAnalysis

@Suite("FloorSeries")
struct FloorSeriesTests {
    private let sweeping = Regime(preset: "sweep", interval: 1, sweeps: true)
    private let idle = Regime(preset: "stock", interval: 1, sweeps: false)

    private func reading(_ tick: Int, heap: Int = 100, entries: Int = 10, steps: Int? = nil) -> Reading {
        Reading(seconds: Double(tick) / 8, steps: steps ?? tick, heapBytes: heap, entries: entries)
    }

    /// Eight readings a second; a sweep after each of them in `sweeps`.
    private func series(_ regime: Regime, _ ticks: Range<Int>, sweeps: Set<Int> = [], heap: (Int) -> Int)
        -> FloorSeries
    {
        var series = FloorSeries()
        for tick in ticks {
            series.record(reading(tick, heap: heap(tick)), under: regime)
            if sweeps.contains(tick) { series.noteSweep() }
        }
        return series
    }

    @Test("each window between two sweeps leaves its lowest heap, with the steps it was at")
    func lowest() {
        let series = series(sweeping, 0..<20, sweeps: [9, 19]) { $0 == 3 ? 40 : $0 == 15 ? 60 : 100 }
        #expect(series.floors.map(\.heap.value) == [40, 60])
        #expect(series.floors.map(\.heap.steps) == [3, 15])
    }

    @Test("the lowest registry value is found apart from the lowest heap")
    func registry() {
        var series = FloorSeries()
        for tick in 0..<10 {
            series.record(reading(tick, heap: 100 - tick, entries: 10 + tick), under: sweeping)
        }
        series.noteSweep()
        #expect(series.floors.first?.heap.value == 91)
        #expect(series.floors.first?.entries.value == 10)
    }

    @Test("where nothing sweeps a window lasts one interval")
    func interval() {
        let series = series(idle, 0..<29) { 100 + $0 }
        #expect(series.floors.map(\.heap.steps) == [0, 9, 18])
    }

    @Test("where something sweeps time alone closes no window")
    func noSweep() {
        #expect(series(sweeping, 0..<100) { _ in 1 }.floors.isEmpty)
    }

    @Test("a window with too few readings goes on beyond the sweep")
    func fewReadings() {
        let series = series(sweeping, 0..<10, sweeps: [1, 3, 5, 8]) { 100 + $0 }
        #expect(series.floors.map(\.heap.steps) == [0])
    }

    @Test("a window in which no step ran goes on, so that a pause leaves no floors")
    func pause() {
        var series = FloorSeries()
        for tick in 0..<80 {
            series.record(reading(tick, steps: tick < 10 ? tick : 10), under: sweeping)
            if tick % 10 == 9 { series.noteSweep() }
        }
        #expect(series.floors.count == 2)
    }

    @Test(
        "a change of interval or preset begins a new segment",
        arguments: [
            Regime(preset: "sweep", interval: 2, sweeps: true),
            Regime(preset: "prompt", interval: 1, sweeps: true),
            Regime(preset: "sweep", interval: 1, sweeps: false),
        ])
    func segment(_ other: Regime) {
        var series = series(sweeping, 0..<20, sweeps: [9, 19]) { _ in 100 }
        series.record(reading(20), under: other)
        #expect(series.floors.isEmpty && series.recent.isEmpty)
        #expect(series.regime == other)
        #expect(series.begin == 2.5)
    }

    @Test("readings that go back in time or in steps begin a new segment", arguments: [(5, 200), (30, 5)])
    func backwards(_ tick: Int, _ steps: Int) {
        var series = series(sweeping, 0..<20, sweeps: [9]) { _ in 100 }
        series.record(reading(tick, steps: steps), under: sweeping)
        #expect(series.floors.isEmpty)
    }

    @Test("it says when a window was closed")
    func closing() {
        var series = FloorSeries()
        let closed = (0..<20).filter { series.record(reading($0), under: idle) }
        #expect(closed == [8, 17])
    }
}
