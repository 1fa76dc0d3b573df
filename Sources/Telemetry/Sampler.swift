internal import CLinux
internal import Threading

/// Measures one part of a snapshot. Called on the sampler's thread; must not wait for the GIL.
package protocol Probe: Sendable {
    /// Fills in what it measures.
    func measure(_ snapshot: inout Snapshot)
}

/// Threads and resident memory of the process, as the kernel counts them.
///
/// Source: `/proc/self/task` and `/proc/self/statm`, see proc(5).
package struct ProcessProbe: Probe {
    private let memoryLimit: Int?

    /// Creates the probe.
    /// - Parameter memoryLimit: resident bytes at which the process is in trouble; nil if nobody knows.
    package init(memoryLimit: Int? = nil) { self.memoryLimit = memoryLimit }

    package func measure(_ snapshot: inout Snapshot) {
        let threads = clinux_thread_count()
        snapshot.threads = threads < 0 ? nil : Int(threads)
        let resident = clinux_resident_bytes()
        snapshot.residentBytes = resident < 0 ? nil : Int(resident)
        snapshot.memoryLimitBytes = memoryLimit
    }
}

/// Takes a snapshot at a steady pace, on a thread of its own, and appends it to a ring; one more when it ends.
package final class Sampler: Sendable {
    private let stop = StopSignal()
    private let thread: DedicatedThread

    /// Starts sampling at once.
    /// - Parameters:
    ///   - period: nanoseconds from one snapshot to the next; a late one is not made up for.
    ///   - probes: asked in this order for every snapshot.
    package init(period: Int64, clock: SessionClock, probes: [any Probe], into ring: Ring<Snapshot>) {
        let stop = stop
        thread = DedicatedThread(name: "sampler", stackBytes: 512 << 10) {
            var due = Uptime.nanoseconds
            repeat {
                ring.append(Self.snapshot(clock: clock, probes: probes))
                due = max(due + period, Uptime.nanoseconds)
            } while !stop.wait(nanoseconds: due - Uptime.nanoseconds)
            // What came since the last one would be missed by whoever looks at the end.
            ring.append(Self.snapshot(clock: clock, probes: probes))
        }
    }

    /// One snapshot, on the calling thread.
    package static func snapshot(clock: SessionClock, probes: [any Probe]) -> Snapshot {
        var snapshot = Snapshot()
        snapshot.moment = clock.now
        for probe in probes { probe.measure(&snapshot) }
        return snapshot
    }

    /// Lets the thread take a last snapshot and joins it; blocks while two snapshots are taken at most. Any thread, any
    /// number of times.
    package func finish() {
        stop.raise()
        _ = thread.join(nanoseconds: 1_000_000_000)
    }
}
