internal import History
internal import Telemetry

/// What a dashboard needs to go on from a moment of a record.
struct Recollection: Sendable {
    /// What is remembered of the run.
    private(set) var past = Past()
    /// The answers to what only a dashboard asks, which are no part of the past.
    private(set) var answers: [Event] = []
    /// How far the record has been read.
    private(set) var place = RecordReader.Place()

    /// Before everything.
    init() {}

    /// At a checkpoint.
    init(_ past: Past, at place: RecordReader.Place) { (self.past, self.place) = (past, place) }

    /// The newest moment.
    var elapsed: Int64 { past.latest?.moment.elapsed ?? 0 }

    /// Takes a snapshot over.
    mutating func take(_ snapshot: Snapshot) { past.take(snapshot) }

    /// Takes an event over.
    mutating func take(_ event: Event) {
        past.take(event)
        guard let kind = Self.answer(event.kind) else { return }
        // The first count says what grew since; of the others the last is enough.
        let same = answers.indices.filter { Self.answer(answers[$0].kind) == kind }
        if same.count > 1 { answers.remove(at: same[same.count - 1]) }
        answers.append(event)
    }

    /// Everything up to here has been taken over.
    mutating func advance(to place: RecordReader.Place) { self.place = place }

    private static func answer(_ kind: Event.Kind) -> Int? {
        switch kind {
        case .typesCounted: 0
        case .objectsCounted: 1
        case .threadsListed: 2
        case .framesFound: 3
        default: nil
        }
    }
}
