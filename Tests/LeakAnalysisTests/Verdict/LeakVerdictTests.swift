import Testing

@testable import LeakAnalysis

@Suite("LeakVerdict")
struct LeakVerdictTests {
    private let flat = [Int](repeating: 1_000_000_000, count: 60)
    /// 400 bytes a step.
    private let leaking = (0..<60).map { 1_000_000_000 + $0 * 1_000_000 }

    @Test(
        "fewer than 12 floors beside the first 20 % are too few, and the doubt says how long the rest takes",
        arguments: 2...14)
    func few(_ count: Int) {
        let verdict = LeakVerdict(of: FloorSeries(heap: Array(leaking[..<count])))
        #expect(
            verdict
                == .unsure(.init(reason: .fewFloors, subject: .heap, secondsMore: Double(15 - count) * 30)))
    }

    @Test("15 floors are enough for a clear case")
    func enough() {
        #expect(LeakVerdict(of: FloorSeries(heap: Array(leaking[..<15]))).word == "LEAK")
        #expect(LeakVerdict(of: FloorSeries(heap: Array(flat[..<15]))).word == "OK")
    }

    @Test("before the first floor the interval says how long it takes")
    func none() {
        #expect(LeakVerdict(of: FloorSeries()) == .unsure(.init(reason: .fewFloors, subject: .heap)))
        var series = FloorSeries()
        series.record(
            Reading(seconds: 0, steps: 0, heapBytes: 0, entries: 0),
            under: Regime(preset: "sweep", interval: 30, sweeps: true))
        #expect(
            LeakVerdict(of: series) == .unsure(.init(reason: .fewFloors, subject: .heap, secondsMore: 450)))
    }

    @Test("a leak says how much per step, and when the headroom is used up")
    func leak() throws {
        guard case .leak(let leak) = LeakVerdict(of: FloorSeries(heap: leaking), headroomBytes: 10_000_000)
        else {
            throw Unexpected()
        }
        #expect(leak.subjects == [.heap])
        #expect(abs(leak.growth.bytes.perStep - 400) < 1e-6)
        #expect(leak.growth.bytes.interval.contains(leak.growth.bytes.perStep))
        // A megabyte every 30 s.
        #expect(try abs(#require(leak.secondsToLimit) - 300) < 1e-6)
    }

    @Test("a registry that grows leaks as well, and reaches no limit of bytes")
    func registry() throws {
        let series = FloorSeries(heap: flat, entries: { 50 + $0 * 100 })
        guard case .leak(let leak) = LeakVerdict(of: series, headroomBytes: 1) else { throw Unexpected() }
        #expect(leak.subjects == [.registry])
        #expect(abs(leak.growth.entries.perStep - 0.04) < 1e-9)
        #expect(leak.secondsToLimit == nil)
    }

    @Test("a leak of both is a leak of both")
    func both() throws {
        let series = FloorSeries(heap: leaking, entries: { 50 + $0 * 2500 })
        guard case .leak(let leak) = LeakVerdict(of: series) else { throw Unexpected() }
        #expect(leak.subjects == [.heap, .registry])
    }

    @Test("growth within the tolerance is OK, and the interval says how much it is at most")
    func tolerance() throws {
        let tolerance = Tolerance(bytesPerStep: 500)
        guard case .ok(let growth) = LeakVerdict(of: FloorSeries(heap: leaking), tolerance: tolerance) else {
            throw Unexpected()
        }
        #expect(growth.bytes.interval.upperBound < 401)
    }

    @Test("a step says when it was, and how high", arguments: [20, 36, 50])
    func step(_ index: Int) throws {
        let series = FloorSeries(heap: (0..<60).map { flat[$0] + ($0 < index ? 0 : 50_000_000) })
        guard case .step(let change) = LeakVerdict(of: series) else { throw Unexpected() }
        #expect(change.subject == .heap)
        #expect(change.height == 50_000_000)
        #expect(change.steps == index * 2500)
        #expect(change.seconds == Double(index + 1) * 30)
    }

    @Test("a level that was lower once is no step: what falls does not leak")
    func fall() {
        let series = FloorSeries(heap: (0..<60).map { flat[$0] - ($0 < 30 ? 0 : 50_000_000) })
        #expect(LeakVerdict(of: series).word == "OK")
    }

    @Test(
        "a rise that slows down for certain is doubted, though it goes on",
        arguments: [(0.8, "UNSURE slowing"), (0.9, "LEAK")])
    func slowing(_ share: Double, _ word: String) {
        let heap = (0..<60).map {
            flat[$0] + Int(Double(min($0, 36)) * 1e6 + Double(max(0, $0 - 36)) * share * 1e6)
        }
        #expect(LeakVerdict(of: FloorSeries(heap: heap)).word == word)
    }

    @Test("what grew and has stopped is bounded")
    func bounded() throws {
        let series = FloorSeries(heap: (0..<60).map { flat[$0] + min($0, 30) * 1_000_000 })
        guard case .bounded(let change) = LeakVerdict(of: series) else { throw Unexpected() }
        #expect(change.subject == .heap)
        #expect(change.height > 0)
    }

    @Test("a rise that is smaller than an earlier fall is doubted, until it is larger")
    func falls() {
        let heap = (0..<120).map { flat[0] + ($0 < 3 ? 20_000_000 : 0) + $0 * 1_000_000 }
        #expect(LeakVerdict(of: FloorSeries(heap: Array(heap[..<40]))).word == "UNSURE falls")
        #expect(LeakVerdict(of: FloorSeries(heap: heap)).word == "LEAK")
    }

    @Test("where turnovers are counted, what grows between two of them is no leak yet")
    func turnover() {
        let once = FloorSeries(heap: leaking, turnovers: { $0 < 30 ? 4 : 5 })
        let often = FloorSeries(heap: leaking, turnovers: { $0 / 20 })
        #expect(LeakVerdict(of: once).word == "UNSURE turnover")
        #expect(LeakVerdict(of: often).word == "LEAK")
    }

    @Test(
        "of two answers the worse one counts",
        arguments: [
            (Course.leaks, Course.jumps, "LEAK"), (.jumps, .settles, "STEP"), (.flat, .settles, "BOUNDED"),
            (.jumps, .roars, "UNSURE noise"), (.leaks, .roars, "LEAK"),
        ])
    func worse(_ heap: Course, _ registry: Course, _ word: String) {
        let series = FloorSeries(
            heap: (0..<60).map { 1_000_000_000 + heap.level($0) * 10_000 },
            entries: { 50 + registry.level($0) })
        #expect(LeakVerdict(of: series).word == word)
    }

    @Test(
        "figures at the edge of what can be counted are judged, not trapped on",
        arguments: [
            [Int](repeating: .max, count: 60), (0..<60).map { $0 % 2 == 0 ? .max : .min },
            [Int](repeating: 0, count: 60), (0..<60).map { $0 == 59 ? .max : 0 },
        ])
    func extremes(_ heap: [Int]) {
        #expect(LeakVerdict(of: FloorSeries(heap: heap), headroomBytes: .min).word != "LEAK")
    }

    @Test("floors at one place have no slope, so nothing can be said")
    func onePlace() {
        var series = FloorSeries()
        for index in 0..<60 {
            let low = Floor.Low(value: index % 7, steps: 7, seconds: 1)
            series.append(Floor(heap: low, entries: low))
        }
        #expect(LeakVerdict(of: series).word == "UNSURE noise")
    }
}

/// How a quantity goes on, in units that matter.
enum Course {
    case flat
    case leaks
    case settles
    case jumps
    case roars

    func level(_ floor: Int) -> Int {
        switch self {
        case .flat: 0
        case .leaks: floor * 100
        case .settles: min(floor, 30) * 400
        case .jumps: floor < 40 ? 0 : 5000
        case .roars: floor * 7 % 9 * 100_000
        }
    }
}

/// The verdict was another one than the test is about.
private struct Unexpected: Error {}
