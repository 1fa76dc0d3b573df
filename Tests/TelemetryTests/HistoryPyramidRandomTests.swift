import TestSupport
import Testing

@testable import Telemetry

/// The slow way: every sample is kept.
private struct Samples {
    var all: [(elapsed: Int64, value: Double)] = []

    func extremes(from begin: Int64, to end: Int64) -> ClosedRange<Double>? {
        let values = all.lazy.filter { $0.elapsed >= begin && $0.elapsed < end }.map(\.value)
        guard let low = values.min(), let high = values.max() else { return nil }
        return low...high
    }
}

@Suite("HistoryPyramid beside a list of all samples")
struct HistoryPyramidRandomTests {
    @Test("no extreme is lost and none is displaced by more than the width of a bucket", arguments: 1...20)
    func random(_ seed: Int) {
        var randomness = SplitMix(seed: UInt64(seed))
        var history = HistoryPyramid(bucketNanoseconds: 10, bucketsPerLevel: 16, levels: 5)
        var samples = Samples()
        var now = Int64.random(in: 0...500, using: &randomness)
        for _ in 0..<600 {
            let isSilent = Int.random(in: 0..<40, using: &randomness) == 0
            now += Int64.random(in: 0...(isSilent ? 900 : 25), using: &randomness)
            let value = Double.random(in: -100...100, using: &randomness).rounded()
            history.append(value, at: now)
            samples.all.append((now, value))
        }
        for _ in 0..<60 {
            let start = Int64.random(in: -100...now, using: &randomness)
            let width = Int64.random(in: 1...600, using: &randomness)
            let columns = history.columns(from: start, width: width, count: 8, bridging: 0)
            for (index, column) in columns.enumerated() {
                let begin = start + Int64(index) * width
                check(column, of: history, samples, from: begin, to: begin + width, seed: seed)
            }
        }
    }

    private func check(
        _ column: HistoryBucket?, of history: HistoryPyramid, _ samples: Samples, from begin: Int64,
        to end: Int64,
        seed: Int
    ) {
        // What has fallen off the coarsest level is nobody's claim.
        guard begin >= history.oldestRemembered else { return }
        let slack = history.bucketWidth(from: begin, to: end)
        if let exact = samples.extremes(from: begin, to: end) {
            let isKept = column.map { $0.minimum <= exact.lowerBound && $0.maximum >= exact.upperBound }
            #expect(isKept == true, "seed \(seed): \(begin)..<\(end) lost an extreme")
        }
        if let column {
            let near = samples.extremes(from: begin - slack, to: end + slack)
            let isNear = near.map { $0.contains(column.minimum) && $0.contains(column.maximum) }
            #expect(isNear == true, "seed \(seed): \(begin)..<\(end) shows what was elsewhere")
        }
    }
}
