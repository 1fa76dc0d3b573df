package import Telemetry
internal import Threading

/// Where the run is, written by the runner and read by the sampler.
package final class RunProgress: Sendable {
    private let storage = Locked(Progress())

    /// Creates the state before anything ran.
    package init() {}

    /// The state now. Any thread; waits for the lock only.
    package var current: Progress { storage.withLock { $0 } }

    /// Changes the state.
    package func update(_ change: (inout Progress) -> Void) {
        storage.withLock { change(&$0) }
    }
}
