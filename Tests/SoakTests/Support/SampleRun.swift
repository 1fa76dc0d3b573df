import Telemetry
import TestSupport

@testable import Soak

/// A run as it could have been, tenth by tenth of a second, and different for every seed.
struct SampleRun {
    private var random: SplitMix
    private var plan = 0
    private(set) var snapshot = Snapshot()
    /// Nanoseconds from one measurement to the next.
    let period: Int64

    init(seed: UInt64, period: Int64 = 100_000_000) {
        (random, self.period) = (SplitMix(seed: seed), period)
        snapshot.progress.phase = .running
        snapshot.progress.workload = "scenario:churn"
        snapshot.heapBaselineBytes = 3_000_000
        snapshot.moment.unix = 1_795_803_933_539_019_012
    }

    /// What comes in so many periods.
    mutating func batch(_ count: Int) -> RecordBatch {
        var batch = RecordBatch()
        for _ in 0..<count { step(&batch) }
        return batch
    }

    private mutating func step(_ batch: inout RecordBatch) {
        snapshot.moment.elapsed += period
        snapshot.moment.unix += period
        snapshot.progress.stepInstances += 50
        snapshot.progress.stepName = "Step\(random.below(3))"
        snapshot.registry.live = random.below(500)
        snapshot.heapBytes = 3_000_000 + random.below(1_000_000)
        snapshot.threads = 5 + random.below(3)
        if random.below(7) == 0 { enterPlan(&batch) }
        if random.below(50) == 0 { sweep(&batch) }
        if random.below(200) == 0 {
            for kind in Samples.events where !kind.isEnd { append(kind, &batch) }
        }
        batch.snapshots.append(snapshot)
    }

    private mutating func enterPlan(_ batch: inout RecordBatch) {
        if plan > 0 { append(.planLeft(plan, verdict: "Pass"), &batch) }
        plan += 1
        snapshot.progress.plan = plan
        append(.planEntered(plan), &batch)
    }

    private mutating func sweep(_ batch: inout RecordBatch) {
        var sweep = SweepSummary()
        (sweep.phantoms, sweep.examined) = (random.below(100), random.below(1000))
        snapshot.cleanup.sweeps += 1
        snapshot.cleanup.heapBytesLeft = snapshot.heapBytes
        append(.swept(sweep), &batch)
    }

    private func append(_ kind: Event.Kind, _ batch: inout RecordBatch) {
        batch.events.append(Event(moment: snapshot.moment, kind: kind))
    }
}

extension Event.Kind {
    fileprivate var isEnd: Bool {
        switch self {
        case .finished, .failed: true
        default: false
        }
    }
}

extension SplitMix {
    /// A number from zero to one less than this.
    mutating func below(_ count: Int) -> Int { Int.random(in: 0..<count, using: &self) }
}
