internal import PythonBridge
package import Telemetry

/// Measures a session for the sampler, without the GIL.
package struct SessionProbe: Probe {
    private let session: Session

    /// A probe for one session.
    package init(_ session: Session) {
        self.session = session
    }

    package func measure(_ snapshot: inout Snapshot) {
        defer { session.threads.answer(for: session, at: snapshot) }
        snapshot.progress = session.progress.current
        switch session.control.current {
        // Until the step that runs has ended, a pause is only asked for.
        case .paused where snapshot.progress.phase == .running && session.control.isStandingStill:
            snapshot.progress.phase = .paused
        case .stopping where snapshot.progress.phase == .running: snapshot.progress.phase = .stopping
        default: break
        }
        snapshot.settings = session.settings
        session.draft.sawThreads(snapshot.threads)
        guard let engine = session.current else { return }
        let census = engine.registry.census
        snapshot.registry = RegistryCounts(
            live: census.live, parked: census.parked, severed: census.severed, phantoms: census.phantoms)
        snapshot.hostsCreated = census.hostsCreated
        snapshot.hostsDeinitialised = census.hostsDeinitialised
        snapshot.heapBytes = engine.registry.heapBytes
        snapshot.heapBaselineBytes = session.draft.baselineBytes
        snapshot.queuedReleases = engine.registry.queuedReleases
        snapshot.nextSweep = engine.monitor.nextTick.map { session.clock.elapsed(at: $0) }
        snapshot.cleanup = engine.monitor.metrics
        snapshot.isSweepPending = engine.monitor.isSweepPending
    }
}
