internal import Foundation
internal import PlanEngine
internal import Telemetry

/// How a session is measured.
struct Measurement {
    /// Nanoseconds from one snapshot to the next.
    private static let period: Int64 = 100_000_000

    let session: Session
    /// Resident bytes at which the process is in trouble; nil means what the system says.
    let memoryLimit: Int?

    /// Starts measuring, on a thread of its own.
    func begin() -> Sampler {
        let limit = memoryLimit ?? Self.systemLimit
        return Sampler(
            period: Self.period, clock: session.clock,
            probes: [ProcessProbe(memoryLimit: limit), SessionProbe(session)], into: session.snapshots)
    }

    /// What control groups and the machine allow.
    private static var systemLimit: Int {
        let physical = Int(clamping: ProcessInfo.processInfo.physicalMemory)
        // What cannot be read sets no limit.
        func read(_ path: String) -> String? { try? String(contentsOfFile: path, encoding: .utf8) }
        return MemoryLimit.bytes(groups: read("/proc/self/cgroup") ?? "", physical: physical, read: read)
    }
}
