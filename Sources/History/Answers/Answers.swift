internal import Telemetry

/// What the run has answered to whoever asked.
package struct Answers: Sendable, Transmitted {
    /// The Python classes.
    package internal(set) var types = Types()
    /// The threads of the process.
    package private(set) var threads = Threads()

    /// Creates the answers of a run that nobody has asked anything.
    package init() {}

    /// Takes an event over, if it is an answer.
    /// - Parameter snapshot: the newest measurement by then.
    mutating func take(_ event: Event, _ snapshot: Snapshot?) {
        let steps = snapshot?.progress.stepInstances ?? 0
        switch event.kind {
        case .swept: types.sweep()
        case .typesCounted(let census): types.take(census, at: event.moment.elapsed, steps: steps)
        case .objectsCounted(let census):
            types.take(
                census, at: event.moment.elapsed, steps: steps, heapBytes: snapshot?.heapBytes ?? 0)
        case .threadsListed(let readings): threads.take(readings, at: event.moment.elapsed)
        case .framesFound(let frames): threads.take(frames)
        default: break
        }
    }
}
