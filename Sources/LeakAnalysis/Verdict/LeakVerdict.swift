/// Whether a run leaks, as far as its floors can tell.
///
/// Rather no answer than a wrong one: what may be chance, warming up, a cache that fills, or garbage that waits for its
/// collector is `unsure`, with the reason and with how much longer it takes.
public enum LeakVerdict: Sendable, Equatable {
    /// Nothing grows by more than the tolerance; the upper bounds say how much it is at most.
    case ok(Growth)
    /// Something grows steadily.
    case leak(Leak)
    /// Something grew and has stopped; the change says since when.
    case bounded(Change)
    /// Something rose once and is flat on both sides; the change says when.
    case step(Change)
    /// It cannot be said yet.
    case unsure(Doubt)

    /// What is judged.
    public enum Subject: Sendable, Equatable {
        /// Bytes in use.
        case heap
        /// Entries of the object registry.
        case registry
    }

    /// A steady growth.
    public struct Leak: Sendable, Equatable {
        /// What leaks: the heap, the registry, or both.
        public var subjects: [Subject]
        /// How much per step.
        public var growth: Growth
        /// Seconds until the heap has grown by the headroom at the present pace; nil without a headroom or when only
        /// the registry grows.
        public var secondsToLimit: Double?

        /// Creates a leak.
        public init(subjects: [Subject], growth: Growth, secondsToLimit: Double? = nil) {
            self.subjects = subjects
            self.growth = growth
            self.secondsToLimit = secondsToLimit
        }
    }

    /// A growth that is over.
    public struct Change: Sendable, Equatable {
        /// What grew.
        public var subject: Subject
        /// By how many bytes or entries.
        public var height: Double
        /// Seconds since the session began at the first floor on the new level.
        public var seconds: Double
        /// Step instances that had been run then.
        public var steps: Int
        /// How much per step, of everything, over the whole time.
        public var growth: Growth

        /// Creates a change.
        public init(subject: Subject, height: Double, seconds: Double, steps: Int, growth: Growth) {
            self.subject = subject
            self.height = height
            self.seconds = seconds
            self.steps = steps
            self.growth = growth
        }
    }

    /// Why there is no answer.
    public struct Doubt: Sendable, Equatable {
        /// What stands against an answer.
        public enum Reason: Sendable, Equatable {
            /// There are not enough floors.
            case fewFloors
            /// What is seen may be chance.
            case noise
            /// It rises, but more slowly than it did.
            case slowing
            /// It has fallen before by more than a third of what it has risen.
            case falls
            /// It was flat and rises, or has risen, since a short while ago.
            case lately
            /// It rises, but nothing that lives only for a while has been let go often enough.
            case turnover
        }

        /// What stands against an answer.
        public var reason: Reason
        /// What the doubt is about; the heap while there are too few floors.
        public var subject: Subject
        /// How much per step, as far as can be told; nil while there are too few floors.
        public var growth: Growth?
        /// Seconds until there is probably an answer, from the last floor on; nil when that cannot be told.
        public var secondsMore: Double?

        /// Creates a doubt.
        public init(reason: Reason, subject: Subject, growth: Growth? = nil, secondsMore: Double? = nil) {
            self.reason = reason
            self.subject = subject
            self.growth = growth
            self.secondsMore = secondsMore
        }
    }
}

extension LeakVerdict {
    /// All answers in a word, the best one first.
    package static let words = ["OK", "BOUNDED", "STEP", "UNSURE", "LEAK"]

    /// The answer without its figures, as reports write it.
    package var word: String {
        switch self {
        case .ok: "OK"
        case .leak: "LEAK"
        case .bounded: "BOUNDED"
        case .step: "STEP"
        case .unsure: "UNSURE"
        }
    }

    /// How much per step; nil while that cannot be told.
    package var growth: Growth? {
        switch self {
        case .ok(let growth): growth
        case .leak(let leak): leak.growth
        case .bounded(let change), .step(let change): change.growth
        case .unsure(let doubt): doubt.growth
        }
    }
}
