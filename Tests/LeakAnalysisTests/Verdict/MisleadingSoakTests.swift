import Foundation
import Testing

@testable import LeakAnalysis

/// Soaks that look like something they are not, each with the seeds 1 to 20.
@Suite("verdicts on soaks that mislead")
struct MisleadingSoakTests {
    private func words(_ soak: SimulatedSoak, floors: Int = 60) -> [String: [Int]] {
        Dictionary(grouping: 1...20) { LeakVerdict(of: soak.floors(floors, seed: $0)).word }
    }

    private static let drifting = SimulatedSoak(
        "a random walk",
        floors: { chance, count in
            chance.walk(count).map { $0 * 3e6 }
        })

    private static let spiky = SimulatedSoak("one window in twenty misses its low") { chance, count in
        let highs = (0..<count).map { _ in chance.share() < 0.05 ? 50e6 * chance.share() : 0 }
        return { highs[Int($0)] }
    }

    private static let lateLeak = SimulatedSoak("a leak that begins at 80 %") { _, count in
        { 1e6 * max(0, $0 - 0.8 * Double(count)) }
    }

    private static let filling = SimulatedSoak("a cache that fills evenly until 80 %") { _, count in
        { 1e6 * min($0, 0.8 * Double(count)) }
    }

    private static let fragmenting = SimulatedSoak("fragmentation that grows with the logarithm of time") {
        _, _ in
        { 20e6 * log(1 + $0) }
    }

    @Test(
        "garbage that a collector frees every few windows is no leak",
        arguments: [
            SimulatedSoak.sawTooth(2.7, 20e6), .sawTooth(8, 20e6), .sawTooth(20, 50e6), .sawTooth(30, 100e6),
        ])
    func sawTooth(_ soak: SimulatedSoak) {
        #expect(words(soak)["LEAK"] == nil)
    }

    @Test(
        "what slows down, or has stopped, is no leak",
        arguments: [filling, fragmenting, .warmUp(10, 50e6), .warmUp(30, 200e6), .warmUp(60, 1e9)])
    func slowing(_ soak: SimulatedSoak) {
        let words = words(soak)
        #expect(Set(words.keys).isSubset(of: ["UNSURE slowing", "BOUNDED"]), "\(words)")
    }

    @Test("a random walk is no leak")
    func walk() {
        #expect(words(Self.drifting)["LEAK"] == nil)
    }

    @Test("jumps are no leak, however many there are", arguments: 1...3)
    func jumps(_ number: Int) {
        let words = words(.jumps(number, 50e6))
        #expect(words["LEAK"] == nil)
    }

    @Test("windows that missed their low do not hide that it is flat")
    func spikes() {
        #expect(Array(words(Self.spiky).keys) == ["OK"])
    }

    @Test("a leak that has just begun is not outvoted by a flat past", arguments: [30, 120])
    func lately(_ floors: Int) {
        #expect(Array(words(Self.lateLeak, floors: floors).keys) == ["UNSURE lately"])
    }

    @Test("a leak that began an hour ago is not outvoted by a month")
    func afterMerging() {
        let windows = 20_000
        let series = FloorSeries(
            heap: (0..<windows).map { 1_000_000_000 + max(0, $0 - windows + 30) * 20_000_000 })
        #expect(LeakVerdict(of: series).word == "UNSURE lately")
    }

    @Test(
        "a leak shows through what else happens, given time",
        arguments: [
            SimulatedSoak.sawTooth(8, 20e6, leak: 500), .warmUp(10, 50e6, leak: 500), .leak(200, noise: 1e6),
        ])
    func disguised(_ soak: SimulatedSoak) {
        #expect(Array(words(soak, floors: 180).keys) == ["LEAK"])
    }

    @Test(
        "noise that hides a leak makes no OK",
        arguments: [SimulatedSoak.leak(200, noise: 2e6), .leak(200, noise: 5e6)])
    func hidden(_ soak: SimulatedSoak) {
        #expect(words(soak)["OK"] == nil)
    }
}
