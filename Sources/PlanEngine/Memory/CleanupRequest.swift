internal import Telemetry

/// What one cleanup cycle is asked to do. Requests that meet become one.
struct CleanupRequest: Sendable, Equatable {
    /// What asked for it.
    var trigger: SweepSummary.Trigger
    /// When it was asked for, on `Uptime`.
    var requested: Int64
    /// Whether to sweep at all.
    var sweeps = true
    /// Whether to take what Python holds, too.
    var isForced = false
    /// Whether to run Python's own collector, whatever the switches say.
    var collects = false
    /// What to find out afterwards.
    var questions: Set<Question> = []

    /// What somebody can want to know that takes the GIL to find out.
    enum Question: Sendable {
        /// Who holds what was spared.
        case holders
        /// The entries by class.
        case types
        /// All objects of Python by class.
        case objects
        /// Where Python code stands in the threads of scripts.
        case frames
    }

    /// Asks a question and cleans nothing up.
    init(_ question: Question, requested: Int64) {
        self.init(.manual, requested: requested)
        (sweeps, questions) = (false, [question])
    }

    /// Whether it cleans anything up.
    var cleans: Bool { sweeps || collects }

    init(_ trigger: SweepSummary.Trigger, requested: Int64) {
        self.trigger = trigger
        self.requested = requested
        collects = trigger == .final || trigger == .collection
        sweeps = trigger != .collection
    }

    /// Does what the other asks for as well. What a person or the end of a run asked for gives the name.
    mutating func merge(_ other: CleanupRequest) {
        // A question gives no name to a cleanup.
        if other.cleans, trigger == .clock || other.trigger == .final || !cleans { trigger = other.trigger }
        requested = min(requested, other.requested)
        sweeps = sweeps || other.sweeps
        isForced = isForced || other.isForced
        collects = collects || other.collects
        questions.formUnion(other.questions)
    }
}
