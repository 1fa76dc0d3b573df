/// What a person asks of the run. The composition root carries it out; its effect comes back as an event or
/// in the next snapshot.
package enum Command: Sendable, Equatable {
    /// Seconds between two sweeps, in `Settings.intervalRange`; takes effect in the middle of a wait.
    case setInterval(Double)
    /// Sets every switch at once.
    case setPreset(Preset)
    /// Sweeps now.
    case evict
    /// Stops before the next step until resumed.
    case pause
    /// Goes on after a pause.
    case resume
    /// Ends the run after the step that is running, and leaves.
    case stop
    /// Leaves at once, whatever Python is doing.
    case abandon
}
