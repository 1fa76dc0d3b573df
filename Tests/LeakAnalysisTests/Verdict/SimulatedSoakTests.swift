import Testing

@testable import LeakAnalysis

/// 200 runs each, of 60 floors, with the seeds 1 to 200.
@Suite("verdicts on simulated soaks")
struct SimulatedSoakTests {
    private let seeds = 1...200

    /// The seeds of the runs that end with another answer.
    private func seeds(of soak: SimulatedSoak, where isWrong: (String) -> Bool) -> [String] {
        seeds.compactMap { seed in
            let word = LeakVerdict(of: soak.floors(seed: seed)).word
            return isWrong(word) ? "seed \(seed): \(word)" : nil
        }
    }

    private static let flat = SimulatedSoak("flat") { _, _ in { _ in 0 } }

    @Test(
        "what is flat is OK, under independent and under autocorrelated noise",
        arguments: [flat, .autocorrelated(20e3)])
    func ok(_ soak: SimulatedSoak) {
        #expect(seeds(of: soak) { $0 != "OK" } == [])
    }

    @Test(
        "what wanders, warms up or jumps once is never called a leak",
        arguments: [
            SimulatedSoak.autocorrelated(5e6), .warmUp(5, 5e6), .warmUp(20, 50e6), .jumps(1, 1e6),
            .jumps(1, 50e6),
        ])
    func noLeak(_ soak: SimulatedSoak) {
        #expect(seeds(of: soak) { $0 == "LEAK" } == [])
    }

    @Test(
        "100 bytes a step and more are always called a leak",
        arguments: [SimulatedSoak.leak(100), .leak(8000)])
    func leak(_ soak: SimulatedSoak) {
        #expect(seeds(of: soak) { $0 != "LEAK" } == [])
    }
}
