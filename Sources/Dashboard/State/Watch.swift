internal import Telemetry

/// What the run is asked again and again, because what it answers is on the screen.
struct Watch: Sendable {
    /// What nobody tells without being asked.
    enum Subject: CaseIterable, Sendable {
        /// The entries by class.
        case types
        /// All objects of Python by class.
        case objects
        /// The threads of the process.
        case threads

        /// What asks for it.
        var command: Command {
            switch self {
            case .types: .countTypes
            case .objects: .countObjects
            case .threads: .listThreads
            }
        }

        /// Nanoseconds from one question to the next, at least.
        var period: Int64 {
            switch self {
            case .types, .threads: 1_000_000_000
            case .objects: 5_000_000_000
            }
        }
    }

    private var inquiries: [Subject: Inquiry] = [:]
    private var shown: Set<Subject> = []
    /// What the last answers told of; nothing is asked anew while nothing has happened since.
    private var state: [Subject: Snapshot] = [:]

    /// What to ask now, for what is on the screen.
    mutating func question(about shown: Set<Subject>, _ snapshot: Snapshot?, at now: Int64) -> Command? {
        for subject in shown.subtracting(self.shown) { inquiries[subject]?.forget() }
        self.shown = shown
        guard let snapshot, snapshot.progress.phase != .starting else { return nil }
        for subject in Subject.allCases where shown.contains(subject) {
            var inquiry = inquiries[subject] ?? Inquiry(period: subject.period)
            // Threads go on, whatever happens to objects.
            let isNews =
                subject == .threads || inquiry.asked == nil || state[subject] != Self.essence(of: snapshot)
            guard inquiry.isDue(at: now), isNews else { continue }
            inquiry.ask(at: now)
            inquiries[subject] = inquiry
            state[subject] = Self.essence(of: snapshot)
            return subject.command
        }
        return nil
    }

    /// An answer came, which cost so many nanoseconds.
    mutating func take(_ subject: Subject, cost: Int64) { inquiries[subject]?.take(cost: cost) }

    /// What makes another answer likely.
    private static func essence(of snapshot: Snapshot) -> Snapshot {
        var essence = Snapshot()
        essence.registry = snapshot.registry
        essence.hostsCreated = snapshot.hostsCreated
        essence.hostsDeinitialised = snapshot.hostsDeinitialised
        essence.heapBytes = snapshot.heapBytes
        essence.progress = snapshot.progress
        return essence
    }
}
