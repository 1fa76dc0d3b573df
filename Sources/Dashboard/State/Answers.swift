internal import Telemetry

/// What the run has answered to questions of this dashboard. Nobody else has asked for it, and it is not remembered.
struct Answers: Sendable {
    /// The Python classes.
    private(set) var types = Types()
    /// The threads of the process.
    private(set) var threads = Threads()

    /// From now on the growth of types counts from here.
    mutating func mark(at elapsed: Int64) { types.mark(at: elapsed) }

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
