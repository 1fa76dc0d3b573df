internal import Telemetry

/// What keys asked for and the run has not confirmed yet.
struct Requests: Sendable, Equatable {
    /// The interval asked for, in seconds.
    var interval: Double?
    /// The preset asked for.
    var preset: Preset?
    /// Whether a sweep was asked for.
    var isEvicting = false
    /// Whether a pause (true) or its end (false) was asked for.
    var isPausing: Bool?

    /// Whether anything is still to come.
    var isEmpty: Bool { self == Requests() }

    /// Whether a measurement will confirm some of it; the rest waits for the GIL and is answered by an event.
    var awaitMeasurement: Bool { interval != nil || preset != nil || isPausing != nil }

    /// Drops what the switches in force show to be done.
    mutating func confirm(_ settings: Settings) {
        if interval == settings.interval { interval = nil }
        if preset == settings.preset, !settings.isModified { preset = nil }
    }

    /// Drops what the state of the run shows to be done, or impossible by now.
    mutating func confirm(_ phase: Progress.Phase) {
        switch phase {
        case .paused where isPausing == true, .running where isPausing == false: isPausing = nil
        case .stopping, .finished: isPausing = nil
        default: break
        }
    }

    /// Drops what an event answers.
    /// - Returns: whether it answered anything.
    mutating func confirm(_ event: Event.Kind) -> Bool {
        let before = self
        switch event {
        case .swept(let sweep) where sweep.trigger == .manual: isEvicting = false
        case .sweepRefused: isEvicting = false
        case .settingsChanged(let settings):
            confirm(settings)
            // The answer, even where another switch stays modified.
            if preset == settings.preset { preset = nil }
        case .failed: self = Requests()
        default: break
        }
        return self != before
    }
}
