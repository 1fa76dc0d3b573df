internal import Foundation
internal import LeakAnalysis
internal import PlanEngine
internal import Soak
internal import Telemetry

/// Where else a run is told of, beside the screen.
struct Outlets {
    /// Where it is recorded; nil for nowhere.
    let record: Recorder.Place?
    /// Where others read what is measured; nil if nobody does.
    let metrics: MetricsEndpoint?
}

/// How a session is measured and recorded.
struct Measurement {
    /// Nanoseconds from one snapshot to the next.
    private static let period: Int64 = 100_000_000

    let session: Session
    /// Resident bytes at which the process is in trouble; nil means what the system says.
    let memoryLimit: Int?
    /// Growth that is no leak.
    let tolerance: Tolerance
    /// Where else it is told of.
    let outlets: Outlets

    /// Takes one snapshot on the calling thread, for a first frame that cannot wait for the others.
    func takeFirst() {
        session.snapshots.append(
            Sampler.snapshot(clock: session.clock, probes: [ProcessProbe(), SessionProbe(session)]))
    }

    /// Starts measuring and recording, on threads of their own.
    func begin() -> Observation {
        let limit = memoryLimit ?? Self.systemLimit
        let sampler = Sampler(
            period: Self.period, clock: session.clock,
            probes: [ProcessProbe(memoryLimit: limit), SessionProbe(session)], into: session.snapshots)
        if let metrics = outlets.metrics {
            metrics.start(session, tolerance: tolerance)
            session.log(.info, from: "phantop", "metrics at \(metrics.link)")
        }
        let recorder = outlets.record.map { place in
            Recorder(
                Recorder.Run(
                    snapshots: session.snapshots, events: session.events,
                    announce: { [session] in session.announce($0) },
                    ask: { [session] in session.perform($0) }),
                to: place)
        }
        return Observation(sampler: sampler, recorder: recorder)
    }

    /// What control groups and the machine allow.
    private static var systemLimit: Int {
        let physical = Int(clamping: ProcessInfo.processInfo.physicalMemory)
        // What cannot be read sets no limit.
        func read(_ path: String) -> String? { try? String(contentsOfFile: path, encoding: .utf8) }
        return MemoryLimit.bytes(groups: read("/proc/self/cgroup") ?? "", physical: physical, read: read)
    }
}
